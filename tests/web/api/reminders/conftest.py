"""The app with reminders on an empty database, at a time that stands still."""

from __future__ import annotations

from pathlib import Path

import pytest
from flask import Flask

from pwa import create_app
from pwa.config import Config
from pwa.reminders import api
from pwa.reminders.desk import Desk
from pwa.reminders.limits import NoLimits
from pwa.reminders.store.store import ReminderStore
from pwa.shell.release import Release
from tests.web.api.reminders.asking import NOW
from tests.web.checked_client import CheckedClient, checked_client


@pytest.fixture(scope="session")
def reminders_app() -> Flask:
    return create_app(Config(), release=Release("draft", "0"))


@pytest.fixture
def app(reminders_app: Flask, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Flask:
    """With a desk of its own for each test, in an instance folder of its own."""
    monkeypatch.setattr(api, "now", lambda: NOW)
    monkeypatch.setattr(api, "today", lambda: NOW.date())
    config = Config(instance=tmp_path / "instance")
    reminders_app.extensions["reminders"] = Desk(config)
    return reminders_app


@pytest.fixture
def client(app: Flask) -> CheckedClient:
    return checked_client(app)


@pytest.fixture
def unlimited(app: Flask) -> CheckedClient:
    app.extensions["reminders"].limits = NoLimits()
    return checked_client(app)


@pytest.fixture
def store(app: Flask) -> ReminderStore:
    opened: ReminderStore = app.extensions["reminders"].opened()
    return opened
