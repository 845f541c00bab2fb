"""R13: e-mail addresses of desks. One that may be a person's is never kept."""

from __future__ import annotations

import re
from dataclasses import replace

from pwa.finder.model import Listing
from pwa.finder.validation.context import Context
from pwa.finder.validation.notes import Notes

ADDRESS = re.compile(
    r"([a-z0-9][a-z0-9._+&-]{0,63})@((?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\.)+[a-z]{2,24})"
)
DESKS = frozenset(
    [
        "access",
        "admin",
        "administration",
        "advice",
        "alcohol",
        "appointment",
        "appointments",
        "ask",
        "assessment",
        "bookings",
        "care",
        "carers",
        "chair",
        "clinic",
        "clinical",
        "community",
        "contact",
        "contactus",
        "counselling",
        "customer",
        "customerservice",
        "drugs",
        "duty",
        "emergency",
        "engagement",
        "enquiries",
        "enquiry",
        "families",
        "family",
        "feedback",
        "frontdesk",
        "general",
        "generalenquiries",
        "hello",
        "help",
        "helpdesk",
        "helpline",
        "hub",
        "info",
        "infoline",
        "information",
        "intake",
        "intergroup",
        "mail",
        "mailbox",
        "main",
        "meetings",
        "members",
        "national",
        "needle",
        "newreferrals",
        "office",
        "outreach",
        "patient",
        "patients",
        "pharmacy",
        "post",
        "public",
        "reception",
        "recovery",
        "recoveryhub",
        "referral",
        "referrals",
        "refer",
        "region",
        "regional",
        "rehab",
        "secretariat",
        "secure",
        "selfreferral",
        "service",
        "services",
        "singlepointofaccess",
        "spa",
        "spoc",
        "support",
        "supportline",
        "talk",
        "team",
        "treatment",
        "triage",
        "us",
        "volunteer",
        "volunteering",
        "web",
        "webmaster",
        "welcome",
        "wellbeing",
        "worker",
        "young",
        "youngpeople",
    ]
) - {"chair", "worker", "customer", "members"}
"""Words of an address that name a desk or a team."""
SMALL = frozenset(["and", "for", "of", "the", "at", "in", "a", "to"])


def check(listing: Listing, context: Context, notes: Notes) -> Listing:
    """Mends: leaves the address out unless it is plainly a desk's."""
    if not listing.email:
        return listing
    address = listing.email.strip().lower()
    address = address.removeprefix("mailto:").partition("?")[0]
    found = ADDRESS.fullmatch(address)
    if found is None:
        notes.mended("R13", "email", "Left out: it is no e-mail address.")
        return replace(listing, email="")
    if not _is_desk(found[1], _own_words(listing)):
        notes.mended("R13", "email", "Left out: it may be a person's own.")
        return replace(listing, email="")
    if address != listing.email:
        notes.mended("R13", "email", "It was written in small letters.")
    return replace(listing, email=address)


def _is_desk(local: str, own: frozenset[str]) -> bool:
    """Each word of it is a desk's, the service's own or a number, and one a desk's."""
    words = [word for word in re.split(r"[._+&-]|[0-9]+", local) if word]
    return any(word in DESKS for word in words) and all(
        word in DESKS or word in SMALL or word in own for word in words
    )


def _own_words(listing: Listing) -> frozenset[str]:
    """Words of its name, its organisation's and its town, as addresses have them."""
    text = " ".join((listing.name, listing.organisation, listing.location.town))
    words = re.findall(r"[a-z0-9]+", text.lower())
    return frozenset(words) | {"".join(words[:2]), "".join(words[:3])}
