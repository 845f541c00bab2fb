"""The whole directory in this process's memory, read again once it has changed."""

from __future__ import annotations

import logging
from collections.abc import Callable, Hashable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from threading import Lock
from typing import Any

from werkzeug.exceptions import ServiceUnavailable

from pwa import clock
from pwa.config import Config
from pwa.finder.areas import ByArea, by_area
from pwa.finder.geography.councils import COUNCILS
from pwa.finder.model import Listing, Source
from pwa.finder.oruk import has_location, identifier, terms
from pwa.finder.packs import Collected, collect
from pwa.finder.packs.collect import is_there
from pwa.public_json import Text, written

LOOKED_AT_EVERY_S = 60
"""So much later a change is seen. Then the database is asked whether there was one."""
MOST_TEXTS, LONGEST_KEPT_BYTES = 500, 32_768
"""What is kept written takes at most 16 MB in a process."""

log = logging.getLogger(__name__)


class UnreadError(ServiceUnavailable):
    """The directory cannot be read now, and this process never could."""


@dataclass(frozen=True)
class Directory:
    """All there is to show on one day.

    Attributes:
        councils: The name for a GSS code.
        day: The day it was gathered for, in the United Kingdom.
    """

    collected: Collected
    councils: Mapping[str, str]
    day: date

    @cached_property
    def keys(self) -> frozenset[str]:
        return frozenset(each.key for each in self.collected.listings)

    @cached_property
    def listings(self) -> tuple[Listing, ...]:
        """Those that may stand in one list with others.

        A share-alike licence asks that what is mixed with it be given on under the same
        licence, so these are left out; they have a pack and an export of their own.
        """
        return tuple(
            each
            for each in self.collected.listings
            if not self.source(each).share_alike
        )

    @cached_property
    def by_area(self) -> ByArea:
        """All of them, for the page of each area; each page names all its sources."""
        return by_area(self.collected.listings)

    @cached_property
    def by_service(self) -> Mapping[str, Listing]:
        """By the id of the service."""
        return {identifier("service", each.key): each for each in self.listings}

    @cached_property
    def by_place(self) -> Mapping[str, Listing]:
        """By the id of the service at its location, for those that have one."""
        placed = [each for each in self.listings if has_location(each)]
        return {identifier("service_at_location", each.key): each for each in placed}

    @cached_property
    def terms(self) -> list[dict[str, Any]]:
        return terms(self.listings)

    @cached_property
    def words(self) -> tuple[str, ...]:
        """What a search looks in, in the order of `listings`; nothing of a place."""
        return tuple(
            f"{each.name} {each.organisation} {each.summary} {each.for_whom}".casefold()
            for each in self.listings
        )

    @cached_property
    def kept_texts(self) -> dict[Hashable, Text]:
        return {}

    def text(self, name: Hashable, body: Callable[[], dict[str, Any]]) -> Text:
        """The answer of that name, kept for whoever asks next.

        It goes with the directory it was written from, so it is never older than that.
        """
        kept = self.kept_texts.get(name)
        if kept is None:
            kept = written(body())
            if len(kept.packed) <= LONGEST_KEPT_BYTES:
                if len(self.kept_texts) >= MOST_TEXTS:
                    self.kept_texts.clear()
                self.kept_texts[name] = kept
        return kept

    def source(self, listing: Listing) -> Source:
        return self.collected.sources[listing.source]


class Shelf:
    """Hands out the directory as it is now. One for an application."""

    def __init__(
        self,
        config: Config,
        read: Callable[[Config, date], Collected] = collect,
        passed_s: Callable[[], float] = clock.passed_s,
        today: Callable[[], date] = clock.today,
    ) -> None:
        self.config = config
        self.read = read
        self.passed_s = passed_s
        self.today = today
        self.reading = Lock()
        self.kept: Directory | None = None
        self.kept_state: object = None
        self.looked_at_s = 0.0

    def directory(self) -> Directory:
        """What is kept, read anew where it is old.

        While one request reads it, the others are answered from the one before. Where
        it cannot be read again the last good one stays.

        Raises:
            UnreadError: it cannot be read and never was.
        """
        kept = self.kept
        if kept and self.passed_s() - self.looked_at_s < LOOKED_AT_EVERY_S:
            return kept
        if not self.reading.acquire(blocking=kept is None):
            return kept or self.directory()
        try:
            return self.look()
        except Exception as error:
            log.warning("The directory was not read: %s", type(error).__name__)
            if kept is None:
                raise UnreadError(retry_after=LOOKED_AT_EVERY_S) from error
            self.looked_at_s = self.passed_s()
            return kept
        finally:
            self.reading.release()

    def look(self) -> Directory:
        state = (self.today(), state_of(self.config))
        if self.kept is None or state != self.kept_state:
            day = state[0]
            self.kept = Directory(self.read(self.config, day), council_names(), day)
            self.kept_state = state
        self.looked_at_s = self.passed_s()
        return self.kept


def state_of(config: Config) -> str:
    """Differs once anything shown of the database may have changed."""
    if not is_there(config):
        return ""
    from pwa.finder.store import Store  # SQLAlchemy, which no page needs

    with Store.open(config.database) as store:
        return store.fingerprint()


def council_names() -> Mapping[str, str]:
    """The name for a GSS code."""
    return {code: each.name for code, each in COUNCILS.items()}
