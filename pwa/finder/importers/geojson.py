"""`geojson`: a FeatureCollection of points, with the property names people use.

See docs/finder-formats.md for the names. Hours are read as OpenStreetMap writes them.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Literal, get_args

from pwa.finder.importers.addresses import (
    council,
    degrees,
    lines_of,
    postcode,
    without_postcode,
)
from pwa.finder.importers.clock_times import UnreadableTimeError, day, day_or_none
from pwa.finder.importers.json_files import Json, object_in, read_json
from pwa.finder.importers.kinds import fellowship_in, kind_in, offers_in
from pwa.finder.importers.links import desk_email, web_address
from pwa.finder.importers.osm_hours import osm_hours
from pwa.finder.importers.plain_text import line, prose
from pwa.finder.importers.rows import ImportFileError, Row, unreadable
from pwa.finder.model import Kind, Listing, Location, Meeting, Phone, Source, Status

NAMES: dict[str, tuple[str, ...]] = {
    "id": ("id", "@id", "uid", "uuid", "ref", "record", "objectid", "fid"),
    "name": ("name", "title", "service_name", "service"),
    "kind": ("kind", "type", "category", "amenity", "healthcare", "service_type"),
    "organisation": ("organisation", "organization", "operator", "provider"),
    "summary": ("summary", "description", "about"),
    "status": ("status",),
    "phone": ("phone", "telephone", "contact:phone", "tel", "phone_number"),
    "url": ("url", "website", "contact:website", "web"),
    "email": ("email", "contact:email"),
    "address": ("address", "full_address"),
    "house": ("addr:housenumber", "addr:housename", "house_number"),
    "street": ("addr:street", "street", "address_1", "address1"),
    "town": ("addr:city", "town", "city"),
    "postcode": ("postcode", "addr:postcode", "post_code", "postal_code"),
    "council": ("council", "la_code", "lad_code"),
    "hours": ("hours", "opening_hours", "openinghours"),
    "wheelchair": ("wheelchair",),
    "checked_on": ("checked_on", "check_date"),
    "updated": ("updated", "last_modified", "updated_at", "@timestamp"),
    "page": ("page", "source_url"),
    "needle_exchange": ("needle_exchange", "needle_exchange_services"),
}
"""Our name, then the property names it is read from, the first that is there."""

STATUSES: dict[str, Status] = {
    "": "active",
    "active": "active",
    "open": "active",
    "paused": "paused",
    "temporarily closed": "paused",
    "closed": "closed",
    "inactive": "closed",
}


WHEELCHAIR: dict[str, Literal["yes", "limited", "no"]] = {
    "yes": "yes",
    "designated": "yes",
    "limited": "limited",
    "no": "no",
}


def read_geojson(path: Path, source: Source) -> Iterator[Row]:
    """One row for each feature. Raises ImportFileError."""
    held = object_in(read_json(path))
    features = held.get("features")
    if held.get("type") == "Feature":
        features = [held]
    if not isinstance(features, list):
        raise ImportFileError(
            "This is not a GeoJSON FeatureCollection. Save it again as one, in WGS 84."
        )
    if not _is_in_degrees(held):
        raise ImportFileError(
            "Its coordinates are not longitude and latitude. Save it again in WGS 84 "
            "(EPSG:4326)."
        )
    for number, feature in enumerate(features, 1):
        yield _row(number, object_in(feature), source.key)


def _is_in_degrees(held: dict[str, Json]) -> bool:
    properties = object_in(object_in(held.get("crs")).get("properties"))
    name = line(properties.get("name")).upper()
    return not name or "CRS84" in name or name.endswith("4326")


def _row(number: int, feature: dict[str, Json], source: str) -> Row:
    properties = {
        name.lower(): value
        for name, value in object_in(feature.get("properties")).items()
    }
    raw = {
        ours: text
        for ours, theirs in NAMES.items()
        if (text := next((t for n in theirs if (t := prose(properties.get(n)))), ""))
    }
    raw |= {"email": desk_email(raw.get("email"))} if "email" in raw else {}
    raw = {name: text for name, text in raw.items() if text}
    record = line(feature.get("id")) or raw.get("id", "")
    if not record:
        return unreadable(number, raw, "id", "It has no id to know it by.")
    if "name" not in raw:
        return unreadable(number, raw, "name", "It has no name.")
    status = STATUSES.get(raw.get("status", "").lower())
    if status is None:
        return unreadable(number, raw, "status", "It is not active, paused or closed.")
    geometry = object_in(feature.get("geometry"))
    pair = geometry.get("coordinates")
    if geometry and (
        geometry.get("type") != "Point" or not isinstance(pair, list) or len(pair) < 2
    ):
        return unreadable(number, raw, "geometry", "It is not a point.")
    try:
        longitude, latitude = (pair[0], pair[1]) if isinstance(pair, list) else ("", "")
        where = degrees(latitude, longitude)
    except ValueError:
        return unreadable(number, raw, "geometry", "A coordinate is not a number.")
    try:
        hours = osm_hours(raw.get("hours", ""))
        checked_on = day(raw["checked_on"]) if "checked_on" in raw else None
    except UnreadableTimeError as error:
        return unreadable(number, raw, "hours", f"{error}.")
    kind = _kind(raw)
    return Row(
        number,
        raw,
        Listing(
            source=source,
            record=record,
            name=line(raw["name"]),
            kind=kind,
            organisation=line(raw.get("organisation")),
            summary=raw.get("summary", ""),
            status=status,
            offers=_offers(raw) if kind != "other" else (),
            phones=_phones(raw),
            url=web_address(raw.get("url")),
            email=raw.get("email", ""),
            location=_location(raw, where),
            hours=hours,
            meeting=Meeting(fellowship_in(raw["name"]))
            if kind == "mutual-aid"
            else None,
            checked_on=checked_on,
            checked_how="from the register",
            page=web_address(raw.get("page") or raw.get("url")),
            source_updated_on=day_or_none(raw.get("updated")),
        ),
    )


def _kind(raw: dict[str, str]) -> Kind:
    stated = raw.get("kind", "").lower()
    for kind in get_args(Kind):
        if stated.replace("_", "-").replace(" ", "-") == kind:
            return kind  # type: ignore[no-any-return]
    return kind_in(f"{stated.replace('_', ' ')} {raw['name']}", raw.get("summary", ""))


def _offers(raw: dict[str, str]) -> tuple[str, ...]:
    found = offers_in(f"{raw['name']}. {raw.get('summary', '')}")
    if raw.get("needle_exchange", "").lower() in ("yes", "y", "true", "1"):
        found = tuple(dict.fromkeys((*found, "needle-exchange")))
    return found


def _phones(raw: dict[str, str]) -> tuple[Phone, ...]:
    numbers = (each.strip() for each in raw.get("phone", "").split(";"))
    return tuple(Phone(each) for each in numbers if each)[:5]


def _location(
    raw: dict[str, str], where: tuple[float | None, float | None]
) -> Location:
    whole, found = without_postcode(line(raw.get("address")))
    street = " ".join(raw[each] for each in ("house", "street") if each in raw)
    return Location(
        lines=lines_of(street) if street else lines_of(whole),
        town=line(raw.get("town")),
        postcode=postcode(raw.get("postcode")) or found,
        latitude=where[0],
        longitude=where[1],
        precision="none" if where[0] is None else "rooftop",
        council=council(raw.get("council")),
        wheelchair=WHEELCHAIR.get(raw.get("wheelchair", "").lower(), "unknown"),
    )
