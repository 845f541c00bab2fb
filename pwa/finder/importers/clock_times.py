"""Times of day and dates as people write them. Wall-clock times of the place itself."""

from __future__ import annotations

import re
from datetime import date

from pwa.finder.importers.plain_text import line

DAY_MINUTES = 1440

_TIME = re.compile(
    r"(\d{1,2})(?:[:.](\d{2}))?(?:[:.]\d{2}(?:\.\d+)?)?\s*(am|pm|noon)?(?:Z|\+00:00)?",
    re.IGNORECASE,
)
_BRITISH_DATE = re.compile(r"(\d{1,2})[/.](\d{1,2})[/.](\d{4})(?:\s.*)?")
_WORDS = {"midnight": 0, "noon": 720, "midday": 720}


class UnreadableTimeError(ValueError):
    """A time, a date or a week cannot be read."""


def minutes(value: object) -> int:
    """Minutes after midnight, 0 to 1440.

    Raises UnreadableTimeError: "25:00", "nine", "".
    """
    text = line(value)
    if text.lower() in _WORDS:
        return _WORDS[text.lower()]
    found = _TIME.fullmatch(text)
    if not found or (found[2] is None and found[3] is None):
        raise UnreadableTimeError(f"“{text[:40]}” is not a time such as 09:30")
    hour, minute = int(found[1]), int(found[2] or 0)
    if found[3]:
        if not 1 <= hour <= 12:
            raise UnreadableTimeError(f"“{text[:40]}” is not a time such as 09:30")
        hour = hour % 12 + (0 if found[3].lower() == "am" else 12)
    if minute > 59 or hour * 60 + minute > DAY_MINUTES:
        raise UnreadableTimeError(f"“{text[:40]}” is not a time of day")
    return hour * 60 + minute


def span(opens: object, closes: object) -> tuple[int, int]:
    """Two times as minutes; a close at or before the opening is after midnight."""
    start, end = minutes(opens), minutes(closes)
    if start == DAY_MINUTES:
        start = 0
    if start == end and start != 0:
        raise UnreadableTimeError("it opens and closes at the same time")
    return start, end if end > start else end + DAY_MINUTES


def day(value: object) -> date:
    """A date: 2026-04-05, with or without a time after it, or 5/4/2026 (5 April).

    Raises UnreadableTimeError.
    """
    text = line(value)
    try:
        if found := _BRITISH_DATE.fullmatch(text):
            return date(int(found[3]), int(found[2]), int(found[1]))
        if re.fullmatch(r"\d{8}", text):
            return date(int(text[:4]), int(text[4:6]), int(text[6:]))
        if not re.fullmatch(r"\d{4}-\d{2}-\d{2}([T ].*)?", text):
            raise ValueError(text)
        return date.fromisoformat(text[:10])
    except ValueError as error:
        raise UnreadableTimeError(
            f"“{text[:40]}” is not a date such as 2026-04-05"
        ) from error


def day_or_none(value: object) -> date | None:
    """The date where there is a readable one."""
    try:
        return day(value)
    except UnreadableTimeError:
        return None
