"""An open directory on each kind of database, empty for each test."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from pwa.finder.store import Store


@pytest.fixture
def store(address: str) -> Iterator[Store]:
    with Store.open(address) as opened:
        yield opened
