"""Browsers, servers and releases for the browser tests. A build must exist."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import (
    Browser,
    BrowserContext,
    Page,
    Playwright,
    expect,
    sync_playwright,
)

from tests.browser.device import empty
from tests.browser.exports import exported, serves_exports
from tests.browser.journeys import wait_until_kept_offline
from tests.browser.made_up_services import build_made_up_packs
from tests.browser.profiles import Profile
from tests.browser.releases import (
    SourceTree,
    build_corrected_release,
    build_second_release,
    copy_built_tree,
)
from tests.browser.servers import AppServer, PlainServer
from tests.browser.site import Site, answers
from tests.browser.watching import Watch
from tools import find_browser as finder

PHONE: dict[str, Any] = {
    "viewport": {"width": 390, "height": 844},
    "locale": "en-GB",
    "timezone_id": "Europe/London",
}
NO_WORKER_JS = """if (navigator.serviceWorker) {
  ServiceWorkerContainer.prototype.register = () => new Promise(() => {})
}"""
"""As in the first moments of every first visit, for as long as the page is open."""

expect.set_options(timeout=15_000)
"""As long as it takes on a machine that does other things too. Where a page promises
to be quick, its test says how quick."""

NewContext = Callable[..., BrowserContext]

ABOUT_WORKER = """worker(state): how the worker comes to the pages of a test. To
install it costs as much as all else that most tests do. "new" (where nothing is said):
each context installs it. "kept": it is there already, on a phone that the tests of the
file use in turn, emptied before each. "off": there is none; nothing is about offline.
"""


def pytest_configure(config: pytest.Config) -> None:
    config.addinivalue_line("markers", " ".join(ABOUT_WORKER.split()))


def worker_of(request: pytest.FixtureRequest) -> str:
    marker = request.node.get_closest_marker("worker")
    return str(marker.args[0]) if marker else "new"


@pytest.fixture(scope="session")
def found_browser() -> finder.Browser:
    return finder.find_browser()


@pytest.fixture(scope="session")
def full_chromium(found_browser: finder.Browser) -> None:
    """Skips where there is only the headless shell; fails where that is not enough."""
    if found_browser.is_full:
        return
    reason = "the headless shell cannot install apps; this needs Chromium or Chrome"
    if os.environ.get("CARRYCARD_REQUIRE_CHROMIUM") == "1":
        pytest.fail(reason)
    pytest.skip(reason)


@pytest.fixture(scope="session")
def playwright() -> Iterator[Playwright]:
    with sync_playwright() as running:
        yield running


@pytest.fixture(scope="session")
def browser(playwright: Playwright, found_browser: finder.Browser) -> Iterator[Browser]:
    light = finder.lighter(found_browser)
    launched = playwright.chromium.launch(
        executable_path=light.path,
        args=list(light.arguments),
        env={**os.environ, **light.environment},
    )
    yield launched
    launched.close()


@pytest.fixture(scope="session")
def first_release(tmp_path_factory: pytest.TempPathFactory) -> SourceTree:
    """What `make build` made."""
    return copy_built_tree(tmp_path_factory.mktemp("release") / "1")


@pytest.fixture(scope="session")
def second_release(tmp_path_factory: pytest.TempPathFactory) -> SourceTree:
    """The next one: each of its pages has data-release="2" on its root."""
    return build_second_release(tmp_path_factory.mktemp("release") / "2")


@pytest.fixture(scope="session")
def corrected(tmp_path_factory: pytest.TempPathFactory) -> SourceTree:
    """A release with one claim put right, published as a safety correction."""
    folder = tmp_path_factory.mktemp("release") / "corrected"
    return build_corrected_release(folder, level="safety")


@pytest.fixture(scope="session")
def reworded(tmp_path_factory: pytest.TempPathFactory) -> SourceTree:
    """A release with one claim reworded, published as routine."""
    folder = tmp_path_factory.mktemp("release") / "reworded"
    return build_corrected_release(folder, level="routine")


def served(tree: SourceTree) -> AppServer:
    """By the app itself, or as files where the whole suite is run over an export."""
    if serves_exports():
        return PlainServer(tree, exported(tree.app(), tree))
    return AppServer(tree)


def ended_after(server: AppServer) -> Iterator[AppServer]:
    """For a fixture: that server, which is killed when nobody uses it any more."""
    yield server
    server.kill()


@pytest.fixture(scope="session")
def server_process(first_release: SourceTree) -> Iterator[AppServer]:
    yield from ended_after(served(first_release))


@pytest.fixture
def server(server_process: AppServer) -> AppServer:
    """The real server, running whatever the test before did to it."""
    server_process.start()
    return server_process


@pytest.fixture(scope="session")
def site_in_process(first_release: SourceTree) -> Iterator[Site]:
    site = Site(first_release)
    yield site
    site.stop()


@pytest.fixture
def site(site_in_process: Site) -> Site:
    """One origin that serves release 1 whole, until the test changes that."""
    site_in_process.reset()
    return site_in_process


@pytest.fixture(scope="session")
def packed_release(
    first_release: SourceTree, tmp_path_factory: pytest.TempPathFactory
) -> SourceTree:
    """Release 1 with packs of made-up services."""
    instance = tmp_path_factory.mktemp("instance")
    return replace(first_release, made=build_made_up_packs(instance))


@pytest.fixture(scope="session")
def packed_server_process(packed_release: SourceTree) -> Iterator[AppServer]:
    yield from ended_after(served(packed_release))


@pytest.fixture
def packed_server(packed_server_process: AppServer) -> AppServer:
    packed_server_process.start()
    return packed_server_process


@pytest.fixture
def packed_site(site: Site, packed_release: SourceTree) -> Site:
    site.deploy(packed_release)
    return site


@pytest.fixture
def watches() -> list[Watch]:
    """One for each context of this test; new_context checks them at its end."""
    return []


@pytest.fixture
def new_context(
    browser: Browser, watches: list[Watch], request: pytest.FixtureRequest
) -> Iterator[NewContext]:
    """Makes contexts whose pages are watched; all are checked and closed at the end."""
    contexts = []

    def make(**options: Any) -> BrowserContext:
        context = browser.new_context(**(PHONE | options))
        if worker_of(request) == "off":
            context.add_init_script(NO_WORKER_JS)
        contexts.append(context)
        watches.append(Watch(context))
        return context

    yield make
    try:
        for watch in watches:
            watch.check()
    finally:
        for context in contexts:
            context.close()


@pytest.fixture(scope="module")
def phone_with_app(
    browser: Browser, site_in_process: Site
) -> Iterator[tuple[BrowserContext, Watch]]:
    """One phone that kept the app of the site, for the tests of a file in turn."""
    site_in_process.reset()
    with browser.new_context(**PHONE) as context:
        watch = Watch(context)
        page = context.new_page()
        page.goto(f"{site_in_process.address}/about/")
        wait_until_kept_offline(page)
        page.close()
        yield context, watch


@pytest.fixture
def emptied_phone(
    phone_with_app: tuple[BrowserContext, Watch], site: Site, watches: list[Watch]
) -> Iterator[BrowserContext]:
    """That phone with nothing else on it."""
    context, watch = phone_with_app
    empty(context, site.address)
    watch.forget()
    watches.append(watch)
    yield context
    for page in context.pages:
        page.close()


@pytest.fixture
def context(new_context: NewContext, request: pytest.FixtureRequest) -> BrowserContext:
    if worker_of(request) == "kept":
        phone: BrowserContext = request.getfixturevalue("emptied_phone")
        return phone
    return new_context()


@pytest.fixture
def watch(context: BrowserContext, watches: list[Watch]) -> Watch:
    return next(each for each in watches if each.context is context)


@pytest.fixture
def page(context: BrowserContext) -> Page:
    return context.new_page()


@pytest.fixture
def form_without_script(new_context: NewContext, site: Site) -> Page:
    """The card's form, open; its script was answered with an error."""
    script = site.first.assets()["card-edit.js"]
    site.faults[script] = answers("500 Internal Server Error", "text/plain", b"no")
    page = new_context(service_workers="block").new_page()
    page.goto(f"{site.address}/card/edit")
    return page


@pytest.fixture
def profile(
    playwright: Playwright, found_browser: finder.Browser, tmp_path: Path
) -> Iterator[Profile]:
    """A browser of its own with a folder on disk, to be closed and started again."""
    profile = Profile(playwright, found_browser, tmp_path / "profile", PHONE)
    yield profile
    profile.close()
