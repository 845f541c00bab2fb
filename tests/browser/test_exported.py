"""The export on the plainest host there is: what is promised offline holds there too.

CARRYCARD_TEST_EXPORT=1 runs all other browser tests over exports; see
docs/static-hosting.md.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from pwa.clock import today
from pwa.config import Config
from pwa.finder.store import Store
from tests.browser.conftest import PHONE, ended_after
from tests.browser.device import stop_workers
from tests.browser.exports import exported
from tests.browser.finding import card, for_area, look_for, open_finder, open_more
from tests.browser.journeys import (
    HANDED_OVER,
    expect_card_of,
    fill_in,
    save,
    take_back,
    wait_until_kept_offline,
)
from tests.browser.made_up_services import SOURCE, TOWNS, made_up_listings
from tests.browser.releases import SECOND, SourceTree, build_release_with
from tests.browser.servers import AppServer, PlainServer

LEEDS = TOWNS[0]


@pytest.fixture(scope="module")
def folder(
    packed_release: SourceTree, tmp_path_factory: pytest.TempPathFactory
) -> Path:
    site = tmp_path_factory.mktemp("exported") / "site"
    return exported(packed_release.app(), packed_release, site)


@pytest.fixture(scope="module")
def host_process(packed_release: SourceTree, folder: Path) -> Iterator[AppServer]:
    yield from ended_after(PlainServer(packed_release, folder))


@pytest.fixture
def host(host_process: AppServer) -> AppServer:
    host_process.start()
    return host_process


@pytest.fixture(scope="module")
def api(packed_release: SourceTree, host_process: AppServer) -> Iterator[AppServer]:
    """The app itself, on another origin, with the directory in its database."""
    database = Config(instance=packed_release.instance).database
    with Store.open(database) as store:
        store.replace_source(SOURCE, made_up_listings(today()), on=today())
    more = {"CARRYCARD_ORIGIN": host_process.address}
    server = AppServer(packed_release, more=more)
    server.start()
    yield from ended_after(server)


@pytest.fixture(scope="module")
def next_release(
    packed_release: SourceTree, api: AppServer, tmp_path_factory: pytest.TempPathFactory
) -> SourceTree:
    """Its pages say that they are of release 2, and ask that server."""
    there = tmp_path_factory.mktemp("release") / "elsewhere"
    tree = build_release_with(there, SECOND, {"CARRYCARD_API": api.address})
    return replace(tree, made=packed_release.instance)


def test_a_card_is_filled_in_on_the_first_visit_and_opens_with_the_host_dead(
    page: Page, host: AppServer
) -> None:
    page.goto(f"{host.address}/card/edit")
    assert page.url.endswith("/card/edit/"), "this host adds a slash"
    fill_in(page, "Sam Example")
    save(page)
    page.get_by_role("link", name="Show my card").click()
    expect_card_of(page, "Sam Example")
    page.go_back()
    wait_until_kept_offline(page)

    host.kill()
    page.reload()

    expect(page.get_by_label("Name to use")).to_have_value("Sam Example")
    assert page.url.endswith("/card/edit/")
    page.goto(f"{host.address}/card/")
    expect_card_of(page, "Sam Example")


def test_the_hand_over_view_keeps_to_itself_where_the_host_adds_a_slash(
    page: Page, host: AppServer
) -> None:
    page.goto(f"{host.address}/card/show")
    assert page.url.endswith("/card/show/")
    expect(page.locator("[data-hold]")).to_be_visible()

    page.goto(f"{host.address}/facts/")

    page.wait_for_url(HANDED_OVER)
    expect(page.locator("[data-hold]")).to_be_visible()
    take_back(page)


def test_every_kept_page_opens_with_the_host_dead(
    page: Page, context: BrowserContext, host: AppServer, packed_release: SourceTree
) -> None:
    page.goto(host.address)
    wait_until_kept_offline(page)
    titles = packed_release.titles()
    # The card, the facts and what to do; the others are kept in the same way.
    some = [
        path for path in titles if path.startswith(("/card/", "/facts/", "/cy/card/"))
    ]

    host.kill()
    stop_workers(page)
    opened = {}
    for path in some:
        answer = page.goto(host.address + path)
        assert answer, path
        assert answer.from_service_worker, path
        opened[path] = page.title()
        if path.endswith("/show"):
            take_back(page)

    assert len(some) > 20
    assert opened == {path: titles[path] for path in some}


def test_the_finder_finds_with_the_host_dead(page: Page, host: AppServer) -> None:
    open_finder(page, host.address)

    host.kill()
    page.reload()
    look_for(page, LEEDS.postcode)

    expect(card(for_area(page), LEEDS.service)).to_be_visible()


def test_the_next_export_is_offered_and_old_tabs_find_what_they_ask_for(
    page: Page,
    browser: Browser,
    host: AppServer,
    folder: Path,
    packed_release: SourceTree,
    next_release: SourceTree,
) -> None:
    """And pages of that one report to a server on another origin."""
    page.goto(f"{host.address}/card/edit")
    fill_in(page, "Sam Example")
    save(page)
    wait_until_kept_offline(page)
    page.goto(host.address)
    old = packed_release.assets()

    exported(next_release.app(), next_release, folder)
    page.evaluate("() => document.dispatchEvent(new Event('visibilitychange'))")
    page.get_by_role("button", name="Update now").click()

    expect(page.locator("html")).to_have_attribute("data-release", "2")
    page.goto(f"{host.address}/card/")
    expect_card_of(page, "Sam Example")
    for url in old.values():
        if url.endswith((".js", ".css")):
            assert page.request.get(host.address + url).ok, url
    with browser.new_context(**PHONE) as phone:
        report_from(phone.new_page(), host)
    with Store.open(Config(instance=packed_release.instance).database) as store:
        assert [each.fault for each in store.reports()] == ["number"]


def report_from(page: Page, host: AppServer) -> None:
    open_finder(page, host.address)
    look_for(page, LEEDS.postcode)
    entry = card(for_area(page), LEEDS.service)
    open_more(entry)
    entry.get_by_role("button", name="Tell us what is wrong").click()
    entry.get_by_label("The number is wrong").check()
    entry.get_by_role("button", name="Send it").click()
    expect(entry).to_contain_text("Sent. Thank you.")
