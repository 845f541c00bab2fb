"""An open store on each kind of database, empty for each test."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from pwa.reminders.store.store import ReminderStore


@pytest.fixture
def store(address: str) -> Iterator[ReminderStore]:
    with ReminderStore.open(address) as opened:
        yield opened
