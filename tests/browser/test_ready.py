"""\"Ready to work offline\" is said only when it is so, and what is lost is mended."""

from __future__ import annotations

from threading import Event

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.conftest import NewContext
from tests.browser.journeys import wait_until_kept_offline
from tests.browser.site import Site, answers, hangs

DELETE_JS = """async (path) => {
  const cache = await caches.open('carrycard-precache')
  for (const request of await cache.keys()) {
    if (new URL(request.url).pathname === path) return cache.delete(request)
  }
}"""


def ready(page: Page) -> Locator:
    return page.get_by_text("Ready to work offline", exact=True)


def not_ready(page: Page) -> Locator:
    return page.get_by_text("Not ready to work offline.")


def never_ready(page: Page) -> Locator:
    return page.get_by_text("This window cannot keep Carrycard offline.")


def forget_http_cache(page: Page) -> None:
    """The browser's own, in which the pack with all pages may still be."""
    page.context.new_cdp_session(page).send("Network.clearBrowserCache")


def test_the_first_visit_ends_ready(page: Page, site: Site) -> None:
    page.goto(site.address)

    expect(ready(page)).to_be_visible()
    expect(not_ready(page)).to_be_hidden()


def test_a_lost_page_is_said_offline_and_mended_online(page: Page, site: Site) -> None:
    page.goto(site.address)
    wait_until_kept_offline(page)
    assert page.evaluate(DELETE_JS, "/facts/") is True
    forget_http_cache(page)

    site.stop()
    page.goto(site.address)
    expect(not_ready(page)).to_be_visible()
    expect(ready(page)).to_be_hidden()
    site.start()
    page.goto(site.address)
    expect(ready(page)).to_be_visible()
    site.stop()
    page.goto(f"{site.address}/facts/")

    expect(page.get_by_role("heading", level=1)).to_have_text("Facts")


def test_a_lost_script_is_mended_online(page: Page, site: Site) -> None:
    page.goto(site.address)
    wait_until_kept_offline(page)
    script = site.first.assets()["card.js"]
    assert page.evaluate(DELETE_JS, script) is True

    page.goto(site.address)
    expect(ready(page)).to_be_visible()

    assert page.evaluate("(path) => caches.match(path).then(Boolean)", script) is True


def test_a_lost_page_that_comes_back_wrong_is_not_called_ready(
    page: Page, site: Site
) -> None:
    page.goto(site.address)
    wait_until_kept_offline(page)
    page.evaluate(DELETE_JS, "/facts/")
    forget_http_cache(page)
    other = b'{"headers": {}, "own": {}, "texts": {"/facts/": "Other"}}'
    site.faults[site.first.pack("core")] = answers("200 OK", "application/json", other)

    page.goto(site.address)

    expect(not_ready(page)).to_be_visible()
    expect(ready(page)).to_be_hidden()


def test_a_browser_without_workers_is_never_called_ready(
    new_context: NewContext, site: Site
) -> None:
    page = new_context(service_workers="block").new_page()

    page.goto(site.address)

    expect(never_ready(page)).to_be_visible()
    expect(ready(page)).to_be_hidden()


@pytest.mark.parametrize(
    "script",
    [
        pytest.param("delete Navigator.prototype.serviceWorker", id="none at all"),
        pytest.param(
            """ServiceWorkerContainer.prototype.register = () =>
              Promise.reject(new DOMException('no', 'SecurityError'))""",
            id="registration refused",
        ),
    ],
)
def test_a_private_window_is_never_called_ready(
    page: Page, site: Site, script: str
) -> None:
    page.add_init_script(script)

    page.goto(site.address)
    page.wait_for_load_state("networkidle")

    expect(ready(page)).to_be_hidden()


def test_ready_is_not_said_while_the_release_is_still_coming(
    page: Page, site: Site
) -> None:
    come = Event()
    site.faults[site.first.pack()] = hangs(come)
    page.goto(site.address)
    site.wait_until_asked(site.first.pack("code"))

    said = ready(page).is_visible()
    come.set()

    expect(ready(page)).to_be_visible()
    assert not said
