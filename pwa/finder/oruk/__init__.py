"""A listing as an object of Open Referral UK 3.0. Pure: no clock, no store, no network.

The profile is at https://docs.openreferraluk.org/en/latest/ (schemas CC BY-SA 4.0).
Where it has no place for something, the fields of HSDS 3.0, which it is a profile of,
are used (`phones`, `eligibility_description`, `application_process`), and one property
of our own: `x_source`, with licence and attribution. What is not known is left out.
"""

from pathlib import Path

from pwa.finder.oruk.identifiers import identifier
from pwa.finder.oruk.places import has_location
from pwa.finder.oruk.services import (
    service,
    service_at_location,
    service_in_list,
    source_object,
)
from pwa.finder.oruk.terms import taxonomies, term_ids, terms

__all__ = [
    "SCHEMA",
    "has_location",
    "identifier",
    "service",
    "service_at_location",
    "service_in_list",
    "source_object",
    "taxonomies",
    "term_ids",
    "terms",
]

SCHEMA = Path(__file__).with_name("schema.json")
"""What is answered, in our own words: stricter than the profile, and shorter."""
