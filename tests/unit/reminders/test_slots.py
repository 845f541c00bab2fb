"""Reminders come at the same time on the wall all year, once a day."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from functools import cache

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pwa.reminders.model import ZONE
from pwa.reminders.slots import bits_of, days_of, next_due, slot_of

START = datetime(2026, 1, 1, tzinfo=UTC)
YEARS = 4
QUARTER = timedelta(minutes=15)
EVERY_DAY = range(1, 8)
SLOTS = range(0, 24 * 60, 15)


@cache
def shown_on_the_wall() -> dict[tuple[date, int], datetime]:
    """When each quarter of an hour of four years first stood on the clock.

    Found by walking through time and looking at the clock, so that no rule about
    what a local time means is used. One that never stood there is an hour later.
    """
    seen: dict[tuple[date, int], datetime] = {}
    moment = START
    while moment.year < START.year + YEARS:
        local = moment.astimezone(ZONE)
        seen.setdefault((local.date(), local.hour * 60 + local.minute), moment)
        moment += QUARTER
    dates = {day for day, _ in seen}
    skipped = [
        (day, slot) for day in dates for slot in SLOTS if (day, slot) not in seen
    ]
    return seen | {(day, slot): seen[day, slot + 60] for day, slot in skipped}


@pytest.mark.hazard("HZ23-c")
def test_every_quarter_of_an_hour_of_four_years_comes_once_on_each_local_date() -> None:
    expected = shown_on_the_wall()
    dates = sorted({day for day, _ in expected})
    wrong = []

    for slot in SLOTS:
        due = next_due(slot, EVERY_DAY, START - QUARTER / 15)
        for day in dates:
            if due != expected[day, slot]:
                wrong.append((day, slot, due))
            due = next_due(slot, EVERY_DAY, due)

    assert len(dates) == 1461
    assert wrong == []


@given(
    slot=st.sampled_from(list(SLOTS)),
    days=st.sets(st.sampled_from(list(EVERY_DAY)), min_size=1),
    after=st.datetimes(
        START.replace(tzinfo=None),
        datetime(2029, 12, 1),  # noqa: DTZ001
        timezones=st.just(UTC),
    ),
)
def test_the_next_is_the_first_later_one_on_a_chosen_day(
    slot: int, days: set[int], after: datetime
) -> None:
    chosen = (
        moment
        for (day, at), moment in shown_on_the_wall().items()
        if at == slot and day.isoweekday() in days and moment > after
    )

    assert next_due(slot, days, after) == min(chosen)


@pytest.mark.parametrize(
    ("minute", "after", "due"),
    [
        pytest.param(
            90,
            datetime(2026, 3, 28, 12, tzinfo=UTC),
            datetime(2026, 3, 29, 1, 30, tzinfo=UTC),
            id="01:30 on the spring day comes at 02:30 BST",
        ),
        pytest.param(
            90,
            datetime(2026, 3, 29, 1, 30, tzinfo=UTC),
            datetime(2026, 3, 30, 0, 30, tzinfo=UTC),
            id="the day after the spring day has its own",
        ),
        pytest.param(
            90,
            datetime(2026, 10, 24, 12, tzinfo=UTC),
            datetime(2026, 10, 25, 0, 30, tzinfo=UTC),
            id="01:30 on the autumn day comes the first time",
        ),
        pytest.param(
            90,
            datetime(2026, 10, 25, 0, 30, tzinfo=UTC),
            datetime(2026, 10, 26, 1, 30, tzinfo=UTC),
            id="and not the second time",
        ),
        pytest.param(
            480,
            datetime(2026, 3, 28, 8, tzinfo=UTC),
            datetime(2026, 3, 29, 7, tzinfo=UTC),
            id="08:00 stays 08:00 in spring",
        ),
    ],
)
def test_clock_changes(minute: int, after: datetime, due: datetime) -> None:
    assert next_due(minute, EVERY_DAY, after) == due


def test_two_times_due_at_once_in_spring_are_two_slots() -> None:
    due = next_due(90, EVERY_DAY, datetime(2026, 3, 28, 12, tzinfo=UTC))

    assert next_due(150, EVERY_DAY, datetime(2026, 3, 28, 12, tzinfo=UTC)) == due
    assert slot_of(due, 90) == "2026-03-29T01:30"
    assert slot_of(due, 150) == "2026-03-29T02:30"


def test_a_slot_is_the_local_time_that_was_planned() -> None:
    due = next_due(480, EVERY_DAY, datetime(2026, 7, 1, 12, tzinfo=UTC))

    assert slot_of(due) == slot_of(due, 480) == "2026-07-02T08:00"


@given(st.sets(st.sampled_from(list(EVERY_DAY))))
def test_days_are_kept_as_bits(days: set[int]) -> None:
    assert set(days_of(bits_of(days))) == days
    assert bits_of([1]) == 1


@pytest.mark.parametrize(
    ("minute", "days"), [(0, []), (0, [0]), (0, [8]), (-15, [1]), (1440, [1])]
)
def test_what_never_comes_is_refused(minute: int, days: list[int]) -> None:
    with pytest.raises(ValueError, match=r"weekday|minute"):
        next_due(minute, days, START)
