"""A first visit keeps what matters most first, and the rest as soon as it can."""

from __future__ import annotations

from threading import Event

import pytest
from playwright.sync_api import Page, expect

from tests.browser.device import wait_until
from tests.browser.journeys import (
    expect_general_card,
    wait_until_core_is_kept,
    wait_until_kept_offline,
)
from tests.browser.releases import SourceTree
from tests.browser.site import Site, answers, hangs

BROKEN = answers("500 Internal Server Error", "text/plain", b"no")
HAS_JS = """async (paths) => {
  const cache = await caches.open('carrycard-precache')
  const kept = (await cache.keys()).map(({ url }) => new URL(url).pathname)
  return paths.every((path) => kept.includes(path))
}"""
NEW_WORKER_JS = """async () => {
  const registration = await navigator.serviceWorker.getRegistration()
  await registration.update()
  const worker = registration.installing ?? registration.waiting
  while (worker?.state === 'installing') {
    await new Promise((next) => worker.addEventListener('statechange', next))
  }
  return worker?.state
}"""


def stop_after_the_core(page: Page, site: Site) -> None:
    """The first visit, whose network ends when the core is there and no more."""
    rest = [site.first.pack("code"), site.first.pack("pages")]
    files = [url for url in site.first.assets().values() if url.endswith(".json")]
    for path in (*rest, *files):
        site.faults[path] = BROKEN
    page.goto(site.address)
    wait_until_core_is_kept(page)
    site.wait_until_asked(rest[-1])


@pytest.mark.hazard("HZ14-a")
def test_the_card_and_the_emergency_page_open_before_the_rest_has_come(
    page: Page, site: Site
) -> None:
    stop_after_the_core(page, site)

    site.stop()
    page.goto(f"{site.address}/card/")
    expect_general_card(page)
    for path in ("/facts/emergency", "/cy/facts/key-facts", "/"):
        answer = page.goto(site.address + path)
        assert answer, path
        assert answer.from_service_worker, path
        expect(page.get_by_role("heading", level=1)).to_be_attached()
        expect(page.get_by_text("Ready to work offline", exact=True)).to_be_hidden()


def test_the_worker_takes_over_while_the_rest_is_still_on_its_way(
    page: Page, site: Site
) -> None:
    come = Event()
    site.faults[site.first.pack("code")] = hangs(come)
    page.goto(site.address)

    wait_until_core_is_kept(page)
    has_all = page.evaluate(HAS_JS, ["/card/edit"])
    come.set()

    assert not has_all
    wait_until_kept_offline(page)


def test_a_page_that_has_not_come_yet_is_taken_from_the_network(
    page: Page, site: Site
) -> None:
    stop_after_the_core(page, site)

    page.goto(f"{site.address}/facts/liver")
    expect(page.get_by_role("heading", level=1)).not_to_have_text("You are offline")
    site.stop()
    page.goto(f"{site.address}/facts/stopping")

    expect(page.get_by_role("heading", level=1)).to_have_text("You are offline")


@pytest.mark.parametrize("path", ["/card/", "/cy/facts/liver"])
def test_the_rest_comes_when_any_page_is_opened_later(
    page: Page, site: Site, path: str
) -> None:
    stop_after_the_core(page, site)
    wanted = [*site.first.pages(), *site.first.assets().values()]
    site.faults.clear()

    page.goto(site.address + path)

    wait_until(page, HAS_JS, wanted)


def test_a_page_opened_while_an_attempt_fails_has_it_made_again(
    page: Page, site: Site
) -> None:
    come = Event()
    site.faults[site.first.pack("code")] = BROKEN
    site.faults[site.first.pack("pages")] = hangs(come)
    page.goto(site.address)
    wait_until_core_is_kept(page)
    site.wait_until_asked(site.first.pack("code"))
    del site.faults[site.first.pack("code")]

    page.goto(f"{site.address}/card/")
    expect_general_card(page)
    come.set()

    wait_until(page, HAS_JS, list(site.first.assets().values()))


def test_a_later_attempt_fetches_only_what_is_not_there_yet(
    page: Page, site: Site
) -> None:
    site.faults[site.first.pack("pages")] = BROKEN
    page.goto(site.address)
    wait_until_core_is_kept(page)
    data = [url for url in site.first.assets().values() if url.endswith(".json")]
    wait_until(page, HAS_JS, data)
    site.asked.clear()
    site.faults.clear()

    page.goto(f"{site.address}/card/")
    wait_until(page, HAS_JS, site.first.pages())

    asked = {each.path for each in site.asked}
    assert site.first.pack("pages") in asked
    assert asked & {site.first.pack("core"), site.first.pack("code"), *data} == set()


def test_an_update_is_whole_even_where_the_first_release_never_was(
    page: Page, site: Site, second_release: SourceTree
) -> None:
    stop_after_the_core(page, site)
    site.faults.clear()
    site.faults[second_release.pack("code")] = BROKEN
    site.deploy(second_release)
    assert page.evaluate(NEW_WORKER_JS) != "installed"

    site.faults.clear()

    assert page.evaluate(NEW_WORKER_JS) == "installed"
    wanted = [*second_release.pages(), *second_release.assets().values()]
    assert page.evaluate(HAS_JS, wanted)


def test_a_core_that_is_broken_leaves_nothing_behind(page: Page, site: Site) -> None:
    site.faults[site.first.pack("core")] = BROKEN
    page.goto(site.address)
    site.wait_until_asked(site.first.pack("core"))
    page.wait_for_load_state("networkidle")

    assert page.evaluate("() => navigator.serviceWorker.controller") is None
    assert page.evaluate(HAS_JS, ["/card/"]) is False
