"""Ids and content marks: the same service has the same ones in every database."""

from __future__ import annotations

import hashlib
import json
import uuid
from dataclasses import asdict, replace
from datetime import date

from pwa.finder.model import Listing

OURS = uuid.UUID("5bd2e1cf-7c32-5b73-a3c0-3f1d7c2b0c54")
"""The namespace of our ids; made once at random, never to be changed."""


def id_of(*names: object) -> str:
    """A UUID (version 5) of what is named, such as ("service", "ods/FA002")."""
    return str(uuid.uuid5(OURS, "\x1f".join(str(name) for name in names)))


def content_mark(listing: Listing) -> str:
    """SHA-256 of all that is shown but when it was checked."""
    undated = replace(listing, checked_on=None, checked_how="", verify_by=None)
    return _mark(asdict(undated))


def contact_mark(listing: Listing) -> str:
    """SHA-256 of the numbers and the postcode: what a person who rang made sure of."""
    numbers = [[each.number, each.kind] for each in listing.phones]
    return _mark([numbers, listing.location.postcode])


def _mark(content: object) -> str:
    text = json.dumps(content, default=_plain, sort_keys=True, ensure_ascii=True)
    return hashlib.sha256(text.encode("ascii")).hexdigest()


def _plain(value: object) -> str:
    if isinstance(value, date):
        return value.isoformat()
    raise TypeError(f"{type(value).__name__} in a listing")
