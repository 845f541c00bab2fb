"""A tab three releases behind works on: each file that it asks for is still there."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, expect
from werkzeug.test import Client

from tests.browser.device import wait_until
from tests.browser.finding import look_for, status
from tests.browser.journeys import (
    expect_card_of,
    keep_card,
    opened,
    wait_until_kept_offline,
)
from tests.browser.releases import SourceTree, served_in_turn
from tests.browser.site import Site
from tests.browser.test_updates import deploy_and_notice
from tests.web.checked_client import matches

BUILT_FILE = re.compile(r"/static/[\w-]+\.[0-9a-f]{8}\.(?:json|js|css)")
FALLEN_OUT_JS = """async () => {
  const cache = await caches.open('carrycard-precache')
  const kept = await cache.keys()
  const lost = kept.filter(({ url }) =>
    url.includes('/static/main.') || new URL(url).pathname === '/facts/key-facts')
  await Promise.all(lost.map((request) => cache.delete(request)))
  return lost.length
}"""
HEALTH_JS = """() => new Promise((resolve) => {
  const { port1, port2 } = new MessageChannel()
  port1.onmessage = ({ data }) => resolve(data)
  navigator.serviceWorker.controller.postMessage('health', [port2])
})"""


@pytest.fixture(scope="module")
def in_turn(
    first_release: SourceTree,
    corrected: SourceTree,
    reworded: SourceTree,
    second_release: SourceTree,
    tmp_path_factory: pytest.TempPathFactory,
) -> list[SourceTree]:
    """Four releases. To the first the last is a routine one: nothing reloads a page."""
    folder = tmp_path_factory.mktemp("in-turn")
    return served_in_turn(folder, [first_release, corrected, reworded, second_release])


def one_page_of_each_kind(release: SourceTree) -> Iterator[str]:
    """English pages, one for each set of scripts."""
    seen = set()
    for path, text in release.texts().items():
        scripts = frozenset(re.findall(r"[\w-]+\.[0-9a-f]{8}\.js", text))
        if not path.startswith("/cy/") and scripts not in seen:
            seen.add(scripts)
            yield path


def faults_asked(site: Site) -> list[tuple[str, int]]:
    """What went wrong on the server. This site has no packs, and says so."""
    return [
        (each.path, each.status)
        for each in site.asked
        if each.status >= 400 and not each.path.startswith("/packs/")
    ]


@pytest.mark.hazard("HZ7-c")
def test_every_file_of_three_releases_ago_is_served_with_its_own_bytes(
    in_turn: list[SourceTree],
) -> None:
    oldest, *_, newest = in_turn
    client = Client(newest.app())
    gone = set(oldest.assets().values()) - set(newest.assets().values())
    assert gone, "the releases have all files in common"

    for name, (url, integrity) in oldest.hashed().items():
        with client.get(url) as answer:
            assert answer.status_code == 200, name
            assert matches(integrity, answer.data), name
    with client.get(oldest.pack()) as answer:
        assert answer.status_code == 200


def test_a_tab_three_releases_behind_clicks_through_everything(
    page: Page, site: Site, in_turn: list[SourceTree]
) -> None:
    oldest, *_, newest = in_turn
    keep_card(page, site.address)
    page.goto(site.address)
    deploy_and_notice(page, site, newest)
    failed: list[str] = []
    page.on("requestfailed", lambda request: failed.append(request.url))
    own = {*oldest.assets().values(), oldest.pack()}
    site.asked.clear()

    for path in opened(page, site.address, one_page_of_each_kind(oldest)):
        page.wait_for_load_state("networkidle")
        assert set(BUILT_FILE.findall(page.content())) <= own, path
    look_up_everywhere(page, site)
    page.goto(f"{site.address}/card/show")

    expect_card_of(page, "Sam Example")
    assert failed == []
    assert faults_asked(site) == []


@pytest.mark.worker("off")
def test_a_page_without_a_worker_fetches_its_own_index_after_later_releases(
    page: Page, site: Site, in_turn: list[SourceTree]
) -> None:
    oldest, _, reworded, _ = in_turn
    index = oldest.assets()["search.json"]
    assert index != reworded.assets()["search.json"]
    for path, act in (("/search/", search), ("/finder/", find)):
        site.deploy(oldest)
        page.goto(site.address + path)
        site.deploy(reworded)

        act(page)

    assert index in {each.path for each in site.asked}
    assert faults_asked(site) == []


@pytest.mark.hazard("HZ7-c")
def test_a_worker_three_releases_behind_mends_what_it_has_lost(
    page: Page, site: Site, in_turn: list[SourceTree]
) -> None:
    page.goto(site.address)
    wait_until_kept_offline(page)
    wait_until(page, f"async () => (await ({HEALTH_JS})()).ready")
    site.deploy(in_turn[-1])
    assert page.evaluate(FALLEN_OUT_JS) == 2

    health = page.evaluate(HEALTH_JS)

    assert (health["ready"], health["missing"]) == (True, [])
    site.stop()
    page.goto(f"{site.address}/facts/key-facts")
    expect(page.get_by_role("heading", level=1)).to_be_visible()


def look_up_everywhere(page: Page, site: Site) -> None:
    page.goto(f"{site.address}/search/")
    search(page)
    page.goto(f"{site.address}/finder/")
    find(page)


def search(page: Page) -> None:
    page.get_by_role("searchbox").fill("codiene")
    found = page.locator("[data-results]").get_by_role("link", name="Codeine")
    expect(found.first).to_be_visible()


def find(page: Page) -> None:
    look_for(page, "Leeds")
    expect(status(page)).not_to_have_text("")
