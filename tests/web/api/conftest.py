"""The app with a small made-up directory, and a client that checks every answer."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from flask import Flask

from pwa import create_app
from pwa.config import Config
from pwa.finder.directory import Shelf
from pwa.finder.model import Listing
from pwa.finder.packs import Collected
from pwa.shell.release import Release
from tests.unit.finder.oruk.made_up import ALL, COPYLEFT, DAY, SHARED, SOURCE
from tests.web.checked_client import CheckedClient, checked_client


def app_with(instance: Path, listings: list[Listing]) -> Flask:
    """It needs no build: none of its answers is built beforehand."""
    config = Config(instance=instance)
    app = create_app(config, release=Release("draft", "0"))
    collected = Collected({"made-up": SOURCE, "shared": SHARED}, listings)

    def read(config: Config, day: date) -> Collected:
        return collected

    app.extensions["directory"] = Shelf(config, read, today=lambda: DAY)
    return app


@pytest.fixture(scope="module")
def made_up_app(tmp_path_factory: pytest.TempPathFactory) -> Flask:
    return app_with(tmp_path_factory.mktemp("instance"), [*ALL, COPYLEFT])


@pytest.fixture
def api(made_up_app: Flask) -> CheckedClient:
    return checked_client(made_up_app)
