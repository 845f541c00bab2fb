"""R15: days that can be."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from pwa.finder.model import Listing
from pwa.finder.validation.context import Context
from pwa.finder.validation.notes import Notes

FIRST = date(2000, 1, 1)
"""Nothing here was checked before; an earlier day is a mistyped one."""


def check(listing: Listing, context: Context, notes: Notes) -> Listing:
    """Leaves out a source's own day that cannot be; refuses a check that cannot be."""
    checked, due = listing.checked_on, listing.verify_by
    if checked is not None and not FIRST <= checked <= context.today:
        notes.refuse("R15", "checked_on", "It was checked in the future, or long ago.")
    if due is not None and (due < FIRST or (checked is not None and due < checked)):
        notes.refuse("R15", "verify_by", "The next check is due before the last one.")
    updated = listing.source_updated_on
    if updated is not None and not date(1990, 1, 1) <= updated <= context.today:
        notes.mended("R15", "source_updated_on", "Left out: it cannot be.")
        listing = replace(listing, source_updated_on=None)
    if listing.alert_until is not None and not listing.alert:
        notes.mended("R15", "alert_until", "The end of an alert there is none of.")
        listing = replace(listing, alert_until=None)
    return listing
