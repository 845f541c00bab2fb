"""A broken release must not touch an installation that works."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import Page, expect

from tests.browser.device import set_quota
from tests.browser.journeys import expect_card_of, keep_card
from tests.browser.releases import SourceTree
from tests.browser.site import Site, altered, answers, cut_short, moved, redirects

if TYPE_CHECKING:
    from tests.browser.site import Fault

FATE_OF_THE_NEW_WORKER_JS = """async () => {
  const registration = await navigator.serviceWorker.getRegistration()
  let worker = null
  registration.addEventListener('updatefound', () => {
    worker = registration.installing
  })
  try {
    await registration.update()
  } catch (error) {
    return `refused: ${error.name}`
  }
  worker ??= registration.installing ?? registration.waiting
  while (worker && worker.state === 'installing') {
    await new Promise((next) => worker.addEventListener('statechange', next))
  }
  return worker ? worker.state : 'nothing new'
}"""

TEXTS_OF_JS = """async (paths) => Object.fromEntries(await Promise.all(
  paths.map(async (path) => [path, await (await fetch(path)).text()])))"""

BUILT_FILE = re.compile(r"/static/[\w-]+\.[0-9a-f]{8}\.(?:json|js|css)")
WORKER = "/service-worker.js"
SCRIPT = "text/javascript; charset=utf-8"
HTML = "text/html; charset=utf-8"

Target = Callable[[SourceTree], str]


def code_pack(release: SourceTree) -> str:
    return release.pack("code")


def page_pack(release: SourceTree) -> str:
    return release.pack()


def worker_script(_: SourceTree) -> str:
    return WORKER


@pytest.mark.hazard("HZ7-c")
@pytest.mark.parametrize(
    ("target", "fault", "fate"),
    [
        pytest.param(
            code_pack,
            answers("404 Not Found", "text/plain", b"404\n"),
            "redundant",
            id="the scripts are missing",
        ),
        pytest.param(
            page_pack,
            answers("500 Internal Server Error", HTML, b"<h1>Sorry</h1>"),
            "redundant",
            id="the pages fail",
        ),
        pytest.param(
            page_pack, redirects("/about/"), "redundant", id="the pages redirect"
        ),
        pytest.param(
            page_pack, moved, "redundant", id="the pages redirect to themselves"
        ),
        pytest.param(
            code_pack,
            answers("200 OK", HTML, b"<h1>Home</h1>"),
            "redundant",
            id="a page in place of scripts",
        ),
        pytest.param(code_pack, cut_short, "redundant", id="the scripts are cut short"),
        pytest.param(page_pack, altered, "redundant", id="other bytes than were built"),
        pytest.param(
            worker_script,
            answers("200 OK", SCRIPT, b"self.addEventListener('install', ("),
            "refused: TypeError",
            id="a syntax error in the worker",
        ),
        pytest.param(
            worker_script,
            answers("404 Not Found", "text/plain", b"404\n"),
            "refused: TypeError",
            id="the worker is missing",
        ),
        pytest.param(
            worker_script,
            answers("200 OK", HTML, b"<h1>Log in</h1>"),
            "refused: SecurityError",
            id="a page in place of the worker",
        ),
    ],
)
def test_after_a_broken_release_the_old_one_still_opens_offline(
    page: Page,
    site: Site,
    second_release: SourceTree,
    target: Target,
    fault: Fault,
    fate: str,
) -> None:
    keep_card(page, site.address)
    site.faults[target(second_release)] = fault
    site.deploy(second_release)

    assert page.evaluate(FATE_OF_THE_NEW_WORKER_JS) == fate

    site.stop()
    expect_whole_old_release(page, site)


def test_a_release_that_does_not_fit_the_storage_leaves_the_old_one(
    page: Page, site: Site, second_release: SourceTree
) -> None:
    keep_card(page, site.address)
    set_quota(page, site.address, 1)
    site.deploy(second_release)

    assert page.evaluate(FATE_OF_THE_NEW_WORKER_JS) == "redundant"

    site.stop()
    expect_whole_old_release(page, site)


def test_a_release_whose_server_is_redirected_to_another_page_is_never_kept(
    page: Page, site: Site
) -> None:
    """Such as a login page of a café's wireless network, on the first visit."""
    site.faults[site.first.pack("core")] = redirects("/")
    page.goto(site.address)

    expect(page.get_by_text("Not ready to work offline")).to_be_hidden()
    expect(page.get_by_text("Ready to work offline", exact=True)).to_be_hidden()
    assert page.evaluate("() => navigator.serviceWorker.controller") is None


def test_a_release_that_is_mended_is_kept_at_the_next_look(
    page: Page, site: Site, second_release: SourceTree
) -> None:
    keep_card(page, site.address)
    site.faults[second_release.pack()] = answers("500 Internal Server Error", HTML, b"")
    site.deploy(second_release)
    assert page.evaluate(FATE_OF_THE_NEW_WORKER_JS) == "redundant"

    site.faults.clear()

    assert page.evaluate(FATE_OF_THE_NEW_WORKER_JS) == "installed"


def expect_whole_old_release(page: Page, site: Site) -> None:
    """Every page opens from release 1 with the server stopped, the card is whole."""
    pages = page.evaluate(TEXTS_OF_JS, site.first.pages())
    own = set(site.first.assets().values())
    assert [path for path, text in pages.items() if "<h1" not in text] == []
    files = {path: set(BUILT_FILE.findall(text)) for path, text in pages.items()}
    assert {path for path, used in files.items() if not used <= own} == set()
    assert {path for path, used in files.items() if not used} == set()
    for path in ("/", "/facts/", "/cy/about/", "/card/"):
        answer = page.goto(site.address + path)
        assert answer, path
        assert answer.from_service_worker, path
        expect(page.get_by_role("heading", level=1)).to_be_attached()
        assert page.locator("html").get_attribute("data-release") is None
    expect_card_of(page, "Sam Example")
