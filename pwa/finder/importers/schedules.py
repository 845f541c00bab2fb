"""Hours from the schedules of Open Referral, which repeat as a calendar's events do."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Literal

from pwa.finder.importers.clock_times import UnreadableTimeError, day, span
from pwa.finder.importers.plain_text import line, prose
from pwa.finder.model import Hours

ISO_DAYS = {"MO": 1, "TU": 2, "WE": 3, "TH": 4, "FR": 5, "SA": 6, "SU": 7}
NO_HOURS = "Some of its hours are written in words only: ask for them."
MAX_SCHEDULES = 200

_BY_DAY = re.compile(r"([+-]?\d)?([A-Z]{2})[A-Z]*")
_CLOSED_ON_HOLIDAYS = re.compile(
    r"(?i)(not|closed|except|excluding|un)\b.{0,30}\b(public|bank) holiday"
)
_OPEN_ON_HOLIDAYS = re.compile(
    r"(?i)\b(open|available|including|incl\.?|runs?)( on)?( all)? (public|bank) holiday"
)


def hours_of(
    schedules: Iterable[Mapping[str, object]],
) -> tuple[tuple[Hours, ...], bool]:
    """The rows, and whether some schedule could not be put into rows.

    Raises UnreadableTimeError: a time or a day that is none.
    """
    rows: list[Hours] = []
    is_partial = False
    for at, schedule in enumerate(schedules):
        found = _rows(schedule) if at < MAX_SCHEDULES else ()
        is_partial = is_partial or not found
        rows.extend(found)
    return tuple(dict.fromkeys(rows)), is_partial


def _rows(schedule: Mapping[str, object]) -> tuple[Hours, ...]:
    """Empty where it does not repeat by days of the week, or has no times."""
    opens, closes = line(schedule.get("opens_at")), line(schedule.get("closes_at"))
    by_day = line(schedule.get("byday")).upper().replace(" ", "")
    if not (opens or closes) or not by_day:
        return ()
    times = span(opens, closes)
    frequency = line(schedule.get("freq")).upper() or "WEEKLY"
    every = _every(schedule.get("interval"))
    anchor = _day(schedule, "dtstart") or _day(schedule, "valid_from")
    days = _days(by_day, line(schedule.get("bysetpos")))
    has_weeks = any(weeks for _, weeks in days)
    if frequency == "DAILY" and every == 1:
        has_weeks = False
    elif frequency == "MONTHLY":
        if every != 1 or not all(weeks for _, weeks in days):
            return ()
    elif frequency != "WEEKLY" or has_weeks or (every > 1 and anchor is None):
        return ()
    is_weekly = frequency == "WEEKLY"
    return tuple(
        Hours(
            weekday,
            *times,
            purpose="open",
            weeks=weeks,
            every_weeks=every if is_weekly else 1,
            anchor=anchor if is_weekly and every > 1 else None,
            valid_from=_day(schedule, "valid_from"),
            valid_to=_day(schedule, "valid_to"),
            bank_holiday=_bank_holiday(schedule),
        )
        for weekday, weeks in days
    )


def _days(by_day: str, positions: str) -> list[tuple[int, tuple[int, ...]]]:
    """ "1MO,3MO" as Monday in weeks 1 and 3."""
    weeks: dict[int, set[int]] = {}
    for each in by_day.strip(",").split(","):
        found = _BY_DAY.fullmatch(each)
        if not found or found[2] not in ISO_DAYS:
            raise UnreadableTimeError(f"“{each[:20]}” is not a day such as MO")
        which = weeks.setdefault(ISO_DAYS[found[2]], set())
        for number in [found[1]] if found[1] else positions.split(","):
            if number:
                which.add(_week(number))
    return [(day, tuple(sorted(which, key=_last))) for day, which in weeks.items()]


def _week(number: str) -> int:
    if number.strip() not in {"1", "2", "3", "4", "5", "-1", "+1", "+2", "+3", "+4"}:
        raise UnreadableTimeError(f"“{number[:10]}” is no week of a month")
    return int(number)


def _last(week: int) -> int:
    return 6 if week == -1 else week


def _every(value: object) -> int:
    text = line(value) or "1"
    if not (text.isascii() and text.isdecimal() and 1 <= int(text) <= 52):
        raise UnreadableTimeError(f"“{text[:20]}” is not an interval")
    return int(text)


def _day(schedule: Mapping[str, object], name: str) -> date | None:
    return day(schedule.get(name)) if line(schedule.get(name)) else None


def _bank_holiday(
    schedule: Mapping[str, object],
) -> Literal["open", "closed", "unknown"]:
    text = f"{prose(schedule.get('description'))} {prose(schedule.get('notes'))}"
    if _CLOSED_ON_HOLIDAYS.search(text):
        return "closed"
    return "open" if _OPEN_ON_HOLIDAYS.search(text) else "unknown"
