"""Where a service is, and which areas it serves."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from pwa.finder.model import Listing, Location
from pwa.finder.oruk.identifiers import identifier

NATIONS = {
    "england": ("England", "E92000001"),
    "northern-ireland": ("Northern Ireland", "N92000002"),
    "scotland": ("Scotland", "S92000003"),
    "wales": ("Wales", "W92000004"),
}
"""Name and code of the Office for National Statistics:
https://www.ons.gov.uk/methodology/geography/ukgeographies/eurostat"""
AREA = "http://statistics.data.gov.uk/id/statistical-geography/"
WHEELCHAIR = {
    "yes": "Wheelchairs can get in.",
    "limited": "Wheelchairs can get into a part of it.",
    "no": "Wheelchairs cannot get in.",
}
CONFIDENTIAL = "The address is confidential. Ring first."


def service_areas(
    listing: Listing, councils: Mapping[str, str]
) -> list[dict[str, Any]]:
    """Its councils and nations; none is anybody anywhere. `councils` gives names."""
    areas = [(code, councils.get(code, code)) for code in listing.councils]
    areas += [
        (NATIONS[nation][1], NATIONS[nation][0])
        for nation in listing.nations
        if nation in NATIONS
    ]
    return [
        {
            "id": identifier("service_area", listing.key, code),
            "name": name,
            "service_area": name,
            "uri": AREA + code,
        }
        for code, name in areas
    ]


def has_location(listing: Listing) -> bool:
    """Whether anything is known of where it is, or that it is confidential."""
    place = listing.location
    is_somewhere = bool(place.lines or place.postcode) or place.latitude is not None
    return place.is_withheld or is_somewhere or is_virtual(listing)


def location(listing: Listing, councils: Mapping[str, str]) -> dict[str, Any]:
    """The place of a listing that has one.

    A confidential one has neither name, address, point nor directions here, only its
    council, since that is all that is ever shown of it.
    """
    place = listing.location
    ids = {"id": identifier("location", listing.key)}
    if place.is_withheld:
        near = councils.get(place.council, "")
        says = f"{CONFIDENTIAL} It is in {near}." if near else CONFIDENTIAL
        return {**ids, "location_type": "physical", "description": says}
    if is_virtual(listing):
        return {**ids, "location_type": "virtual"}
    found: dict[str, Any] = {**ids, "location_type": "physical"}
    found |= {"name": place.name} if place.name else {}
    found |= {"description": place.directions} if place.directions else {}
    if place.latitude is not None and place.longitude is not None:
        found |= {"latitude": place.latitude, "longitude": place.longitude}
    if place.lines or place.postcode:
        found["addresses"] = [address(listing.key, place, councils)]
    if place.wheelchair in WHEELCHAIR:
        words = WHEELCHAIR[place.wheelchair]
        found["accessibility"] = [
            {
                "id": identifier("accessibility", listing.key),
                "description": words,
                "accessibility": words,
            }
        ]
    return found


def is_virtual(listing: Listing) -> bool:
    """Whether one goes there by phone or screen only."""
    if listing.location.lines or listing.location.postcode:
        return False
    if listing.meeting and listing.meeting.venue == "online":
        return True
    return listing.kind == "helpline" and listing.location.latitude is None


def address(key: str, place: Location, councils: Mapping[str, str]) -> dict[str, Any]:
    """The standard asks for each of these; what is not known is an empty text."""
    nation = NATIONS.get(place.nation, ("", ""))[0]
    found = {
        "id": identifier("address", key),
        "address_1": place.lines[0] if place.lines else place.name,
        "city": place.town,
        "state_province": councils.get(place.council, nation),
        "postal_code": place.postcode,
        "country": "GB",
        "address_type": "physical",
    }
    found |= {"address_2": ", ".join(place.lines[1:])} if place.lines[1:] else {}
    return found | ({"region": nation} if nation else {})
