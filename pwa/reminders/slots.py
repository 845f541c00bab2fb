"""When a reminder is due next, by the clock on the wall. Pure: no store, no network.

One on each local date that was chosen. Adding 24 hours would be wrong on most days of
a year, once a clock change has come between.
"""

from __future__ import annotations

from collections.abc import Collection
from datetime import UTC, datetime, timedelta

from pwa.reminders.model import ZONE

DAYS_OF_WEEK = range(1, 8)


def next_due(minute: int, days: Collection[int], after: datetime) -> datetime:
    """The next moment of this time of day, in UTC, later than `after`.

    A time that the spring change skips is that much later: 01:30 comes at 02:30 BST.
    A time that the autumn change repeats is the first of the two.

    Args:
        minute: After local midnight, 0 to 1439.
        days: ISO weekdays, Monday 1 to Sunday 7; at least one.
        after: A moment with its zone.

    Raises:
        ValueError: no weekday is given, one is unknown, or there is no such minute.
    """
    if not days or any(day not in DAYS_OF_WEEK for day in days):
        raise ValueError("at least one weekday from 1 to 7 is needed")
    hour, past = divmod(minute, 60)
    if hour not in range(24):
        raise ValueError(f"{minute} is no minute of a day")
    date = after.astimezone(ZONE).date()
    while True:
        if date.isoweekday() in days:
            # With fold 0 both rules hold: a skipped time is read by the offset from
            # before the change, and a repeated one is the first.
            local = datetime(
                date.year, date.month, date.day, hour, past, tzinfo=ZONE, fold=0
            )
            due = local.astimezone(UTC)
            if due > after:
                return due
        date += timedelta(days=1)


def slot_of(due: datetime, minute: int | None = None) -> str:
    """What names one reminder of one day: its planned local time, to the minute.

    Args:
        due: A moment of `next_due`.
        minute: The time of day that was planned. It tells 01:30 from 02:30 on the
            spring day, when both are due at once. Without it, the clock's own time.
    """
    local = due.astimezone(ZONE)
    if minute is None:
        return f"{local:%Y-%m-%dT%H:%M}"
    hour, past = divmod(minute, 60)
    return f"{local:%Y-%m-%d}T{hour:02}:{past:02}"


def days_of(bits: int) -> tuple[int, ...]:
    """ISO weekdays from the queue's column, where bit 0 is Monday."""
    return tuple(day for day in DAYS_OF_WEEK if bits >> (day - 1) & 1)


def bits_of(days: Collection[int]) -> int:
    """The queue's column from ISO weekdays."""
    return sum(1 << (day - 1) for day in set(days))
