"""What a service is and offers, as terms of taxonomies of ours."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from pwa.finder.model import Listing
from pwa.finder.oruk.identifiers import identifier

VERSION = "1"
TAXONOMIES = {
    "kind": ("Kind of service", "What sort of service it is. Each service has one."),
    "offers": ("What it offers", "Left out is not known; it does not mean no."),
    "substances": ("For which substances", "Left out is not known."),
    "access": ("Who may come, and how", "Left out is not known."),
    "naltrexone": (
        "Prescribes naltrexone",
        "Only where somebody made sure; the value is the day they did.",
    ),
    "gender": ("For women or men only", "Left out is anybody."),
    "cost": ("Who pays", "Left out is not known."),
    "fellowship": ("Fellowship of a meeting", "Only for meetings."),
    "venue": ("Venue of a meeting", "Only for meetings."),
    "format": ("Format of a meeting", "In the fellowship's own words."),
    "hours": ("What the hours are for", "A schedule without one is opening hours."),
    "checked": ("How it was last checked", "The day itself is assured_date."),
}
TERMS = {
    "kind": {
        "treatment": "Drug and alcohol treatment",
        "needle-exchange": "Needle exchange",
        "pharmacy": "Pharmacy",
        "emergency": "Emergency department",
        "urgent": "Urgent care",
        "mutual-aid": "Mutual aid",
        "family": "For families and friends",
        "helpline": "Helpline",
        "directory": "Official list of services",
        "other": "Other",
    },
    "offers": {
        "naltrexone": "Names naltrexone among what it offers",
        "alcohol": "Help with alcohol",
        "opioids": "Help with opioids",
        "detox": "Detox",
        "psychosocial": "Talking treatment",
        "opioid-substitution": "Opioid substitution",
        "naloxone": "Naloxone to take home",
        "needle-exchange": "Needle exchange",
        "blood-borne-virus-test": "Blood-borne virus test",
        "family": "Help for families",
        "online": "Online",
        "phone": "By phone",
    },
    "substances": {"alcohol": "Alcohol", "opioids": "Opioids", "any": "Any"},
    "access": {
        "self-referral": "Takes people who come themselves",
        "referral-needed": "Needs a referral",
        "residents-only": "Only for people who live in its area",
        "not-residents-only": "Also for people who live elsewhere",
        "members-only": "Only for members",
        "anyone": "Open to anyone",
    },
    "naltrexone": {"yes": "Prescribes naltrexone", "no": "Does not prescribe it"},
    "gender": {"women": "Women only", "men": "Men only"},
    "cost": {"free": "Free", "nhs": "NHS", "private": "Private", "mixed": "Mixed"},
    "fellowship": {
        name: name
        for name in (
            *("NA", "AA", "CA", "CMA", "SMART", "FA", "Al-Anon", "Adfam", "LRO"),
            "other",
        )
    },
    "venue": {"in-person": "In person", "online": "Online", "hybrid": "Both"},
    "format": {},
    "hours": {
        "drop-in": "Drop-in",
        "needle-exchange": "Needle exchange",
        "meeting": "Meeting",
        "phone": "By phone",
    },
    "checked": {},
}
ACCESS = {
    ("self_referral", "yes"): "self-referral",
    ("self_referral", "no"): "referral-needed",
    ("residents_only", "yes"): "residents-only",
    ("residents_only", "no"): "not-residents-only",
}
OPEN_TO = {"members": "members-only", "anyone": "anyone"}


def taxonomies() -> list[dict[str, Any]]:
    """Each taxonomy, in a steady order."""
    return [
        {
            "id": identifier("taxonomy", name),
            "name": title,
            "description": description,
            "version": VERSION,
        }
        for name, (title, description) in TAXONOMIES.items()
    ]


def terms(listings: Iterable[Listing] = ()) -> list[dict[str, Any]]:
    """Each term: those we know, and those these listings add to the open taxonomies."""
    known = {name: dict(words) for name, words in TERMS.items()}
    for listing in listings:
        for name, value, _ in named_by(listing):
            known[name].setdefault(value, value)
    return [term(name, value) for name in TAXONOMIES for value in sorted(known[name])]


def term(taxonomy: str, value: str) -> dict[str, Any]:
    title = TAXONOMIES[taxonomy][0]
    words = TERMS[taxonomy].get(value, value)
    return {
        "id": identifier("term", taxonomy, value),
        "name": words,
        "description": f"{title}: {words}",
        "taxonomy": title,
        "taxonomy_id": identifier("taxonomy", taxonomy),
        "term": value,
    }


def attribute(key: str, taxonomy: str, value: str, dated: str = "") -> dict[str, Any]:
    """A term said of what has this key; `dated` is the day it was made sure of."""
    said = {
        "id": identifier("attribute", key, taxonomy, value),
        "link_type": taxonomy,
        "taxonomy_term": term(taxonomy, value),
    }
    return said | ({"value": dated} if dated else {})


def attributes(listing: Listing) -> list[dict[str, Any]]:
    return [attribute(listing.key, *each) for each in named_by(listing)]


def term_ids(listing: Listing) -> set[str]:
    """The ids of its terms and of their taxonomies, to filter by."""
    found = set()
    for taxonomy, value, _ in named_by(listing):
        found.add(identifier("term", taxonomy, value))
        found.add(identifier("taxonomy", taxonomy))
    return found


def named_by(listing: Listing) -> Iterator[tuple[str, str, str]]:
    """(taxonomy, value, day it was made sure of or "") for all that is known of it."""
    yield "kind", listing.kind, ""
    yield from (("offers", each, "") for each in listing.offers)
    yield from (("substances", each, "") for each in listing.substances)
    yield from (
        ("access", ACCESS[name, getattr(listing, name)], "")
        for name in ("self_referral", "residents_only")
        if getattr(listing, name) != "unknown"
    )
    # Nobody may read it out of an export without the day: people act on it.
    if listing.prescribes_naltrexone != "unknown" and listing.naltrexone_checked_on:
        day = listing.naltrexone_checked_on.isoformat()
        yield "naltrexone", listing.prescribes_naltrexone, day
    if listing.gender:
        yield "gender", listing.gender, ""
    if listing.cost != "unknown":
        yield "cost", listing.cost, ""
    if listing.checked_how:
        yield "checked", listing.checked_how, ""
    if listing.meeting:
        yield "fellowship", listing.meeting.fellowship, ""
        yield "venue", listing.meeting.venue, ""
        if listing.meeting.open_to in OPEN_TO:
            yield "access", OPEN_TO[listing.meeting.open_to], ""
        yield from (("format", each, "") for each in listing.meeting.formats)
