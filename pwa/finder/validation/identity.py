"""R02 to R05: what it is, whether it is open, and that it can be looked up."""

from __future__ import annotations

import re
from typing import get_args

from pwa.finder.model import Kind, Listing
from pwa.finder.validation.context import Context
from pwa.finder.validation.notes import Notes

SOURCE = re.compile(r"[a-z][a-z0-9-]{1,39}")
RECORD = re.compile(r"[A-Za-z0-9][A-Za-z0-9._:/%@~+-]{0,149}")
REGISTERS = {
    "ods": re.compile(r"[A-Z0-9]{3,8}"),
    "nhsbsa": re.compile(r"[A-Z0-9]{3,8}"),
    # Trusts' locations have the trust's code, others the regulator's number.
    "cqc": re.compile(r"1-[0-9]{6,12}|[A-Z0-9]{3,12}"),
    "bmlt": re.compile(r"[0-9]{1,12}"),
}
"""How ids of a register are written, by the importer's key."""

MADE_UP = re.compile(
    r"(?i)(syn(th(etic)?)?|fake|test|dummy|examples?|samples?|mock|demo|placeholder"
    r"|invented|generated|lorem)([-_. :]*[0-9]|[-_. :]|$).*"
)
"""Ids that scripts give to rows they make up. "SYN00042" was one of 424 such rows in a
public directory of services, April 2026 (finder.md, section 9, trap 1)."""
MADE_UP_NAME = re.compile(
    r"(?i)\blorem ipsum\b|\b(dummy|fake|synthetic) (service|data)\b"
)


def check(listing: Listing, context: Context, notes: Notes) -> Listing:
    """Refuses; there is nothing here to mend."""
    if listing.kind not in get_args(Kind):
        notes.refuse("R02", "kind", "Its kind is not one the finder knows.")
    if listing.status == "closed":
        notes.refuse("R03", "status", "Its source says that it is closed.")
    elif listing.status not in ("active", "paused"):
        notes.refuse("R03", "status", "Its status is not active, paused or closed.")
    if not SOURCE.fullmatch(listing.source):
        notes.refuse("R04", "source", "The source's key is not lower-case and short.")
    pattern = REGISTERS.get(context.format, RECORD)
    if MADE_UP.fullmatch(listing.record) or MADE_UP_NAME.search(listing.name):
        notes.refuse("R05", "record", "It is a sample, or was made up by a script.")
    elif not pattern.fullmatch(listing.record):
        notes.refuse("R04", "record", "Its id is not written as its source writes ids.")
    return listing
