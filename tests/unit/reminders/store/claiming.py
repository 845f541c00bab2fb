"""Claim what is due at a made-up site, and settle it with an answer."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from pwa.reminders.answers import Answer
from pwa.reminders.store.claimed import Claimed
from pwa.reminders.store.outcomes import Done
from tests.unit.reminders.sending_site import Site

GONE = Answer("gone", status=410)
MINUTE, DAY = timedelta(minutes=1), timedelta(days=1)
WINTER = datetime(2026, 11, 22, 12, tzinfo=UTC)


def claim(site: Site, most: int = 10, lease_s: int = 120) -> list[Claimed]:
    return site.queue.claim(site.at, most, lease_s)


def settle(site: Site, answer: Answer, rows: list[Claimed] | None = None) -> None:
    held = claim(site) if rows is None else rows
    assert held
    site.queue.book(site.queue.settle([Done(row, answer) for row in held], site.at))
