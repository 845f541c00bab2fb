"""R08, R09, R10, R18: where it is, if that may be told, and how it is reached."""

from __future__ import annotations

import math
import re
from dataclasses import replace

from pwa.finder.geography.points import distance_km
from pwa.finder.model import Listing, Location, Nation
from pwa.finder.validation.coast import is_in_the_uk
from pwa.finder.validation.context import Context, KnownPostcode
from pwa.finder.validation.notes import Notes

NEAR_KM = 5.0
"""How far coordinates may be from their postcode's middle. Those of the health service
are 53 m off in 95 of 100 (finder.md, section 5); remote postcodes span kilometres."""
NEAR_OUTCODE_KM = 30.0
"""The same where only the postcode's first half is known, as in Northern Ireland: the
worst of those is 20.6 km off (finder.md, section 9, trap 5)."""
NATIONS: dict[str, Nation] = {
    "E": "england",
    "N": "northern-ireland",
    "S": "scotland",
    "W": "wales",
}
NEED_A_PLACE = ("pharmacy", "needle-exchange", "emergency")
"""Kinds that people walk into; the others may be a voice or a page."""
POSTCODE = re.compile(r"(?i)\b[A-Z]{1,2}[0-9][A-Z0-9]?\s{0,2}[0-9][A-Z]{2}\b")


def check(listing: Listing, context: Context, notes: Notes) -> Listing:
    """Mends how a postcode is written, and fills in what follows from it."""
    place = listing.location
    known = _find(place.postcode, context)
    if place.postcode.strip():
        if known is None:
            notes.refuse("R08", "postcode", "There is no such postcode.")
        elif known.postcode != place.postcode:
            notes.mended("R08", "postcode", "It was written as postcodes are.")
            place = replace(place, postcode=known.postcode)
    elif place.postcode:
        place = replace(place, postcode="")
    place = _council(_point(place, known, notes), known, notes)
    return _withheld(replace(listing, location=place), notes)


def check_reach(listing: Listing, context: Context, notes: Notes) -> Listing:
    """Refuses what nobody could go to, ring or open."""
    place, meeting = listing.location, listing.meeting
    has_place = bool(place.postcode) or place.latitude is not None
    has_way = bool(
        place.lines or listing.phones or listing.url or listing.email or listing.page
    )
    has_way = has_way or bool(meeting and meeting.join_url)
    if listing.kind in NEED_A_PLACE and not has_place and not place.is_withheld:
        notes.refuse("R10", "location", "It is a place to go to and says not where.")
    elif not has_place and not has_way:
        notes.refuse("R10", "location", "It has no place, no number and no address.")
    return listing


def _find(text: str, context: Context) -> KnownPostcode | None:
    text = text.strip()
    return context.postcodes.find(text) if 0 < len(text) <= 20 else None


def _point(place: Location, known: KnownPostcode | None, notes: Notes) -> Location:
    latitude, longitude = place.latitude, place.longitude
    if latitude is None and longitude is None:
        if known is None:
            return replace(place, precision="withheld" if place.is_withheld else "none")
        return replace(
            place,
            latitude=round(known.latitude, 5),
            longitude=round(known.longitude, 5),
            precision="outcode" if _is_outcode(known) else "postcode",
        )
    if latitude is None or longitude is None:
        notes.refuse("R09", "location", "One of its two coordinates is missing.")
        return place
    if not (math.isfinite(latitude) and math.isfinite(longitude)):
        notes.refuse("R09", "location", "A coordinate is not a number.")
        return replace(place, latitude=None, longitude=None)
    if not is_in_the_uk(latitude, longitude):
        if not is_in_the_uk(longitude, latitude):
            notes.refuse("R09", "location", "Its coordinates are not in the country.")
            return place
        notes.mended("R09", "location", "Latitude and longitude had been swapped.")
        latitude, longitude = longitude, latitude
    far = _far(latitude, longitude, known)
    if far:
        notes.refuse("R09", "location", far)
    place = replace(place, latitude=latitude, longitude=longitude)
    if place.precision in ("none", "withheld"):
        return replace(place, precision="postcode")
    return place


def _far(latitude: float, longitude: float, known: KnownPostcode | None) -> str:
    if known is None:
        return ""
    limit = NEAR_OUTCODE_KM if _is_outcode(known) else NEAR_KM
    away = distance_km(latitude, longitude, known.latitude, known.longitude)
    if away <= limit:
        return ""
    return f"Its coordinates are {away:.0f} km from its postcode; {limit:.0f} may be."


def _is_outcode(known: KnownPostcode) -> bool:
    return known.precision == "outcode"


def _council(place: Location, known: KnownPostcode | None, notes: Notes) -> Location:
    """Of the postcode where it has one: a source's own code may be of years ago."""
    code = known.council if known and known.council else place.council
    if not re.fullmatch(r"[ENSW][0-9]{8}", code):
        if code:
            notes.mended("R21", "location.council", "Left out: it is no code.")
        return replace(place, council="")
    if place.council not in ("", code):
        notes.mended("R21", "location.council", "It is now that of its postcode.")
    return replace(place, council=code, nation=NATIONS[code[0]])


def _withheld(listing: Listing, notes: Notes) -> Listing:
    """Keeps council and nation only, and refuses texts that tell the address."""
    place = listing.location
    if not place.is_withheld:
        return listing
    bare = Location(
        precision="withheld",
        council=place.council,
        nation=place.nation,
        wheelchair=place.wheelchair,
        is_withheld=True,
    )
    if bare != place:
        notes.mended("R18", "location", "The withheld address was taken out.")
    told = [listing.name, listing.summary, listing.for_whom, listing.alert]
    told += [listing.how_to_refer, listing.notes, listing.organisation]
    secrets = [line for line in place.lines if len(line) > 5]
    if any(POSTCODE.search(text) for text in told) or any(
        secret.lower() in text.lower() for secret in secrets for text in told
    ):
        notes.refuse("R18", "location", "A text tells the address that is withheld.")
    return replace(listing, location=bare)
