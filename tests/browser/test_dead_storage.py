"""Storage that dies while the app is open: the card stays, and it is said plainly."""

from __future__ import annotations

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.device import kept_names, wait_until, wait_until_kept
from tests.browser.journeys import (
    TROUBLE,
    expect_card_of,
    fill_in,
    form_status,
    keep_card,
    save_button,
)
from tests.browser.site import Site
from tests.browser.two_cards import NEW, OLD

# Each counts the transactions that were begun, refused or not.
FAIL_JS = """(times) => {
  const begin = IDBDatabase.prototype.transaction
  window.begun = 0
  IDBDatabase.prototype.transaction = function (...given) {
    window.begun += 1
    if (window.begun <= times) {
      throw new DOMException('Connection to Indexed Database server lost',
        'InvalidStateError')
    }
    return begin.apply(this, given)
  }
}"""
FOR_EVER = 10**6
EVERYTHING_DIES_JS = """() => {
  window.begun = 0
  const dead = () => {
    window.begun += 1
    throw new DOMException('gone', 'UnknownError')
  }
  IDBDatabase.prototype.transaction = IDBFactory.prototype.open = dead
  Storage.prototype.getItem = Storage.prototype.setItem = dead
  CacheStorage.prototype.match = CacheStorage.prototype.open = dead
}"""
COME_BACK_JS = "() => document.dispatchEvent(new Event('visibilitychange'))"


def trouble(page: Page) -> Locator:
    return page.get_by_role("status").filter(has_text=TROUBLE)


def show_card(page: Page, site: Site, path: str = "/card/") -> None:
    """The card open, with its copies read and nothing left to mend."""
    keep_card(page, site.address, OLD)
    page.goto(site.address + path)
    expect_card_of(page, OLD)
    page.wait_for_load_state("networkidle")


def test_a_card_on_the_screen_stays_when_the_database_dies(
    page: Page, site: Site
) -> None:
    show_card(page, site)
    page.evaluate(FAIL_JS, FOR_EVER)

    page.evaluate(COME_BACK_JS)

    expect(trouble(page)).to_be_visible()
    expect_card_of(page, OLD)
    # To read, to mend, and to look for what was tapped on reminders, each with one try
    # more; then it lets the phone rest.
    assert page.evaluate("() => window.begun") == 6


def test_a_connection_lost_once_is_made_anew_without_a_word(
    page: Page, site: Site
) -> None:
    show_card(page, site)
    page.evaluate(FAIL_JS, 1)

    page.evaluate(COME_BACK_JS)
    wait_until(page, "async () => window.begun >= 2")

    expect_card_of(page, OLD)
    expect(trouble(page)).to_be_hidden()


def test_words_of_trouble_go_once_the_database_answers_again(
    page: Page, site: Site
) -> None:
    show_card(page, site)
    page.evaluate(FAIL_JS, 2)
    page.evaluate(COME_BACK_JS)
    expect(trouble(page)).to_be_visible()

    page.evaluate(COME_BACK_JS)

    expect(trouble(page)).to_be_hidden()
    expect_card_of(page, OLD)


@pytest.mark.parametrize("dies", ["database", "everything"])
def test_the_card_handed_over_stays_on_the_screen_and_nothing_covers_it(
    page: Page, site: Site, dies: str
) -> None:
    show_card(page, site, "/card/show")
    before = page.locator("main").inner_text()
    if dies == "database":
        page.evaluate(FAIL_JS, FOR_EVER)
    else:
        page.evaluate(EVERYTHING_DIES_JS)

    page.evaluate(COME_BACK_JS)
    page.wait_for_function("() => window.begun >= 2")

    expect_card_of(page, OLD)
    assert page.locator("main").inner_text() == before


@pytest.mark.hazard("HZ17-a")
def test_a_card_on_the_screen_stays_when_all_storage_dies(
    page: Page, site: Site
) -> None:
    show_card(page, site)
    page.evaluate(EVERYTHING_DIES_JS)

    page.evaluate(COME_BACK_JS)

    expect(trouble(page)).to_be_visible()
    expect_card_of(page, OLD)


def test_a_save_finds_its_way_through_a_connection_lost_once(
    page: Page, site: Site
) -> None:
    keep_card(page, site.address, OLD)
    page.evaluate(FAIL_JS, 1)

    fill_in(page, NEW)
    save_button(page).click()

    expect(form_status(page)).to_contain_text("Saved on this phone.")
    page.goto(f"{site.address}/card/")
    wait_until_kept(page, IndexedDB=NEW, localStorage=NEW, Cache=NEW)


@pytest.mark.parametrize("storage", ["database", "everything"])
def test_a_save_into_dead_storage_says_so_and_keeps_what_was_typed_on_the_screen(
    page: Page, site: Site, storage: str
) -> None:
    keep_card(page, site.address, OLD)
    if storage == "database":
        page.evaluate(FAIL_JS, FOR_EVER)
    else:
        page.evaluate(EVERYTHING_DIES_JS)

    fill_in(page, NEW)
    save_button(page).click()

    expect(form_status(page)).to_contain_text("Not saved.")
    expect(page.get_by_label("Name to use")).to_have_value(NEW)
    page.goto(f"{site.address}/card/")
    expect_card_of(page, OLD)
    assert kept_names(page)["IndexedDB"] == OLD


def test_a_database_taken_away_while_the_card_is_open_is_filled_again(
    page: Page, site: Site
) -> None:
    show_card(page, site)
    page.context.new_cdp_session(page).send(
        "Storage.clearDataForOrigin",
        {"origin": site.address, "storageTypes": "indexeddb"},
    )

    page.evaluate(COME_BACK_JS)

    wait_until_kept(page, IndexedDB=OLD)
    expect_card_of(page, OLD)
    expect(trouble(page)).to_be_hidden()
