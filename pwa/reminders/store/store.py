"""The door to the database for who asks for reminders; the queue has its own.

No error of the database is passed on in its own words: they repeat what was to be
stored, and a log must never have an endpoint.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from contextlib import contextmanager
from datetime import date, datetime
from pathlib import Path
from typing import TypeVar

from sqlalchemy import Connection
from sqlalchemy.exc import DBAPIError, IntegrityError, OperationalError, SQLAlchemyError

from pwa import rate_tokens
from pwa.database import OpenStore, StoreError, open_engine, writing
from pwa.erasing import erase_traces
from pwa.migrating import Tables
from pwa.reminders.model import Subscription
from pwa.reminders.store import subscriptions, tables

TABLES = Tables(Path(__file__).parent / "migrations", "reminders_version")
T = TypeVar("T")
TRIES = 3
"""Two processes that make the same row at once: the second finds it at its next try."""


class ReminderStore(OpenStore):
    """Who asked for reminders. Each method is one transaction: all of it, or nothing.

    Raises:
        StoreError: from any method; the database is as it was.
    """

    @classmethod
    def open(cls, address: str) -> ReminderStore:
        """Open or make the database, its tables brought up to date."""
        return cls(open_engine(address, TABLES))

    def put(self, subscription: Subscription, now: datetime) -> bool:
        """Keep it, in place of one with its endpoint; whether it is new.

        A time that stays keeps its row in the queue, with what is owed on it.

        Args:
            now: A time of day that is new is first due after it.

        Raises:
            FullError: no more subscriptions are taken.
        """
        return self._write(lambda each: subscriptions.put(each, subscription, now))

    def renew(self, endpoint: str, today: date) -> bool:
        """The app was opened on that phone; False where there is no such endpoint."""
        return self._write(lambda each: subscriptions.renew(each, endpoint, today))

    def delete(self, endpoint: str) -> bool:
        """Delete it with all that is queued for it, from the file's bytes too."""
        is_gone = self._write(lambda each: subscriptions.delete(each, endpoint))
        if is_gone:
            self.erase_traces([endpoint])
        return is_gone

    def delete_of_key(self, key_id: str) -> int:
        """Delete all that were made for a key; how many there were."""
        gone = self._write(lambda each: subscriptions.delete_of_key(each, key_id))
        if gone:
            self.erase_traces(gone)
        return len(gone)

    def erase_traces(self, endpoints: Collection[str] = ()) -> None:
        """What was deleted leaves SQLite's files now, rather than some time later."""
        with self._plain_errors():
            erase_traces(self.engine, endpoints)

    def send_test(self, endpoint: str, now: datetime) -> bool:
        """Queue a test message, unless one waits; False where no such endpoint is."""
        return self._write(lambda each: subscriptions.queue_test(each, endpoint, now))

    def send_later(self, endpoint: str, slot: str, now: datetime) -> bool:
        """Queue a slot once more; False where there is no such endpoint.

        Raises:
            FullError: so many wait already that no more are taken.
        """
        return self._write(
            lambda each: subscriptions.queue_later(each, endpoint, slot, now)
        )

    def find(self, endpoint: str) -> Subscription | None:
        with self._plain_errors(), self.engine.connect() as connection:
            return subscriptions.find(connection, endpoint)

    def by_key(self) -> dict[str, int]:
        """How many subscriptions were made for each key that has any."""
        with self._plain_errors(), self.engine.connect() as connection:
            return subscriptions.by_key(connection)

    def take_token(
        self, bucket: str, *, burst: int, per_hour: float, now: datetime
    ) -> bool:
        """Draw one token of a rate limit that all processes share; False when empty."""
        return self._write(
            lambda each: rate_tokens.take(
                each, tables.token, bucket, burst, per_hour, now
            )
        )

    def _write(self, work: Callable[[Connection], T]) -> T:
        with self._plain_errors():
            for left in reversed(range(TRIES)):
                try:
                    with writing(self.engine) as connection:
                        return work(connection)
                except (IntegrityError, OperationalError) as error:
                    if not left or not is_passing(error):
                        raise
        raise AssertionError("unreachable")

    @contextmanager
    def _plain_errors(self) -> Iterator[None]:
        try:
            yield
        except DBAPIError as error:
            raise StoreError(
                f"nothing was changed: the database says {code_of(error)}"
            ) from None
        except SQLAlchemyError as error:
            raise StoreError(f"nothing was changed: {type(error).__name__}") from None


def is_passing(error: DBAPIError) -> bool:
    """Whether it went wrong only because of what another process did at the time."""
    is_race = isinstance(error, IntegrityError)
    return is_race or code_of(error) in ("40001", "40P01")


def code_of(error: DBAPIError) -> str:
    """What kind of error it is, in no words of what was to be stored."""
    found = getattr(error.orig, "sqlstate", None)
    found = found or getattr(error.orig, "sqlite_errorname", None)
    return str(found or type(error.orig).__name__)
