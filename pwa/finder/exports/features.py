"""GeoJSON (RFC 7946): one feature for each listing, with a point where one is known."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import Any

from pwa.finder.exports.week_text import week_text
from pwa.finder.model import Listing, Source
from pwa.finder.oruk import source_object


def features(
    pairs: Iterable[tuple[Listing, Source]], sources: Iterable[Source], *, is_one: bool
) -> Iterator[str]:
    """The parts of the file. Who is to be credited stands beside the features."""
    credited = json.dumps([source_object(each) for each in sources], ensure_ascii=False)
    yield f'{{"type":"FeatureCollection","sources":{credited},"features":['
    is_first = True
    for listing, source in pairs:
        found = feature(listing, source, listing.record if is_one else listing.key)
        text = json.dumps(found, ensure_ascii=False, separators=(",", ":"))
        yield f"\n{text}" if is_first else f",\n{text}"
        is_first = False
    yield "\n]}\n"


def feature(listing: Listing, source: Source, name: str) -> dict[str, Any]:
    """A confidential place has neither point nor address here."""
    place = listing.location
    point = None
    if None not in (place.latitude, place.longitude) and not place.is_withheld:
        point = {"type": "Point", "coordinates": [place.longitude, place.latitude]}
    return {
        "type": "Feature",
        "id": name,
        "geometry": point,
        "properties": {
            key: value for key, value in properties(listing, source).items() if value
        },
    }


def properties(listing: Listing, source: Source) -> dict[str, Any]:
    """By the names our own import reads. What is not known is left out."""
    place = listing.location
    found = {
        "name": listing.name,
        "kind": listing.kind,
        "organisation": listing.organisation,
        "summary": listing.summary,
        "for_whom": listing.for_whom,
        "status": listing.status,
        "offers": list(listing.offers),
        "self_referral": known(listing.self_referral),
        "how_to_refer": listing.how_to_refer,
        "phone": "; ".join(each.number for each in listing.phones if each.is_confirmed),
        "phone_not_confirmed": "; ".join(
            each.number for each in listing.phones if not each.is_confirmed
        ),
        "url": listing.url,
        "email": listing.email,
        "hours": week_text(row for row in listing.hours if row.purpose == "open"),
        "councils": list(listing.councils),
        "nations": list(listing.nations),
        "council": place.council,
        "nation": place.nation,
        "checked_on": str(listing.checked_on or ""),
        "updated": str(listing.source_updated_on or ""),
        "page": listing.page,
        "source": source.name,
        "licence": source.licence,
        "attribution": source.attribution,
    }
    if listing.naltrexone_checked_on and listing.prescribes_naltrexone != "unknown":
        found["prescribes_naltrexone"] = listing.prescribes_naltrexone
        found["naltrexone_checked_on"] = str(listing.naltrexone_checked_on)
    if place.is_withheld:
        return found | {"address_is_confidential": True}
    return found | {
        "place": place.name,
        "address": ", ".join(place.lines),
        "town": place.town,
        "postcode": place.postcode,
        "precision": "" if place.precision == "none" else place.precision,
        "wheelchair": known(place.wheelchair),
    }


def known(word: str) -> str:
    return "" if word == "unknown" else word
