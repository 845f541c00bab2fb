"""A listing as rows of the tables, and back. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from sqlalchemy import RowMapping

from pwa.finder.model import Hours, Listing, Location, Meeting, Phone
from pwa.finder.store.identity import content_mark, id_of

Row = dict[str, Any]
GOOD_FOR = timedelta(days=182)
"""A check is good for half a year; then it says "ring first" (product: Finder)."""

PLAIN = (
    "name", "kind", "summary", "for_whom", "status", "alert", "alert_until",
    "self_referral", "how_to_refer", "residents_only", "minimum_age", "maximum_age",
    "gender", "cost", "prescribes_naltrexone", "naltrexone_checked_on", "url", "email",
    "checked_on", "checked_how", "verify_by", "page", "notes", "source_updated_on",
)  # fmt: skip
LISTS = ("councils", "nations", "substances", "offers", "languages")
PLACE = (
    "name", "town", "postcode", "latitude", "longitude", "precision", "council",
    "nation", "wheelchair", "directions", "is_withheld",
)  # fmt: skip
HOURS = (
    "weekday", "opens", "closes", "purpose", "every_weeks", "anchor", "valid_from",
    "valid_to", "bank_holiday", "note",
)  # fmt: skip
MEETING = ("fellowship", "venue", "open_to", "join_url", "is_closed_for_now")
PHONE = ("number", "kind", "label", "note", "is_confirmed")


@dataclass(frozen=True, slots=True)
class Written:
    """The rows of one listing, by table; all but the first two are replaced whole."""

    organisation: Row | None
    service: Row
    location: Row
    service_at_location: Row
    schedule: list[Row]
    meeting: list[Row]
    phone: list[Row]


def service_id(listing: Listing) -> str:
    return id_of("service", listing.key)


def write(listing: Listing, source_id: str, position: int) -> Written:
    """The rows of a listing; ids follow from its key and from nothing else."""
    key, at = service_id(listing), id_of("service_at_location", listing.key)
    place_id, meeting = id_of("location", listing.key), listing.meeting
    organisation = _organisation(listing.organisation, source_id)
    service = {name: getattr(listing, name) for name in PLAIN}
    service |= {name: list(getattr(listing, name)) for name in LISTS}
    service |= {
        "id": key,
        "source_id": source_id,
        "source_record_id": listing.record,
        "position": position,
        "organisation_id": organisation["id"] if organisation else None,
        "content_sha256": content_mark(listing),
    }
    location = {name: getattr(listing.location, name) for name in PLACE}
    return Written(
        organisation,
        service,
        location | {"id": place_id, "lines": list(listing.location.lines)},
        {"id": at, "service_id": key, "location_id": place_id},
        [_hours(row, at, number) for number, row in enumerate(listing.hours)],
        [_meeting(meeting, key)] if meeting else [],
        [_phone(row, key, number) for number, row in enumerate(listing.phones)],
    )


def _organisation(name: str, source_id: str) -> Row | None:
    if not name:
        return None
    key = id_of("organisation", source_id, name)
    return {"id": key, "source_id": source_id, "name": name}


def _hours(hours: Hours, at: str, number: int) -> Row:
    row = {name: getattr(hours, name) for name in HOURS}
    return row | {
        "id": id_of("schedule", at, number),
        "service_at_location_id": at,
        "position": number,
        "weeks": list(hours.weeks),
    }


def _meeting(meeting: Meeting, key: str) -> Row:
    row = {name: getattr(meeting, name) for name in MEETING}
    return row | {
        "id": id_of("meeting", key),
        "service_id": key,
        "formats": list(meeting.formats),
    }


def _phone(phone: Phone, key: str, number: int) -> Row:
    row = {name: getattr(phone, name) for name in PHONE}
    return row | {
        "id": id_of("phone", key, number),
        "service_id": key,
        "position": number,
    }


def read(
    source: str,
    service: RowMapping,
    organisation: str,
    location: RowMapping,
    hours: Sequence[RowMapping],
    meeting: RowMapping | None,
    phones: Sequence[RowMapping],
) -> Listing:
    """The listing as its source gave it, before what people made sure of."""
    values = {name: service[name] for name in PLAIN}
    values |= {name: tuple(service[name]) for name in LISTS}
    place = {name: location[name] for name in PLACE}
    return Listing(
        source=source,
        record=service["source_record_id"],
        organisation=organisation,
        phones=tuple(Phone(**{name: row[name] for name in PHONE}) for row in phones),
        location=Location(**place, lines=tuple(location["lines"])),
        hours=tuple(
            Hours(**{name: row[name] for name in HOURS}, weeks=tuple(row["weeks"]))
            for row in hours
        ),
        meeting=Meeting(
            **{name: meeting[name] for name in MEETING},
            formats=tuple(meeting["formats"]),
        )
        if meeting
        else None,
        **values,
    )


def good_until(checked_on: date) -> date:
    return checked_on + GOOD_FOR
