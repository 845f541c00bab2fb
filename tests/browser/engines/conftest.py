"""Firefox and WebKit where they are installed, and a release that tells its faults."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import NoReturn

import pytest

from tests.browser.conftest import ended_after
from tests.browser.engines.engine import Engine
from tests.browser.engines.person import Person
from tests.browser.engines.webkit import REPORTING, WebKit, hidden_screen
from tests.browser.releases import SourceTree, build_release_with
from tests.browser.servers import AppServer

FIREFOX = ("firefox-esr", "firefox")
MINI_BROWSERS = ("webkit2gtk-4.1/MiniBrowser", "webkitgtk-6.0/MiniBrowser")


@pytest.fixture(scope="session")
def reporting_release(tmp_path_factory: pytest.TempPathFactory) -> SourceTree:
    """The release, with one script more that notes what no other script caught."""
    return build_release_with(tmp_path_factory.mktemp("release") / "r", REPORTING)


@pytest.fixture(scope="session")
def reporting_server(reporting_release: SourceTree) -> Iterator[AppServer]:
    yield from ended_after(AppServer(reporting_release))


@pytest.fixture(params=["Firefox", "WebKit"])
def engine(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Engine]:
    """A browser just installed, with a profile of its own."""
    start = {"Firefox": firefox, "WebKit": webkit}[request.param]
    yield from start(tmp_path)


@pytest.fixture
def person(engine: Engine, reporting_server: AppServer) -> Iterator[Person]:
    """Somebody with that browser; at the end no page may have had a fault."""
    reporting_server.start()
    yield Person(engine, reporting_server.address)
    assert engine.faults() == []


def firefox(folder: Path) -> Iterator[Engine]:
    program = next(filter(None, map(shutil.which, FIREFOX)), None)
    if program is None:
        leave_out("Firefox is not installed (Debian: firefox-esr)")
    # Only now: importing it warns of what it still uses of an older Python.
    from tests.browser.engines.firefox import Firefox

    browser = Firefox(program, folder)
    yield browser
    browser.close()


def webkit(_: Path) -> Iterator[Engine]:
    driver, screen = shutil.which("WebKitWebDriver"), shutil.which("Xvfb")
    programs = [found for name in MINI_BROWSERS for found in mini_browsers(name)]
    if driver is None or screen is None or not programs:
        leave_out("WebKitGTK is not installed (Debian: webkit2gtk-driver xvfb)")
    with hidden_screen() as display:
        browser = WebKit(driver, programs[0], display)
        yield browser
        browser.close()


def mini_browsers(name: str) -> list[Path]:
    """Debian keeps them in a folder named after the processor."""
    return sorted(Path("/usr/lib").glob(f"*/{name}"))


def leave_out(reason: str) -> NoReturn:
    if os.environ.get("CARRYCARD_REQUIRE_BROWSERS") == "1":
        pytest.fail(reason)
    pytest.skip(reason)
