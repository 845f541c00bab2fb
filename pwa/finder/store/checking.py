"""What people made sure of: the queue of what is due, and the log of who did it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from sqlalchemy import Connection, func, insert, select, update

from pwa.database import StoreError
from pwa.finder.store import tables
from pwa.finder.store.columns import keepable
from pwa.finder.store.identity import contact_mark, id_of
from pwa.finder.store.reading import Stored, one, stored
from pwa.finder.store.records import Due, Found, Verification

FIRST = ("treatment", "needle-exchange", "urgent", "emergency", "helpline", "family")
"""Kinds that are rung first; a pharmacy is vouched for by its register."""
AHEAD = timedelta(days=14)
"""A check is asked for before it is due, so that nothing is ever shown as old."""


def due(connection: Connection, today: date, source: str = "") -> Iterator[Due]:
    """What should be rung: changed since it was checked, then the longest overdue."""
    waiting = [
        (each, why)
        for each in stored(connection, source=source)
        if (why := _why(each, today))
    ]
    waiting.sort(key=lambda pair: _urgency(*pair))
    for each, why in waiting:
        yield Due(each.listing, why, each.listing.verify_by, each.internal_notes)


def _why(each: Stored, today: date) -> str:
    if each.is_changed_since:
        return "changed since it was checked"
    if each.listing.checked_on is None:
        return "never checked"
    verify_by = each.listing.verify_by
    if verify_by is not None and verify_by <= today + AHEAD:
        return "check is due"
    return ""


def _urgency(each: Stored, why: str) -> tuple[bool, bool, date, str]:
    listing = each.listing
    return (
        why != "changed since it was checked",
        listing.kind not in FIRST,
        listing.verify_by or date.max,
        listing.key,
    )


def verify(
    connection: Connection,
    key: str,
    who: str,
    how: str,
    on: date,
    found: Found,
    naltrexone: str,
    note: str,
) -> None:
    """Write down that a person made sure of a service. Earlier checks stay in the log.

    Raises:
        StoreError: there is no such service, or nobody is named.
    """
    if not who.strip() or not how.strip():
        raise StoreError("a check needs the name of who made it, and how")
    if found not in ("as listed", "changed", "closed"):
        raise StoreError(f"{found!r} is not one of: as listed, changed, closed")
    if naltrexone not in ("", "yes", "no", "unknown"):
        raise StoreError(f"{naltrexone!r} is not one of: yes, no, unknown")
    each = one(connection, key)
    if each is None:
        raise StoreError(f"there is no service {key}")
    log = tables.verification
    count = select(func.count()).where(log.c.service_id == each.id)
    position = connection.scalar(count) or 0
    values = {
        "id": id_of("verification", each.id, position),
        "service_id": each.id,
        "position": position,
        "who": keepable(who).strip(),
        "how": how.strip(),
        "on": on,
        "found": found,
        "naltrexone": naltrexone,
        "note": keepable(note).strip(),
    }
    connection.execute(insert(log).values(values))
    if found == "changed":
        return  # what is listed is wrong until its source is mended: still due
    service = tables.service
    latest = connection.scalar(
        select(service.c.verified_on).where(service.c.id == each.id)
    )
    if latest is not None and latest > on:
        return
    change = {
        "verified_on": on,
        "verified_how": how.strip(),
        "verified_status": "closed" if found == "closed" else "",
        "verified_contact_sha256": contact_mark(each.listing),
    }
    if naltrexone:
        change["verified_naltrexone"] = "" if naltrexone == "unknown" else naltrexone
    connection.execute(update(service).where(service.c.id == each.id).values(change))


def log_of(connection: Connection, key: str) -> Iterator[Verification]:
    """Every check of one service, the oldest first."""
    each, log = one(connection, key), tables.verification
    if each is None:
        return
    query = select(log).where(log.c.service_id == each.id).order_by(log.c.position)
    for row in connection.execute(query).mappings():
        yield Verification(
            row["who"],
            row["how"],
            row["on"],
            row["found"],
            row["naltrexone"],
            row["note"],
        )
