"""A server that takes the connection and never answers must not hold anything up."""

from __future__ import annotations

from time import monotonic

import pytest
from playwright.sync_api import Page, expect

from tests.browser.journeys import expect_card_of, keep_card, wait_until_kept_offline
from tests.browser.releases import SourceTree
from tests.browser.servers import AppServer

NO_WAIT_S = 3
"""Generous to a slow machine, and still less than the worker waits for a network."""


@pytest.mark.parametrize("path", ["/", "/card/", "/facts/emergency", "/cy/finder/"])
def test_a_kept_page_does_not_wait_for_a_hung_server(
    page: Page, server: AppServer, first_release: SourceTree, path: str
) -> None:
    page.goto(server.address)
    wait_until_kept_offline(page)

    server.freeze()
    began_at = monotonic()
    page.goto(server.address + path, wait_until="load")
    took_s = monotonic() - began_at

    expect(page.get_by_role("heading", level=1)).to_be_attached()
    assert took_s < NO_WAIT_S < first_release.network_patience_s()


def test_the_card_opens_while_the_server_hangs(page: Page, server: AppServer) -> None:
    keep_card(page, server.address)

    server.freeze()
    page.goto(f"{server.address}/card/")

    expect_card_of(page, "Sam Example")


def test_a_page_that_is_not_kept_gives_a_hung_server_its_time_and_no_more(
    page: Page, server: AppServer, first_release: SourceTree
) -> None:
    page.goto(server.address)
    wait_until_kept_offline(page)
    patience_s = first_release.network_patience_s()

    server.freeze()
    began_at = monotonic()
    page.goto(f"{server.address}/nowhere")
    took_s = monotonic() - began_at

    expect(page.get_by_role("heading", level=1)).to_have_text("You are offline")
    assert patience_s * 0.95 <= took_s < patience_s + NO_WAIT_S


def test_a_page_that_is_not_kept_says_so_at_once_when_the_server_is_dead(
    page: Page, server: AppServer
) -> None:
    page.goto(server.address)
    wait_until_kept_offline(page)

    server.kill()
    began_at = monotonic()
    page.goto(f"{server.address}/facts/nowhere")
    took_s = monotonic() - began_at

    expect(page.get_by_role("heading", level=1)).to_have_text("You are offline")
    assert took_s < NO_WAIT_S


def test_the_offline_page_is_in_the_language_of_the_address(
    page: Page, server: AppServer
) -> None:
    page.goto(f"{server.address}/cy/offline")
    wait_until_kept_offline(page)
    heading = page.get_by_role("heading", level=1).inner_text()

    server.kill()
    page.goto(f"{server.address}/cy/nowhere")

    expect(page.locator("html")).to_have_attribute("lang", "cy")
    expect(page.get_by_role("heading", level=1)).to_have_text(heading)


def test_every_link_on_the_offline_page_opens_offline(
    page: Page, server: AppServer
) -> None:
    page.goto(server.address)
    wait_until_kept_offline(page)
    server.kill()
    page.goto(f"{server.address}/nowhere")
    links = page.locator("main a").evaluate_all("(all) => all.map(({ href }) => href)")

    for link in links:
        answer = page.goto(link)
        assert answer, link
        assert answer.ok, link
        expect(page.get_by_role("heading", level=1)).not_to_have_text("You are offline")

    assert len(links) >= 4
