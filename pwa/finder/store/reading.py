"""Listings as they are shown: what the source says, and what people made sure of."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from sqlalchemy import Connection, RowMapping, Select, select
from sqlalchemy.sql.elements import ColumnElement

from pwa.finder.model import Answer, Hours, Listing
from pwa.finder.store import rows, tables
from pwa.finder.store.identity import contact_mark

HOURS_FOR = {"nhsbsa": "ods"}
"""Formats that lend hours to another's services; both name pharmacies by ODS code."""


@dataclass(frozen=True, slots=True)
class Stored:
    """A listing, and what the store knows beside it.

    Attributes:
        is_changed_since: Its numbers or postcode are not those a person made sure of.
        format: Of the importer it came by.
    """

    listing: Listing
    id: str
    format: str
    first_seen_on: date
    gone_on: date | None
    is_verified: bool
    is_changed_since: bool
    internal_notes: str


def stored(
    connection: Connection,
    *,
    source: str = "",
    kinds: Collection[str] = (),
    with_closed: bool = False,
) -> Iterator[Stored]:
    """By source, then in the order of its file.

    Where one source only lends hours to the services of another, those services have
    them, and the rows they came from are not listed a second time.
    """
    wanted: list[ColumnElement[bool]] = []
    if source:
        wanted.append(tables.source.c.key == source)
    if kinds:
        wanted.append(tables.service.c.kind.in_(sorted(kinds)))
    lent, taken = _lent_hours(connection)
    for each in _load(connection, *wanted):
        listing = each.listing
        if (each.format, listing.record) in taken:
            continue
        if not with_closed and listing.status == "closed":
            continue
        hours = lent.get((each.format, listing.record))
        if hours and not listing.hours:
            each = replace(each, listing=replace(listing, hours=hours))
        yield each


def one(connection: Connection, key: str) -> Stored | None:
    """The service of that key, closed or not."""
    source, _, record = key.partition("/")
    is_it = tables.service.c.source_record_id == record
    return next(_load(connection, tables.source.c.key == source, is_it), None)


def _lent_hours(
    connection: Connection,
) -> tuple[Mapping[tuple[str, str], tuple[Hours, ...]], set[tuple[str, str]]]:
    """Hours by (borrower's format, record); (lender's format, record) to pass over."""
    lent: dict[tuple[str, str], tuple[Hours, ...]] = {}
    taken: set[tuple[str, str]] = set()
    service, of = tables.service, tables.source
    for lender, borrower in HOURS_FOR.items():
        query = select(service.c.source_record_id).join(of)
        known = set(connection.scalars(query.where(of.c.format == borrower)))
        if not known:
            continue
        for each in _load(connection, of.c.format == lender):
            record = each.listing.record
            if record in known:
                taken.add((lender, record))
                if each.listing.status != "closed":
                    lent[borrower, record] = each.listing.hours
    return lent, taken


def _load(connection: Connection, *wanted: ColumnElement[bool]) -> Iterator[Stored]:
    service, of, place = tables.service, tables.source, tables.location
    at, body = tables.service_at_location, tables.organisation
    ids = select(service.c.id).join(of, of.c.id == service.c.source_id).where(*wanted)
    sites = select(at.c.id).where(at.c.service_id.in_(ids))
    names = dict(connection.execute(select(body.c.id, body.c.name)).tuples().all())
    places = {
        row["service_id"]: row
        for row in connection.execute(
            select(place, at.c.service_id)
            .join(at, at.c.location_id == place.c.id)
            .where(at.c.service_id.in_(ids))
        ).mappings()
    }
    hours = _grouped(
        connection,
        select(tables.schedule, at.c.service_id)
        .join(at, at.c.id == tables.schedule.c.service_at_location_id)
        .where(tables.schedule.c.service_at_location_id.in_(sites))
        .order_by(tables.schedule.c.position),
    )
    phone, meeting = tables.phone, tables.meeting
    phones = _grouped(
        connection,
        select(phone).where(phone.c.service_id.in_(ids)).order_by(phone.c.position),
    )
    meetings = _grouped(
        connection, select(meeting).where(meeting.c.service_id.in_(ids))
    )
    query = (
        select(service, of.c.key.label("source_key"), of.c.format.label("format"))
        .join(of, of.c.id == service.c.source_id)
        .where(*wanted)
        .order_by(of.c.key, service.c.position, service.c.source_record_id)
    )
    for row in connection.execute(query).mappings():
        key = row["id"]
        listing = rows.read(
            row["source_key"],
            row,
            names.get(row["organisation_id"], ""),
            places[key],
            hours.get(key, ()),
            next(iter(meetings.get(key, ())), None),
            phones.get(key, ()),
        )
        yield _with_what_people_found(listing, row)


def _grouped(
    connection: Connection, query: Select[Any]
) -> Mapping[str, list[RowMapping]]:
    found: dict[str, list[RowMapping]] = defaultdict(list)
    for row in connection.execute(query).mappings():
        found[row["service_id"]].append(row)
    return found


def _with_what_people_found(listing: Listing, row: RowMapping) -> Stored:
    """A person's check counts while numbers and postcode are those they checked."""
    on: date | None = row["verified_on"]
    is_changed = on is not None and row["verified_contact_sha256"] != contact_mark(
        listing
    )
    if listing.verify_by is None:
        dated = listing.checked_on or listing.source_updated_on or row["first_seen_on"]
        listing = replace(listing, verify_by=rows.good_until(dated))
    if on is not None and not is_changed:
        listing = _verified(listing, on, row)
    if row["gone_on"] is not None:
        listing = replace(listing, status="closed")
    return Stored(
        listing,
        row["id"],
        row["format"],
        row["first_seen_on"],
        row["gone_on"],
        on is not None and not is_changed,
        is_changed,
        row["internal_notes"],
    )


def _verified(listing: Listing, on: date, row: RowMapping) -> Listing:
    if listing.checked_on is None or on >= listing.checked_on:
        listing = replace(
            listing,
            checked_on=on,
            checked_how=row["verified_how"],
            verify_by=rows.good_until(on),
            phones=tuple(replace(each, is_confirmed=True) for each in listing.phones),
        )
    if row["verified_status"] == "closed":
        listing = replace(listing, status="closed")
    answer: Answer = row["verified_naltrexone"] or "unknown"
    told_on = listing.naltrexone_checked_on
    if answer != "unknown" and (told_on is None or on >= told_on):
        listing = replace(
            listing, prescribes_naltrexone=answer, naltrexone_checked_on=on
        )
    return listing
