"""Rows of a week as schedules in the manner of iCalendar."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from pwa.finder.model import Hours
from pwa.finder.oruk.identifiers import identifier
from pwa.finder.oruk.terms import attribute

DAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
DAY_MINUTES = 24 * 60
BANK_HOLIDAY = {
    "open": "Open on bank holidays.",
    "closed": "Closed on bank holidays.",
    "unknown": "",
}


def schedules(key: str, hours: Iterable[Hours]) -> list[dict[str, Any]]:
    """One schedule for rows that differ only in the day of the week."""
    weekdays: dict[Hours, list[int]] = {}
    for row in hours:
        weekdays.setdefault(replace(row, weekday=1), []).append(row.weekday)
    return [
        schedule(f"{key}#{place}", row, sorted(set(days)))
        for place, (row, days) in enumerate(weekdays.items())
    ]


def schedule(key: str, row: Hours, weekdays: list[int]) -> dict[str, Any]:
    """A row past midnight closes "before" it opens: that is the next day's time."""
    days = [DAYS[day - 1] for day in weekdays]
    found: dict[str, Any] = {
        "id": identifier("schedule", key),
        "freq": "MONTHLY" if row.weeks else "WEEKLY",
        "interval": 1 if row.weeks else row.every_weeks,
        "byday": ",".join(
            f"{week}{day}" if week else day
            for week in row.weeks or (0,)
            for day in days
        ),
        "opens_at": clock_time(row.opens),
        "closes_at": clock_time(row.closes),
    }
    dates = {
        "dtstart": row.anchor,
        "valid_from": row.valid_from,
        "valid_to": row.valid_to,
    }
    found |= {name: day.isoformat() for name, day in dates.items() if day}
    if words := BANK_HOLIDAY[row.bank_holiday]:
        found["description"] = words
    if row.note:
        found["notes"] = row.note
    if row.purpose != "open":
        found["attributes"] = [attribute(key, "hours", row.purpose)]
    return found


def clock_time(minutes: int) -> str:
    """The time on the clock, as in "09:00:00"; midnight at the end is "00:00:00"."""
    hour, minute = divmod(minutes % DAY_MINUTES, 60)
    return f"{hour:02}:{minute:02}:00"
