"""The rows of one week out of a text for each day: "09:00-13:00,14:00-17:30"."""

from __future__ import annotations

import re
from collections.abc import Mapping
from itertools import pairwise

from pwa.finder.importers.clock_times import UnreadableTimeError, span
from pwa.finder.importers.plain_text import line
from pwa.finder.model import Hours, HoursFor

WEEKDAYS = (
    "monday",
    "tuesday",
    "wednesday",
    "thursday",
    "friday",
    "saturday",
    "sunday",
)
"""In ISO order: the first is 1."""

_SPAN = re.compile(r"(\d{1,2}[:.]\d{2})\s*(?:-|–|to)\s*(\d{1,2}[:.]\d{2})")
_CLOSED = re.compile(r"(?i)(closed|shut|-|n/?a)\.?")
_BETWEEN = re.compile(r"[\s,;:&/|+]*(?:and)?[\s,;:&/|+]*")
"""The register has "09:00-13:00:14:00-18:00" where it means a comma."""


def week_hours(
    texts: Mapping[int, str], purpose: HoursFor = "open"
) -> tuple[tuple[Hours, ...], tuple[int, ...]]:
    """Rows of the days that say something, and the days that say nothing.

    A day without a text is not a closed day: it is not known.
    Raises UnreadableTimeError, naming the day.
    """
    rows: list[Hours] = []
    silent: list[int] = []
    for weekday, text in sorted(texts.items()):
        if not line(text):
            silent.append(weekday)
            continue
        try:
            rows.extend(
                Hours(weekday, opens, closes, purpose)
                for opens, closes in _spans(line(text))
            )
        except UnreadableTimeError as error:
            name = WEEKDAYS[weekday - 1].capitalize()
            raise UnreadableTimeError(f"{name}: {error}") from error
    return tuple(rows), tuple(silent)


def _spans(text: str) -> list[tuple[int, int]]:
    if _CLOSED.fullmatch(text):
        return []
    found = sorted(span(*times) for times in _SPAN.findall(text))
    if not found or not _BETWEEN.fullmatch(_SPAN.sub("", text)):
        raise UnreadableTimeError(f"“{text[:60]}” is not of the form 09:00-17:00")
    for (_, closes), (opens, _) in pairwise(found):
        if opens < closes:
            raise UnreadableTimeError(f"“{text[:60]}” overlaps itself")
    return found
