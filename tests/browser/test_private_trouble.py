"""Two windows, damage, deleting and old browsers do the locked part no harm."""

from __future__ import annotations

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.browser.device import kept_names
from tests.browser.journeys import (
    expect_card_of,
    face,
    save_card,
    take_back,
)
from tests.browser.private_part import (
    CANARY,
    DISK_JS,
    lock,
    notes,
    open_page,
    press,
    says,
    set_up,
    unlock,
    write_notes,
)
from tests.browser.site import Site

pytestmark = pytest.mark.worker("off")


def test_of_two_windows_the_one_behind_is_refused(
    page: Page, context: BrowserContext, site: Site
) -> None:
    set_up(page, site)
    other = context.new_page()
    open_page(other, site)
    unlock(other)
    expect(notes(other)).to_be_visible()
    write_notes(page, "from the first window")

    notes(other).fill("from the second window")
    press(other, "Save")

    says(other, "This part was changed in another window.")
    open_page(other, site)
    unlock(other)
    expect(notes(other)).to_have_value("from the first window")


def test_forgetting_asks_first_and_deletes_only_that_part(
    page: Page, site: Site
) -> None:
    save_card(page, site.address)
    set_up(page, site)
    write_notes(page, CANARY)
    lock(page)

    press(page, "Forget this part")
    press(page, "Yes, forget it now")

    says(page, "The locked part is deleted. Your card is as it was.")
    assert "card.private" not in page.evaluate(DISK_JS)
    assert kept_names(page)["IndexedDB"] == "Sam Example"


def test_a_damaged_part_is_said_and_can_be_forgotten(page: Page, site: Site) -> None:
    set_up(page, site)
    page.evaluate(
        """() => new Promise((resolve) => {
          const request = indexedDB.open('carrycard')
          request.onsuccess = () => {
            const transaction = request.result.transaction('records', 'readwrite')
            const store = transaction.objectStore('records')
            store.put({ version: 1 }, 'card.private.a')
            store.put('rubbish', 'card.private.b')
            transaction.oncomplete = () => resolve(request.result.close())
          }
        })"""
    )
    page.reload()
    says(page, "can no longer be read. Your card is not touched by this.")

    press(page, "Forget this part")
    press(page, "Yes, forget it now")

    says(page, "The locked part is deleted.")
    expect(page.get_by_role("button", name="Set it up")).to_be_visible()


@pytest.mark.parametrize("path", ["/card/", "/card/show", "/cy/card/"])
def test_the_card_needs_no_passphrase_and_tells_nobody_of_the_part(
    page: Page, site: Site, path: str
) -> None:
    save_card(page, site.address)
    page.goto(site.address + path)
    before = face(page).inner_text()
    take_back(page)
    set_up(page, site)
    write_notes(page, CANARY)

    page.goto(site.address + path)

    expect_card_of(page, "Sam Example")
    assert face(page).inner_text() == before
    assert CANARY not in page.content()


def test_where_the_browser_has_no_cryptography_it_says_so(
    page: Page, site: Site
) -> None:
    page.add_init_script(
        "Object.defineProperty(crypto, 'subtle', { value: undefined })"
    )

    open_page(page, site)

    expect(page.get_by_text("This browser cannot lock anything")).to_be_visible()
    expect(page.get_by_role("button", name="Set it up")).to_be_hidden()
