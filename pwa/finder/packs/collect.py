"""Every listing there is to show: the starter directory and the database, as one.

What is packed, what is on the pages without a script and what the interface answers all
come from here, so that they never differ.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta
from pathlib import Path
from urllib.parse import urlsplit

from pwa.clock import today
from pwa.config import Config
from pwa.finder.model import Listing, Location, Source
from pwa.finder.starter import load_starter

DROPPED_AFTER = timedelta(days=180)
"""After `verify_by`. Until then a listing is shown as old: "ring first"."""
ALWAYS_SHOWN = frozenset({"emergency", "urgent", "helpline"})
"""An old entry of these is better than none."""


@dataclass(frozen=True, slots=True)
class Collected:
    """All that is shown, and where it comes from.

    Attributes:
        sources: By key; only those that a listing names.
        listings: Sorted by key, each key once.
    """

    sources: dict[str, Source]
    listings: list[Listing]


def collect(config: Config, day: date | None = None) -> Collected:
    """Read the starter directory and, where there is one, the database.

    Where both name the same record the database's counts: somebody worked on it there.
    Left out are closed listings and those whose check is long overdue on that day.

    Raises:
        ContentError: the starter directory is malformed.
        StoreError: the database is there and cannot be read.
    """
    day = day or today()
    source, found = load_starter()
    sources = {source.key: source}
    listings = {each.key: each for each in found}
    if is_there(config):
        with_stored(config, sources, listings)
    shown = [each for each in listings.values() if is_shown(each, day)]
    named = {each.source for each in shown}
    return Collected(
        {key: sources[key] for key in sorted(named)},
        sorted(map(without_secrets, shown), key=lambda each: each.key),
    )


def is_shown(listing: Listing, day: date) -> bool:
    """Whether anybody may still be sent there."""
    if listing.status == "closed":
        return False
    if listing.kind in ALWAYS_SHOWN or listing.verify_by is None:
        return True
    return day <= listing.verify_by + DROPPED_AFTER


def without_secrets(listing: Listing) -> Listing:
    """Where the address is confidential, nothing that would tell it."""
    place = listing.location
    if not place.is_withheld:
        return listing
    told = Location(
        council=place.council,
        nation=place.nation,
        wheelchair=place.wheelchair,
        precision="withheld",
        is_withheld=True,
    )
    return replace(listing, location=told)


def with_stored(
    config: Config, sources: dict[str, Source], listings: dict[str, Listing]
) -> None:
    """Add what the database has. Closed ones too: they close the starter's."""
    from pwa.finder.store import Store  # SQLAlchemy, which no page needs

    with Store.open(config.database) as store:
        sources |= {each.key: each for each in store.sources()}
        listings |= {each.key: each for each in store.listings(with_closed=True)}


def is_there(config: Config) -> bool:
    """Whether there is a database: reading must not be what makes one."""
    address = urlsplit(config.database)
    if not address.scheme.startswith("sqlite"):
        return True
    return Path(address.path[1:]).is_file()
