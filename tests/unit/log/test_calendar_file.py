"""The calendar file as others read it: valid, and right through every clock change."""

from __future__ import annotations

import json
import re
from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
import recurring_ical_events
import vobject
from hypothesis import given, settings
from hypothesis import strategies as st
from icalendar import Calendar, Event

from pwa.config import ROOT
from pwa.shell.bundles import run_node_script

PRINT = str(ROOT / "tests/js/log/support/print-calendar.js")
LONDON = ZoneInfo("Europe/London")
TODAY = date(2026, 1, 2)
UNTIL = date(2031, 1, 1)
NOTHING = {"withStrength": False, "withPlace": False, "withNote": False}

Times = list[tuple[int, str]]


def printed(turns: list[list[dict[str, Any]]]) -> list[list[str]]:
    """The files as the phone's own code makes them."""
    return list(json.loads(run_node_script(PRINT, json.dumps(turns))))


def turn(
    times: Times,
    dates: list[dict[str, Any]] | None = None,
    *,
    title: str = "Carrycard",
    minutes: int = 10,
) -> dict[str, Any]:
    plan = {
        "form": "tablet",
        "everyDays": 0,
        "since": "2025-11-01",
        "times": [{"day": d, "time": t, "strength": "50 mg"} for d, t in times],
    }
    return {
        "log": {"entries": [], "plan": plan, "dates": dates or [], "title": title},
        "choice": {**NOTHING, "minutesBefore": minutes},
        **{"title": title, "today": TODAY.isoformat(), "nextOn": ""},
    }


def a_date(on: str, clock: str) -> dict[str, Any]:
    letters = f"{on}{clock}".replace("-", "").replace(":", "")
    about = {"kind": "appointment", "where": "", "note": "", "isDone": False}
    return {"id": letters.zfill(16), "on": on, "time": clock, **about}


def days() -> list[date]:
    return [TODAY + timedelta(days=n) for n in range((UNTIL - TODAY).days)]


def wall(moment: date) -> str:
    """What the clock and the calendar on the wall show then."""
    return moment.strftime("%Y-%m-%d %H:%M")


def planned(times: Times) -> list[str]:
    """Each moment the plan names."""
    return sorted(
        f"{day} {clock}"
        for day in days()
        for weekday, clock in set(times)
        if day.isoweekday() == weekday
    )


def expanded(calendar: Calendar) -> list[Event]:
    found = recurring_ical_events.of(calendar).between(TODAY, UNTIL)
    return sorted(
        (e for e in found if isinstance(e, Event)), key=lambda e: str(e.start)
    )


EVERY = range(1, 8)
PLANS: dict[str, Times] = {
    "every day": [(day, "08:00") for day in EVERY],
    "three days a week": [(1, "08:00"), (3, "08:00"), (5, "08:00")],
    "two times on some days": [(1, "07:45"), (1, "20:15"), (4, "20:15"), (7, "09:30")],
    "in the hour that comes twice": [(day, "01:30") for day in EVERY],
    "on the night of the change": [(7, "01:00"), (7, "02:00")],
    "about midnight": [(day, clock) for day in EVERY for clock in ("00:00", "23:55")],
}


@pytest.fixture(scope="module")
def calendars() -> dict[str, Calendar]:
    texts = printed([[turn(times)] for times in PLANS.values()])
    return {
        name: Calendar.from_ical(text)
        for name, [text] in zip(PLANS, texts, strict=True)
    }


@pytest.mark.parametrize("name", PLANS)
def test_each_event_comes_at_its_time_on_the_wall_for_five_years(
    calendars: dict[str, Calendar], name: str
) -> None:
    found = expanded(calendars[name])

    assert [wall(event.start) for event in found] == planned(PLANS[name])
    assert {event["DTSTART"].params["TZID"] for event in found} == {"Europe/London"}


@pytest.mark.parametrize("name", PLANS)
def test_a_file_breaks_no_rule_of_its_format(
    calendars: dict[str, Calendar], name: str
) -> None:
    calendar = calendars[name]

    assert calendar.errors == []
    assert calendar["METHOD"] == "PUBLISH"
    assert len(calendar.events) == len({clock for _, clock in PLANS[name]})
    for event in calendar.events:
        assert event.errors == []
        assert event.start.isoweekday() in {day for day, _ in PLANS[name]}
        [notice] = event.alarms.times
        assert event.start - notice.trigger == timedelta(minutes=10)


def test_the_zone_in_the_file_says_what_the_clocks_do(
    calendars: dict[str, Calendar],
) -> None:
    [zone] = calendars["every day"].timezones

    ours = zone.to_tz(lookup_tzid=False)

    hours = [
        datetime.combine(day, time(hour, minute), UTC)
        for day in days()
        if (day.month in (3, 10) and day.day > 23) or day.day == 1
        for hour in range(24)
        for minute in (0, 59)
    ]
    assert [
        m for m in hours if wall(m.astimezone(ours)) != wall(m.astimezone(LONDON))
    ] == []


def test_single_days_stand_at_their_time_or_for_the_whole_day() -> None:
    dates = [
        a_date("2026-03-29", "00:30"),
        a_date("2026-10-25", "01:30"),
        a_date("2026-12-03", ""),
    ]

    [[text]] = printed([[turn([], dates)]])

    calendar = Calendar.from_ical(text)
    assert [wall(event.start) for event in expanded(calendar)] == [
        *("2026-03-29 00:30", "2026-10-25 01:30", "2026-12-03 00:00")
    ]
    whole = calendar.events[-1]
    assert whole.end - whole.start == timedelta(days=1)


def test_another_reader_finds_the_same_in_it() -> None:
    texts = printed([[turn(times)] for times in PLANS.values()])

    for [text], times in zip(texts, PLANS.values(), strict=True):
        events = vobject.readOne(text).vevent_list
        found = [
            wall(moment)
            for event in events
            for moment in event.getrruleset(addRDate=True)[:60]
        ]
        assert found
        assert set(found) <= set(planned(times))
        assert [event.summary.value for event in events] == ["Carrycard"] * len(events)


def test_a_later_file_changes_the_events_and_takes_back_the_others() -> None:
    [[first, later]] = printed(
        [[turn([(1, "08:00"), (2, "09:00")]), turn([(1, "08:00"), (3, "08:00")])]]
    )

    before, after = Calendar.from_ical(first), Calendar.from_ical(later)
    assert {e["UID"] for e in before.events} == {e["UID"] for e in after.events}
    assert {e["SEQUENCE"] for e in before.events} == {0}
    assert {e["SEQUENCE"] for e in after.events} == {1}
    assert sorted(str(e["STATUS"]) for e in after.events) == ["CANCELLED", "CONFIRMED"]


titles = st.lists(
    st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=200),
    min_size=25,
    max_size=25,
)


@settings(max_examples=4)
@given(titles)
def test_any_title_is_read_back_and_breaks_nothing(hostile: list[str]) -> None:
    texts = printed([[turn([(1, "08:00")], title=title)] for title in hostile])

    for [text], title in zip(texts, hostile, strict=True):
        data = text.encode()
        assert max(len(line) for line in data.split(b"\r\n")) <= 75
        calendar = Calendar.from_ical(data)
        [event] = calendar.events
        assert same(str(event["SUMMARY"]), title)
        assert event["UID"] == "1".zfill(16)


def same(read: str, typed: str) -> bool:
    """But for control codes, and the white space about the ends of lines."""

    def bare(text: str) -> str:
        return re.sub(r"[\s\x00-\x1f\x7f-\x9f\ufeff]", "", text)

    return bare(read) == bare(typed)
