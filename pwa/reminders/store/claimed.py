"""A row of the queue as whoever claimed it holds it."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import RowMapping

from pwa.reminders.model import Kind


@dataclass(frozen=True, slots=True)
class Claimed:
    """A row of the queue that is ours until the lease ends, and where it goes to.

    Attributes:
        minute, days: Of a reminder only; bit 0 of `days` is Monday.
        slot: Of what is sent once more only.
        due_at, until: Seconds since 1970. `until` is the end of the lease.
        waits_since: When it was to be looked at, in seconds since 1970: somewhat after
            it was due, where many are due at once.
        tries: How often it was tried before.
        refused: On how many days in a row before.
    """

    id: int
    subscription_id: int
    endpoint: str
    p256dh: str
    auth: str
    key_id: str
    kind: Kind
    minute: int | None
    days: int | None
    slot: str | None
    due_at: int
    tries: int
    refused: int
    claim: str
    until: int
    waits_since: int


def claimed(row: RowMapping, whose: RowMapping, claim: str, until: int) -> Claimed:
    return Claimed(
        row["id"],
        row["subscription_id"],
        whose["endpoint"],
        whose["p256dh"],
        whose["auth"],
        whose["key_id"],
        row["kind"],
        row["minute"],
        row["days"],
        row["slot"],
        row["due_at"],
        row["tries"],
        row["refused"],
        claim,
        until,
        row["try_at"],
    )
