"""A card that has gone is said to be gone, with the ways to bring it back."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.browser.journeys import (
    expect_general_card,
    fill_in,
    keep_card,
    open_form,
    save,
    wait_until_kept_offline,
)
from tests.browser.servers import AppServer
from tests.browser.site import Site

WAYS = {
    "Bring it back from a file": "/card/backup",
    "Bring it over from another phone": "/card/move",
    "Type it in, from paper or from memory": "/card/edit",
}
NONE = "No card of yours is on this phone"


def evict(page: Page, origin: str) -> None:
    """Throw away all of the origin's storage, as a browser short of space does."""
    session = page.context.new_cdp_session(page)
    session.send(
        "Storage.clearDataForOrigin", {"origin": origin, "storageTypes": "all"}
    )
    session.detach()


@pytest.mark.hazard("HZ17-b")
def test_after_eviction_the_card_page_says_so_and_offers_three_ways_back(
    page: Page, site: Site
) -> None:
    keep_card(page, site.address)
    evict(page, site.address)

    page.goto(f"{site.address}/card/")

    expect(page.get_by_role("heading", name=NONE)).to_be_visible()
    expect_general_card(page)
    for name, path in WAYS.items():
        expect(page.get_by_role("link", name=name)).to_have_attribute("href", path)


@pytest.mark.hazard("HZ17-b")
def test_after_eviction_the_form_says_that_nothing_is_kept(
    page: Page, site: Site
) -> None:
    keep_card(page, site.address)
    evict(page, site.address)

    open_form(page, site.address)

    expect(page.get_by_text(f"{NONE}.")).to_be_visible()
    expect(page.get_by_label("Name to use")).to_have_value("")


def test_a_first_start_asks_whether_there_was_a_card_before(
    page: Page, server: AppServer
) -> None:
    page.goto(f"{server.address}/card/")
    wait_until_kept_offline(page)
    server.kill()

    page.reload()

    expect(page.get_by_text("Had a card here before?")).to_be_visible()


def test_with_a_card_nothing_says_that_there_is_none(
    page: Page, server: AppServer
) -> None:
    keep_card(page, server.address)

    expect(page.get_by_text(f"{NONE}.")).to_be_hidden()
    page.goto(f"{server.address}/card/")

    expect(page.get_by_role("article")).to_contain_text("Sam Example")
    expect(page.get_by_role("heading", name=NONE)).to_be_hidden()


def test_a_card_that_could_not_be_looked_for_is_not_called_gone(
    page: Page, server: AppServer
) -> None:
    page.add_init_script("IDBFactory.prototype.open = () => { throw new Error('no') }")
    page.goto(f"{server.address}/card/")

    expect(page.get_by_role("status")).to_contain_text("This browser is having trouble")

    expect(page.get_by_role("heading", name=NONE)).to_be_hidden()


@pytest.mark.parametrize("name", ["Save a file", "Print a wallet card"])
def test_the_first_save_offers_a_copy_elsewhere_and_later_ones_do_not(
    page: Page, server: AppServer, name: str
) -> None:
    open_form(page, server.address)
    offer = page.get_by_role("link", name=name)
    fill_in(page, "Sam Example")
    expect(offer).to_be_hidden()

    save(page)
    expect(offer).to_be_visible()
    page.reload()
    expect(page.get_by_label("Name to use")).to_have_value("Sam Example")
    page.get_by_label("Allergies").fill("Latex")
    save(page)

    expect(offer).to_be_hidden()
