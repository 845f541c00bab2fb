"""What the reminders' addresses stand on: the store, the keys and the limits.

Each is opened when it is first needed, so that a server nobody asks for reminders
starts fast, needs no database and makes no key.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from threading import Lock
from typing import TYPE_CHECKING

from flask import current_app
from werkzeug.exceptions import ServiceUnavailable

from pwa.config import Config
from pwa.reminders.limits import Limits

if TYPE_CHECKING:
    from pwa.reminders.keys import Keys
    from pwa.reminders.store.store import ReminderStore

BROKEN_RETRY_S = 600
FULL_RETRY_S = 86_400


class Desk:
    """One for an application."""

    def __init__(
        self,
        config: Config,
        limits: Limits | None = None,
        open_store: Callable[[], ReminderStore] | None = None,
    ) -> None:
        self.config = config
        self.limits = limits or Limits()
        self.open_store = open_store or self.open_configured
        self.store: ReminderStore | None = None
        self.folder: Keys | None = None
        self.opening = Lock()

    def opened(self) -> ReminderStore:
        with self.opening:
            if self.store is None:
                self.store = self.open_store()
            return self.store

    def keys(self) -> Keys:
        from pwa.reminders.keys import Keys

        with self.opening:
            if self.folder is None:
                self.folder = Keys(self.config.keys)
            return self.folder

    def open_configured(self) -> ReminderStore:
        from pwa.reminders.store.store import ReminderStore

        return ReminderStore.open(self.config.database)


@contextmanager
def working() -> Iterator[None]:
    """What is broken on our side is said to the operator, and to the phone to wait."""
    from pwa.database import StoreError
    from pwa.reminders.keys import KeysError
    from pwa.reminders.store.subscriptions import FullError

    try:
        yield
    except FullError as error:
        current_app.logger.error("reminders: %s", error)
        raise unavailable("Try again tomorrow.", FULL_RETRY_S) from None
    except (StoreError, KeysError) as error:
        current_app.logger.error("reminders: %s", error)
        raise unavailable("Try again in a while.", BROKEN_RETRY_S) from None


def unavailable(detail: str, retry_after_s: int) -> ServiceUnavailable:
    return ServiceUnavailable(detail, retry_after=retry_after_s)
