"""The app as it was built, and a client that looks hard at every page it fetches."""

from __future__ import annotations

import hypothesis
import pytest
from flask import Flask

from pwa import create_app
from pwa.config import Config
from pwa.shell.release import Release, load_release
from pwa.shell.serving import why_unusable
from tests.web.checked_client import CheckedClient, checked_client

pytest_plugins = ["tests.databases", "tests.hazards", "tests.side_by_side"]

# How long an example takes says how busy the machine is.
hypothesis.settings.register_profile(
    "untimed", deadline=None, suppress_health_check=[hypothesis.HealthCheck.too_slow]
)
hypothesis.settings.load_profile("untimed")


@pytest.fixture(scope="session")
def release() -> Release:
    """The last build. The suite does not make one itself: `make test` does."""
    built = load_release(Config().dist)
    fault = why_unusable(Config(), built)
    if fault or built is None:
        pytest.fail(fault or "Run: make build", pytrace=False)
    return built


@pytest.fixture(scope="session")
def app(release: Release) -> Flask:
    """The app as it is served. A test that adds a route makes its own."""
    return create_app(Config())


@pytest.fixture
def client(app: Flask) -> CheckedClient:
    """Fetches from the built app; an answer that breaks a rule fails the test."""
    return checked_client(app)
