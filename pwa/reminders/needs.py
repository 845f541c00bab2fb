"""What the parts of the sending need of each other, and no more."""

from __future__ import annotations

from datetime import date, datetime
from typing import Protocol

from pwa.reminders.answers import Answer
from pwa.reminders.model import Kind
from pwa.reminders.store.claimed import Claimed
from pwa.reminders.store.outcomes import Done, Owed
from pwa.reminders.tokens import SigningKey


class Mail(Protocol):
    """What is needed of `store.queue.Claimed`."""

    @property
    def endpoint(self) -> str: ...
    @property
    def p256dh(self) -> str: ...
    @property
    def auth(self) -> str: ...
    @property
    def key_id(self) -> str: ...
    @property
    def kind(self) -> Kind: ...
    @property
    def minute(self) -> int | None: ...
    @property
    def slot(self) -> str | None: ...
    @property
    def due_at(self) -> int: ...
    @property
    def until(self) -> int: ...


class KeyRing(Protocol):
    """What is needed of `keys.Keys`."""

    def by_id(self, key_id: str) -> SigningKey: ...


class DueRows(Protocol):
    """What is needed of `store.queue.Queue`."""

    def claim(self, now: datetime, most: int, lease_s: int) -> list[Claimed]: ...
    def settle(self, done: list[Done[Claimed]], now: datetime) -> Owed: ...
    def book(self, owed: Owed) -> None: ...
    def next_at(self) -> int | None: ...
    def forget(self, today: date) -> int: ...


class Sends(Protocol):
    """What is needed of `sending.Sender`."""

    is_closing: bool

    async def send(self, mail: Claimed) -> Answer: ...
