"""The one door to the directory's database."""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterable, Iterator
from contextlib import contextmanager
from datetime import date, datetime
from pathlib import Path

from sqlalchemy import Connection, func, select
from sqlalchemy.exc import DBAPIError, IntegrityError

from pwa import rate_tokens
from pwa.database import OpenStore, StoreError, open_engine, writing
from pwa.finder.model import Listing, Source
from pwa.finder.store import checking, reading, refusals, replacing, tables
from pwa.finder.store import reports as reporting
from pwa.finder.store.columns import from_column
from pwa.finder.store.faults import ConflictError
from pwa.finder.store.records import (
    Due,
    Figures,
    Found,
    Outcome,
    Reject,
    Report,
    SourceState,
    Verification,
)
from pwa.migrating import Tables

TABLES = Tables(Path(__file__).parent / "migrations", "alembic_version")


class Store(OpenStore):
    """Services, sources, refused rows, checks, reports and rate limits.

    Each method is one transaction. One that raises leaves everything as it was.
    """

    @classmethod
    def open(cls, address: str) -> Store:
        """Open or make the database, its tables brought up to date.

        Raises:
            StoreError: it cannot be opened; nothing in it was changed.
        """
        return cls(open_engine(address, TABLES))

    def replace_source(
        self,
        source: Source,
        listings: Iterable[Listing],
        rejects: Iterable[Reject] = (),
        figures: Figures | None = None,
        *,
        on: date | None = None,
        may_shrink: bool = False,
    ) -> Outcome:
        """Put what a source says now in place of what it said: all of it, or nothing.

        Args:
            may_shrink: More than half of what it listed may be gone from it.
            figures: What the import read; None makes them of the rest, on the day `on`.

        Raises:
            StoreError: see `replacing.replace_source`.
            Exception: whatever the iterables raise, passed on.
        """
        if figures is None:
            listings, rejects = list(listings), list(rejects)
            refused = len({each.row for each in rejects})
            day = on or (source.retrieved_at and source.retrieved_at.date())
            if day is None:
                raise StoreError("the day of the import is not said")
            count = len(listings)
            figures = Figures(count + refused, count, refused, day)
        with self._writing() as connection:
            return replacing.replace_source(
                connection, source, listings, rejects, figures, may_shrink
            )

    def listings(
        self,
        *,
        source: str = "",
        kinds: Collection[str] = (),
        with_closed: bool = False,
    ) -> Iterator[Listing]:
        """As they are shown, by source, in the order of its file; closed ones left out.

        Args:
            source: Only of the source with this key.
            kinds: Only of these kinds; empty is all.
        """
        with self._reading() as connection:
            for each in reading.stored(
                connection, source=source, kinds=kinds, with_closed=with_closed
            ):
                yield each.listing

    def find(self, key: str) -> Listing | None:
        """The service of that key, closed or not."""
        with self._reading() as connection:
            each = reading.one(connection, key)
            return each.listing if each else None

    def sources(self) -> list[Source]:
        """Every source ever imported, by key: all are to be credited in a pack."""
        table = tables.source
        with self._reading() as connection:
            found = connection.execute(select(table).order_by(table.c.key)).mappings()
            return [
                Source(
                    row["key"],
                    row["name"],
                    row["publisher"],
                    row["url"],
                    row["licence"],
                    row["attribution"],
                    row["share_alike"],
                    from_column(row["retrieved_at"]),
                )
                for row in found
            ]

    def source(self, key: str) -> Source | None:
        return next((each for each in self.sources() if each.key == key), None)

    def states(self) -> list[SourceState]:
        """What was last imported of each source, by key."""
        table, service = tables.source, tables.service
        with self._reading() as connection:
            rows = list(
                connection.execute(select(table).order_by(table.c.key)).mappings()
            )
            shown: dict[str, list[int]] = {row["key"]: [0, 0, 0] for row in rows}
            keys = {row["id"]: row["key"] for row in rows}
            query = select(
                service.c.source_id, service.c.gone_on, service.c.verified_on
            )
            for source_id, gone_on, verified_on in connection.execute(query):
                counts = shown[keys[source_id]]
                counts[gone_on is not None] += 1
                counts[2] += gone_on is None and verified_on is not None
        return [
            SourceState(
                row["key"],
                Figures(
                    row["rows_in"],
                    row["accepted"],
                    row["quarantined"],
                    row["retrieved_at"].date() if row["retrieved_at"] else None,
                    dict(row["rules"]),
                    row["file_sha256"],
                    row["format"],
                ),
                *shown[row["key"]],
            )
            for row in rows
        ]

    def fingerprint(self) -> str:
        """Changes whenever anything shown to people may have; for what is cached."""
        table, log = tables.source, tables.verification
        with self._reading() as connection:
            query = select(table.c.key, table.c.revision).order_by(table.c.key)
            state = [list(row) for row in connection.execute(query)]
            checks = connection.scalar(select(func.count()).select_from(log))
        return hashlib.sha256(repr((state, checks)).encode()).hexdigest()

    def rejects(
        self, source: str = "", rule: str = "", row: int | None = None
    ) -> list[Reject]:
        with self._reading() as connection:
            return list(refusals.rejects(connection, source, rule, row))

    def decide_reject(self, source: str, row: int, who: str, on: date) -> int:
        """Write down that somebody looked at a refused row; how many faults it had."""
        with self._writing() as connection:
            return refusals.decide(connection, source, row, who, on)

    def due(self, today: date, source: str = "") -> list[Due]:
        """What a person should make sure of, the most urgent first."""
        with self._reading() as connection:
            return list(checking.due(connection, today, source))

    def verified(
        self,
        key: str,
        who: str,
        how: str,
        on: date,
        *,
        found: Found = "as listed",
        naltrexone: str = "",
        note: str = "",
    ) -> None:
        """Write down that a person made sure of a service. Survives every import.

        Args:
            who: Stays in the log; never shown to people who use the app.
            how: Shown: "rang", "visited", "read on its page".
            found: "closed" takes it out of the listings; "changed" leaves it due.
            naltrexone: "yes" or "no" as told on that day, "" where nobody asked.

        Raises:
            StoreError: no such service, nobody named, or a word that is not known.
        """
        with self._writing() as connection:
            checking.verify(connection, key, who, how, on, found, naltrexone, note)

    def verifications(self, key: str) -> list[Verification]:
        """Every check of one service, the oldest first."""
        with self._reading() as connection:
            return list(checking.log_of(connection, key))

    def add_report(self, report: Report) -> bool:
        """Keep it; False where one with its id is kept already."""
        try:
            with self._writing() as connection:
                return reporting.add(connection, report)
        except ConflictError:  # two processes were sent the same one at once
            return False

    def reports(self, *, with_handled: bool = False) -> list[Report]:
        """The oldest first."""
        with self._reading() as connection:
            return list(reporting.reports(connection, with_handled=with_handled))

    def report_handled(self, report: str, on: date) -> bool:
        """False where there is no such report."""
        with self._writing() as connection:
            return reporting.handled(connection, report, on)

    def take_token(
        self, bucket: str, *, burst: int, per_hour: float, now: datetime
    ) -> bool:
        """Draw one token of a rate limit that all processes share; False when empty."""
        for last_try in (False, True):
            try:
                with self._writing() as connection:
                    return rate_tokens.take(
                        connection, tables.rate_token, bucket, burst, per_hour, now
                    )
            except ConflictError:  # another process made the bucket at this moment
                if last_try:
                    raise
        raise AssertionError("unreachable")

    @contextmanager
    def _reading(self) -> Iterator[Connection]:
        try:
            with self.engine.connect() as connection:
                yield connection
        except DBAPIError as error:
            raise StoreError(f"the database does not answer: {error.orig}") from error

    @contextmanager
    def _writing(self) -> Iterator[Connection]:
        try:
            with writing(self.engine) as connection:
                yield connection
        except IntegrityError as error:
            raise ConflictError(f"nothing was changed: {error.orig}") from error
        except DBAPIError as error:
            raise StoreError(f"nothing was changed: {error.orig}") from error
