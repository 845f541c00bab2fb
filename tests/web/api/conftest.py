"""The app with a small made-up directory, and a client that checks every answer."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from flask import Flask

from pwa import create_app
from pwa.config import Config
from pwa.finder import reports
from pwa.finder.directory import Shelf
from pwa.finder.model import Listing
from pwa.finder.packs import Collected
from pwa.finder.reports import ReportBox
from pwa.finder.store import Store
from pwa.shell.release import Release
from tests.unit.finder.oruk.made_up import (
    ALL,
    COPYLEFT,
    DAY,
    LINE,
    SHARED,
    SOURCE,
    TREATMENT,
)
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


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return Store.open(f"sqlite:///{tmp_path / 'carrycard.db'}")


@pytest.fixture(scope="module")
def reporting_app(tmp_path_factory: pytest.TempPathFactory) -> Flask:
    listings = [TREATMENT, LINE, COPYLEFT]
    return app_with(tmp_path_factory.mktemp("instance"), listings)


@pytest.fixture
def client(
    reporting_app: Flask, store: Store, monkeypatch: pytest.MonkeyPatch
) -> CheckedClient:
    """Of the app that takes reports: they go into an empty store."""
    monkeypatch.setattr(reports, "today", lambda: date(2026, 11, 22))
    reporting_app.extensions["reports"] = ReportBox(lambda: store)
    return checked_client(reporting_app)
