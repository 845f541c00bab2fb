"""One served copy, of two processes, for all of these tests."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from pwa.shell.release import Release
from tests.served import Served


@pytest.fixture(scope="package")
def served(
    release: Release, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Served]:
    made = Served(
        tmp_path_factory.mktemp("served"),
        CARRYCARD_SERVER_PROCESSES="2",
        CARRYCARD_ORIGIN="https://card.example.org",
    )
    try:
        made.wait()
        yield made
    finally:
        made.end()
