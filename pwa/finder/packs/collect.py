"""Every listing there is to show: the starter directory and the database, as one.

What is packed, what is on the pages without a script and what the interface answers all
come from here, so that they never differ.
"""

from __future__ import annotations

import importlib
import importlib.util
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from urllib.parse import urlsplit

from pwa.clock import today
from pwa.config import Config
from pwa.finder.model import Listing, Source

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
        sqlalchemy.exc.SQLAlchemyError: the database is there and cannot be read.
    """
    day = day or today()
    sources: dict[str, Source] = {}
    listings: dict[str, Listing] = {}
    for source, found in (*starter(), *stored(config)):
        sources[source.key] = source
        listings |= {each.key: each for each in found if is_shown(each, day)}
    named = {each.source for each in listings.values()}
    return Collected(
        {key: sources[key] for key in sorted(named)},
        [listings[key] for key in sorted(listings)],
    )


def is_shown(listing: Listing, day: date) -> bool:
    """Whether anybody may still be sent there."""
    if listing.status == "closed":
        return False
    if listing.kind in ALWAYS_SHOWN or listing.verify_by is None:
        return True
    return day <= listing.verify_by + DROPPED_AFTER


Part = tuple[Source, list[Listing]]


def starter() -> Iterator[Part]:
    if importlib.util.find_spec("pwa.finder.starter") is None:
        return
    source, listings = importlib.import_module("pwa.finder.starter").load_starter()
    yield source, list(listings)


def stored(config: Config) -> Iterator[Part]:
    store_part = importlib.import_module("pwa.finder.store")
    if not is_there(config) or not hasattr(store_part, "Store"):
        return
    store = store_part.Store.open(config.database)
    by_source: dict[str, list[Listing]] = {}
    for each in store.listings():
        by_source.setdefault(each.source, []).append(each)
    for source in store.sources():
        yield source, by_source.get(source.key, [])


def is_there(config: Config) -> bool:
    """Whether there is a database: reading must not be what makes one."""
    address = urlsplit(config.database)
    if not address.scheme.startswith("sqlite"):
        return True
    return Path(address.path[1:]).is_file()
