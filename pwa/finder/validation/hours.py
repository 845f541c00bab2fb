"""R14: hours that make a week that can be."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise
from typing import get_args

from pwa.finder.model import Hours, HoursFor, Listing
from pwa.finder.validation.context import Context
from pwa.finder.validation.notes import Notes

DAY = 24 * 60
LATEST = 36 * 60
"""A row may end at noon of the next day at the latest."""
WEEKS = (-1, 1, 2, 3, 4, 5)


def check(listing: Listing, context: Context, notes: Notes) -> Listing:
    """Leaves out a row that stands twice; refuses hours that cannot be.

    They are not left out, since "not known" in place of a misread "closed" is a guess.
    """
    rows = tuple(dict.fromkeys(listing.hours))
    if rows != listing.hours:
        notes.mended("R14", "hours", "A row that stood twice was left out.")
    faults = dict.fromkeys(fault for row in rows if (fault := _fault(row)))
    for fault in faults:
        notes.refuse("R14", "hours", fault)
    if not faults and _overlap(rows):
        notes.refuse("R14", "hours", "Two rows of the same day overlap.")
    return replace(listing, hours=rows)


def _fault(row: Hours) -> str:
    if row.weekday not in range(1, 8):
        return "A weekday is not 1 (Monday) to 7 (Sunday)."
    if not 0 <= row.opens < DAY:
        return "It opens at no time of a day."
    if not row.opens < row.closes <= LATEST:
        return "It closes before it opens, or over a day later."
    if row.closes - row.opens > DAY:
        return "It is open for over a day in one row."
    if row.purpose not in get_args(HoursFor):
        return "A row is for no purpose the finder knows."
    if row.bank_holiday not in ("open", "closed", "unknown"):
        return "Bank holidays are not open, closed or unknown."
    if set(row.weeks) - set(WEEKS):
        return "A week of the month is not 1 to 5 or -1."
    if not 1 <= row.every_weeks <= 52 or (row.every_weeks > 1 and row.anchor is None):
        return "Every how many weeks, counted from when, is not said."
    if row.valid_from and row.valid_to and row.valid_from > row.valid_to:
        return "A row ends before it begins to hold."
    return ""


def _overlap(rows: tuple[Hours, ...]) -> bool:
    """Whether two rows of one purpose that hold in the same weeks overlap."""
    by_kind: dict[object, list[tuple[int, int]]] = {}
    for row in rows:
        start = (row.weekday - 1) * DAY
        kind = (
            row.purpose,
            row.weeks,
            row.every_weeks,
            row.anchor,
            row.valid_from,
            row.valid_to,
        )
        span = (start + row.opens, start + row.closes)
        by_kind.setdefault(kind, []).append(span)
    for spans in by_kind.values():
        spans.sort()
        first = (spans[0][0] + 7 * DAY, spans[0][1] + 7 * DAY)
        if any(one[1] > other[0] for one, other in pairwise([*spans, first])):
            return True
    return False
