"""An open store, or a site with one, on each kind of database, empty for each test."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from pwa.reminders.store.store import ReminderStore
from tests.push_service import Browser, PushService
from tests.unit.reminders.sending_site import Site, made_site
from tests.unit.reminders.store.claiming import WINTER


@pytest.fixture
def store(address: str) -> Iterator[ReminderStore]:
    with ReminderStore.open(address) as opened:
        yield opened


@pytest.fixture
def site(address: str, tmp_path: Path) -> Iterator[Site]:
    with made_site(address, tmp_path, "http://127.0.0.1:9") as made:
        made.at = WINTER
        yield made


@pytest.fixture
def browser() -> Browser:
    service = PushService()
    service.origin = "http://127.0.0.1:9"
    return service.subscribe()
