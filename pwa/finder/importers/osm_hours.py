"""Weekly rows from hours as OpenStreetMap writes them: "Mo-Fr 09:00-17:00; We off".

The library reads the text; its holidays are never asked for, as those of the United
Kingdom are wrong in it. What it says is asked for day by day over a year and put back
into rows, so that only what a week or a month repeats comes through.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from datetime import date, datetime, timedelta
from functools import lru_cache
from typing import Literal

from pwa.finder.importers.clock_times import DAY_MINUTES, UnreadableTimeError
from pwa.finder.model import Hours, HoursFor

FIRST_DAY = date(2026, 1, 1)
LAST_DAY = date(2027, 12, 31)
"""Two years, so that a rule for one season or one year shows as what it is."""

SMALL_HOURS = 360
"""Minutes after midnight up to which a night still belongs to the day before."""

MAX_LENGTH = 500

BankHoliday = Literal["open", "closed", "unknown"]
_CLOSED_ON_HOLIDAYS = re.compile(r"\bPH\s+(off|closed)\b")
_OPEN_ON_HOLIDAYS = re.compile(r"(?:[,-]\s*PH|PH\s*,\s*(?:Mo|Tu|We|Th|Fr|Sa|Su))\b")
_NOT_A_WEEK = re.compile(r"(?i)\b(SH|easter|sunrise|sunset|dawn|dusk)\b")
_EVERY_DAY = re.compile(r"\s*24/7\s*")


@lru_cache(maxsize=4096)
def osm_hours(text: str, purpose: HoursFor = "open") -> tuple[Hours, ...]:
    """The rows of a text such as "Mo-Fr 09:00-17:00; Th[1] 13:00-20:00; PH off".

    Raises UnreadableTimeError: not of that form, or not the same each week or month.
    """
    text = " ".join(text.split())
    if not text:
        return ()
    bank_holiday = _on_bank_holidays(text)
    spans = _spans(text)
    rows = [
        Hours(day, opens, closes, purpose, weeks, bank_holiday=bank_holiday)
        for day in range(1, 8)
        for weeks, times in _repeated(spans, day)
        for opens, closes in times
    ]
    if not rows:
        raise UnreadableTimeError(f"“{text[:60]}” is never open")
    return tuple(sorted(rows, key=lambda row: (row.weekday, row.weeks, row.opens)))


Span = tuple[int, int]


def _spans(text: str) -> dict[date, tuple[Span, ...]]:
    """When it is open, by the day it opens on."""
    from opening_hours import OpeningHours, State, validate

    if len(text) > MAX_LENGTH or _NOT_A_WEEK.search(text):
        raise UnreadableTimeError(f"“{text[:60]}” is not the same each week")
    if not validate(text):
        raise UnreadableTimeError(f"“{text[:60]}” is not of the form Mo-Fr 09:00-17:00")
    read = OpeningHours(text, auto_country=False, auto_timezone=False)
    start, end = _midnight(FIRST_DAY), _midnight(LAST_DAY + timedelta(days=1))
    spans: dict[date, list[Span]] = defaultdict(list)
    for opens, closes, state, said in read.intervals(start, end):
        if state == State.UNKNOWN or (said and state == State.OPEN):
            raise UnreadableTimeError(f"“{text[:60]}” is not sure of its own hours")
        if state == State.OPEN:
            for day, times in _by_day(opens, closes or end):
                spans[day].append(times)
    return {day: tuple(times) for day, times in spans.items()}


def _by_day(opens: datetime, closes: datetime) -> Iterable[tuple[date, Span]]:
    while opens < closes:
        midnight = _midnight(opens.date())
        start = _minutes(opens - midnight)
        rest = _minutes(closes - midnight)
        until = rest if rest <= DAY_MINUTES + SMALL_HOURS else DAY_MINUTES
        yield opens.date(), (start, until)
        opens = midnight + timedelta(minutes=until)


def _repeated(
    spans: dict[date, tuple[Span, ...]], weekday: int
) -> Iterable[tuple[tuple[int, ...], tuple[Span, ...]]]:
    """What repeats on a weekday: every week, or in which weeks of the month."""
    first = FIRST_DAY + timedelta(days=7)  # a night before the first day is cut off
    days = [
        first + timedelta(days=at)
        for at in range((LAST_DAY - first).days - 7)
        if (first + timedelta(days=at)).isoweekday() == weekday
    ]
    all_times = {span for day in days for span in spans.get(day, ())}
    for times in sorted(all_times):
        open_on = {day for day in days if times in spans.get(day, ())}
        yield _weeks(open_on, days), (times,)


def _weeks(open_on: set[date], days: list[date]) -> tuple[int, ...]:
    if len(open_on) == len(days):
        return ()
    numbers = tuple(
        number
        for number in range(1, 6)
        if all(day in open_on for day in days if _number(day) == number)
    )
    last = all(day in open_on for day in days if _is_last(day))
    for weeks in (numbers, (*numbers, -1) if last else numbers, (-1,) if last else ()):
        if {day for day in days if _falls(day, weeks)} == open_on:
            return weeks
    raise UnreadableTimeError("the hours change with the season or the date")


def _falls(day: date, weeks: tuple[int, ...]) -> bool:
    return _number(day) in weeks or (-1 in weeks and _is_last(day))


def _number(day: date) -> int:
    return (day.day - 1) // 7 + 1


def _is_last(day: date) -> bool:
    return (day + timedelta(days=7)).month != day.month


def _on_bank_holidays(text: str) -> BankHoliday:
    if _EVERY_DAY.fullmatch(text):
        return "open"
    if _CLOSED_ON_HOLIDAYS.search(text):
        return "closed"
    return "open" if _OPEN_ON_HOLIDAYS.search(text) else "unknown"


def _midnight(day: date) -> datetime:
    return datetime(day.year, day.month, day.day)  # noqa: DTZ001 wall-clock time


def _minutes(length: timedelta) -> int:
    return int(length.total_seconds()) // 60
