"""A service, whole or as a line of a list, and a service at its location."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from typing import Any

from babel import Locale

from pwa.finder.model import Listing, Phone, Source
from pwa.finder.oruk.identifiers import identifier
from pwa.finder.oruk.places import has_location, location, service_areas
from pwa.finder.oruk.schedules import schedules
from pwa.finder.oruk.terms import attributes

STATUSES = {"active": "active", "paused": "temporarily closed", "closed": "inactive"}
COSTS: dict[str, dict[str, object]] = {
    "free": {"option": "Free", "amount": 0},
    "nhs": {"option": "NHS"},
    "private": {"option": "Private", "amount_description": "It has to be paid for."},
    "mixed": {"option": "Mixed", "amount_description": "Some of it is to be paid for."},
}
PHONE_TYPES = {"voice": "voice", "text": "text", "textphone": "textphone"}
NOT_CONFIRMED = "Not yet confirmed."
WEB = re.compile(
    r"https?://[A-Za-z0-9.:-]+(?:[/?#][\w.~:/?#@!$&'()*+,;=%-]*)?", re.ASCII
)
"""Letters, digits and marks of RFC 3986 only; no user name, no other scheme."""
MAIL = re.compile(r"[A-Za-z0-9._%+-]+@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+")
LANGUAGE = re.compile(r"[a-z]{2,3}")


def service_in_list(listing: Listing, source: Source, day: date) -> dict[str, Any]:
    """What a list shows: the fields there is one of. `day` is today, for alerts."""
    found: dict[str, Any] = {
        "id": identifier("service", listing.key),
        "name": listing.name,
        "status": STATUSES[listing.status],
    }
    texts = {
        "description": listing.summary,
        "url": web_address(listing.url) or web_address(listing.page),
        "email": listing.email if MAIL.fullmatch(listing.email) else "",
        "eligibility_description": listing.for_whom,
        "application_process": listing.how_to_refer,
        "additional_information": listing.notes,
        "alert": alert(listing, day),
    }
    found |= {name: text for name, text in texts.items() if text}
    ages = {"minimum_age": listing.minimum_age, "maximum_age": listing.maximum_age}
    found |= {name: age for name, age in ages.items() if age is not None}
    if listing.checked_on:
        found["assured_date"] = listing.checked_on.isoformat()
    if listing.source_updated_on:
        found["last_modified"] = f"{listing.source_updated_on}T00:00:00.000Z"
    if listing.organisation:
        found["organization"] = organization(listing)
    return found | {"x_source": source_object(source)}


def service(
    listing: Listing, source: Source, councils: Mapping[str, str], day: date
) -> dict[str, Any]:
    """All that is known of it. `councils` gives the name for a GSS code."""
    lists = {
        **details(listing, councils),
        "service_at_locations": [at_location(listing, councils)]
        if has_location(listing)
        else [],
    }
    found = service_in_list(listing, source, day)
    return found | {name: rows for name, rows in lists.items() if rows}


def service_at_location(
    listing: Listing,
    source: Source,
    councils: Mapping[str, str],
    day: date,
    *,
    is_whole: bool = True,
) -> dict[str, Any]:
    """The same the other way round, for a service that has a location."""
    found = service_in_list(listing, source, day)
    if is_whole:
        lists = details(listing, councils)
        found |= {name: rows for name, rows in lists.items() if rows}
    return {**at_location(listing, councils), "service": found}


def at_location(listing: Listing, councils: Mapping[str, str]) -> dict[str, Any]:
    return {
        "id": identifier("service_at_location", listing.key),
        "location": location(listing, councils),
    }


def details(listing: Listing, councils: Mapping[str, str]) -> dict[str, Any]:
    """What there is more than one of."""
    cost: dict[str, Any] | None = COSTS.get(listing.cost)
    return {
        "phones": [
            phone(listing.key, place, each) for place, each in enumerate(listing.phones)
        ],
        "schedules": schedules(listing.key, listing.hours),
        "service_areas": service_areas(listing, councils),
        "languages": [language(listing.key, each) for each in listing.languages],
        "cost_options": [{"id": identifier("cost_option", listing.key), **cost}]
        if cost
        else [],
        "attributes": attributes(listing),
    }


def organization(listing: Listing) -> dict[str, Any]:
    """Its name only: the same name in one source is one organisation.

    The standard asks for a description; where we have none the name stands in for it.
    """
    return {
        "id": identifier("organization", listing.source, listing.organisation),
        "name": listing.organisation,
        "description": listing.organisation,
    }


def phone(key: str, place: int, line: Phone) -> dict[str, Any]:
    """A number nobody has confirmed says so wherever it is read."""
    says = [line.label, line.note, "" if line.is_confirmed else NOT_CONFIRMED]
    description = " ".join(sentence(each) for each in says if each)
    found = {
        "id": identifier("phone", key, place),
        "number": line.number,
        "type": PHONE_TYPES[line.kind],
    }
    return found | ({"description": description} if description else {})


def sentence(words: str) -> str:
    return words if words.endswith((".", "!", "?")) else f"{words}."


def language(key: str, named: str) -> dict[str, Any]:
    found = {"id": identifier("language", key, named)}
    if not LANGUAGE.fullmatch(named):
        return found | {"name": named}
    names = Locale("en").languages
    return found | {"code": named, "name": names.get(named, named)}


def alert(listing: Listing, day: date) -> str:
    """The alert while it lasts; a meeting that is closed for now says so."""
    is_over = listing.alert_until is not None and listing.alert_until < day
    words = "" if is_over else listing.alert
    if listing.meeting and listing.meeting.is_closed_for_now:
        words = f"Closed for now. {words}".strip()
    return words


def web_address(text: str) -> str:
    return text if WEB.fullmatch(text) else ""


def source_object(source: Source) -> dict[str, Any]:
    """Who publishes it and under what licence: goes with every service."""
    found: dict[str, Any] = {"name": source.name, "licence": source.licence}
    texts = {
        "publisher": source.publisher,
        "url": web_address(source.url),
        "attribution": source.attribution,
    }
    found |= {name: text for name, text in texts.items() if text}
    if source.retrieved_at:
        found["retrieved_on"] = source.retrieved_at.date().isoformat()
    return found
