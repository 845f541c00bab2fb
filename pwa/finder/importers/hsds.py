"""One service of Open Referral (HSDS 3, ORUK 3.0) as listings: one for each place.

Not a reader of files: oruk.py and hsds_tabular.py hand it services. See
docs/finder-formats.md.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from pwa.finder.importers.addresses import degrees, lines_of, postcode
from pwa.finder.importers.clock_times import UnreadableTimeError, day, day_or_none
from pwa.finder.importers.fellowships import notes_without_people
from pwa.finder.importers.json_files import Json, object_in, objects_in
from pwa.finder.importers.kinds import fellowship_in, kind_in, offers_in
from pwa.finder.importers.links import desk_email, web_address
from pwa.finder.importers.plain_text import line, prose
from pwa.finder.importers.rows import UNREADABLE, Problem, Row
from pwa.finder.importers.schedules import NO_HOURS, hours_of
from pwa.finder.model import (
    Cost,
    Hours,
    Listing,
    Location,
    Meeting,
    Phone,
    Status,
)

STATUSES: dict[str, Status] = {
    "active": "active",
    "inactive": "closed",
    "defunct": "closed",
    "temporarily closed": "paused",
}

SERVICE_FIELDS = (
    "id",
    "name",
    "description",
    "url",
    "status",
    "minimum_age",
    "maximum_age",
    "assured_date",
    "alert",
    "last_modified",
)
"""What is kept of a service as it was read, beside its place's name and postcode."""

PHONE_KINDS = {
    "text": "text",
    "sms": "text",
    "textphone": "textphone",
    "tty": "textphone",
}
MAX_PLACES = 500
OLDEST = 120

Object = dict[str, Json]


class Faults:
    """What could not be read of one service at one place."""

    def __init__(self) -> None:
        self.found: list[Problem] = []

    def add(self, field: str, says: str) -> None:
        self.found.append(Problem(UNREADABLE, field, says))


def rows_of(services: Iterable[Json], source: str) -> Iterator[Row]:
    """One row for each service at a place, counted in the order of the file."""
    number = 0
    for each in services:
        service = object_in(each)
        places = list(objects_in(service.get("service_at_locations")))[:MAX_PLACES]
        for place in places or [{}]:
            number += 1
            yield _row(number, service, place, source)


def _row(number: int, service: Object, place: Object, source: str) -> Row:
    location = object_in(place.get("location"))
    raw = {name: prose(service.get(name)) for name in SERVICE_FIELDS}
    raw["location"] = line(location.get("name"))
    raw["postcode"] = line(_address(location).get("postal_code"))
    raw = {name: text for name, text in raw.items() if text}
    faults = Faults()
    listing = _listing(service, place, source, faults)
    if faults.found:
        return Row(number, raw, None, tuple(faults.found))
    return Row(number, raw, listing)


def _listing(service: Object, place: Object, source: str, faults: Faults) -> Listing:
    name = line(service.get("name"))
    record = line(place.get("id")) or line(service.get("id"))
    if not record:
        faults.add("id", "It has no id.")
    if not name:
        faults.add("name", "It has no name.")
    description = prose(service.get("description"))
    terms = " ".join(_terms(service))
    kind = kind_in(f"{name} {terms}", description)
    is_meeting = kind == "mutual-aid"
    hours, is_partial = _hours(service, place, faults)
    return Listing(
        source=source,
        record=record,
        name=name,
        kind=kind,
        organisation=line(object_in(service.get("organization")).get("name")),
        summary=description,
        for_whom=prose(service.get("eligibility_description")),
        status=_status(service, faults),
        alert=prose(service.get("alert")),
        how_to_refer=prose(service.get("application_process")),
        minimum_age=_age(service, "minimum_age", faults),
        maximum_age=_age(service, "maximum_age", faults),
        cost=_cost(service),
        offers=offers_in(f"{name}. {terms}. {description}") if kind != "other" else (),
        languages=tuple(
            each
            for each in (
                line(language.get("name"))
                for language in objects_in(service.get("languages"))
            )
            if each
        ),
        phones=_phones(service, place),
        url=web_address(service.get("url")),
        email=desk_email(service.get("email")),
        location=_location(object_in(place.get("location")), faults),
        hours=hours,
        meeting=Meeting(fellowship_in(f"{name} {terms}")) if is_meeting else None,
        checked_on=_checked_on(service, faults),
        checked_how="from the register",
        page=web_address(service.get("url")),
        notes=NO_HOURS if is_partial else "",
        source_updated_on=day_or_none(service.get("last_modified")),
    )


def _terms(service: Object) -> Iterator[str]:
    for attribute in objects_in(service.get("attributes")):
        term = object_in(attribute.get("taxonomy_term"))
        yield from (line(term.get(name)) for name in ("name", "term") if term.get(name))


def _status(service: Object, faults: Faults) -> Status:
    text = line(service.get("status")).lower()
    if text not in STATUSES:
        faults.add("status", f"“{text[:40]}” is none of {', '.join(STATUSES)}.")
    return STATUSES.get(text, "closed")


def _age(service: Object, name: str, faults: Faults) -> int | None:
    text = line(service.get(name))
    if not text:
        return None
    if not (text.isascii() and text.isdecimal()):
        faults.add(name, f"“{text[:20]}” is not an age in years.")
        return None
    return min(int(text[:4]), OLDEST)


def _checked_on(service: Object, faults: Faults) -> date | None:
    """`assured_date`: when somebody last made sure that the record is right."""
    if not line(service.get("assured_date")):
        return None
    try:
        return day(service.get("assured_date"))
    except UnreadableTimeError as error:
        faults.add("assured_date", f"{error}.")
        return None


def _hours(
    service: Object, place: Object, faults: Faults
) -> tuple[tuple[Hours, ...], bool]:
    """Of the place; where it has none, of the service."""
    schedules = [
        *objects_in(place.get("schedules")),
        *objects_in(object_in(place.get("location")).get("schedules")),
    ] or list(objects_in(service.get("schedules")))
    try:
        return hours_of(schedules)
    except UnreadableTimeError as error:
        faults.add("schedules", f"{error}.")
        return (), False


def _phones(service: Object, place: Object) -> tuple[Phone, ...]:
    """Of the place, the service and the organisation; never of a contact."""
    holders = (
        place,
        object_in(place.get("location")),
        service,
        object_in(service.get("organization")),
    )
    for holder in holders:
        found = tuple(_phone(each) for each in objects_in(holder.get("phones")))
        if kept := tuple(each for each in dict.fromkeys(found) if each.number)[:5]:
            return kept
    return ()


def _phone(phone: Object) -> Phone:
    if line(phone.get("contact_id")):
        return Phone("")
    kind = PHONE_KINDS.get(line(phone.get("type")).lower())
    return Phone(
        line(phone.get("number")).strip("\"' "),
        "text" if kind == "text" else "textphone" if kind else "voice",
        note=line(notes_without_people(phone.get("description")), 200),
    )


def _address(location: Object) -> Object:
    """A place people go to, before one that only takes letters."""
    found = list(objects_in(location.get("addresses")))
    return next(
        (each for each in found if each.get("address_type") == "physical"),
        found[0] if found else {},
    )


def _location(location: Object, faults: Faults) -> Location:
    if location.get("location_type") == "virtual":
        return Location(name=line(location.get("name")))
    address = _address(location)
    try:
        latitude, longitude = degrees(
            location.get("latitude"), location.get("longitude")
        )
    except ValueError:
        faults.add("latitude", "A coordinate is not a number.")
        latitude, longitude = None, None
    return Location(
        name=line(location.get("name")),
        lines=lines_of(address.get("address_1"), address.get("address_2")),
        town=line(address.get("city")),
        postcode=postcode(address.get("postal_code")),
        latitude=latitude,
        longitude=longitude,
        precision="none" if latitude is None else "rooftop",
        directions=prose(location.get("transportation")),
    )


def _cost(service: Object) -> Cost:
    """Free only where every price is nothing."""
    prices = [
        line(each.get("amount")) for each in objects_in(service.get("cost_options"))
    ]
    return (
        "free" if prices and all(each in ("0", "0.0") for each in prices) else "unknown"
    )
