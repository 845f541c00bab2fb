"""Put listings into the store as an import does."""

from __future__ import annotations

from datetime import date, timedelta

from pwa.finder.model import Listing
from pwa.finder.store import Figures, Outcome, Store
from tests.unit.finder.made_up import SOURCE, TODAY

WEEK = timedelta(days=7)


def figures(listings: int, mark: str = "a", on: date = TODAY) -> Figures:
    return Figures(listings, listings, 0, on, {}, mark, "template")


def put(store: Store, *listings: Listing, mark: str = "a", on: date = TODAY) -> Outcome:
    return store.replace_source(
        SOURCE, listings, [], figures(len(listings), mark, on), may_shrink=True
    )
