"""A text moves between the card and the locked part, and is never in neither."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.browser.journeys import (
    face,
    form_status,
    open_form,
    row,
    save_button,
)
from tests.browser.private_part import (
    CANARY,
    DISK_JS,
    card_with_reason,
    fill_new_passphrase,
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

REFUSE_WRITES_JS = """(keys) => {
  const put = IDBObjectStore.prototype.put
  IDBObjectStore.prototype.put = function (value, key) {
    const request = put.call(this, value, key)
    if (new RegExp(keys).test(key)) this.transaction.abort()
    return request
  }
}"""


ANY_KEY = "."


KEYS_OF_THE_CARD = "^card\\.[ab]$"


def test_a_moved_reason_is_off_the_card_and_nowhere_readable(
    page: Page, site: Site
) -> None:
    card_with_reason(page, site)

    set_up(page, site, "Reason")

    says(page, "What you moved is off your card.")
    expect(page.get_by_label("Reason").locator("visible=true")).to_have_value(CANARY)
    assert CANARY not in page.evaluate(DISK_JS)
    page.goto(f"{site.address}/card/")
    expect(row(page, "Note")).to_have_text("Afraid of needles")
    expect(face(page)).not_to_contain_text(CANARY)


def test_only_what_the_card_has_is_offered_for_moving(page: Page, site: Site) -> None:
    card_with_reason(page, site)

    open_page(page, site)

    offered = page.get_by_role("group", name="Move here").get_by_role("checkbox")
    expect(offered).to_have_count(2)
    expect(offered.and_(page.get_by_label("Other conditions"))).to_have_count(0)


def test_a_card_that_cannot_be_changed_keeps_what_was_moved(
    page: Page, site: Site
) -> None:
    card_with_reason(page, site)
    open_page(page, site)
    fill_new_passphrase(page)
    page.get_by_role("group", name="Move here").get_by_label("Reason").check()
    page.evaluate(REFUSE_WRITES_JS, KEYS_OF_THE_CARD)

    press(page, "Set it up")

    says(page, "What you moved is in both.")
    page.goto(f"{site.address}/card/")
    expect(row(page, "Why I take it")).to_have_text(CANARY)
    open_page(page, site)
    unlock(page)
    expect(page.get_by_label("Reason").locator("visible=true")).to_have_value(CANARY)


def test_a_phone_that_keeps_nothing_says_so_and_the_card_stays(
    page: Page, site: Site
) -> None:
    card_with_reason(page, site)
    open_page(page, site)
    fill_new_passphrase(page)
    page.get_by_role("group", name="Move here").get_by_label("Reason").check()
    page.evaluate(REFUSE_WRITES_JS, ANY_KEY)

    press(page, "Set it up")

    says(page, "Not saved. This browser would not keep it.")
    page.goto(f"{site.address}/card/")
    expect(row(page, "Why I take it")).to_have_text(CANARY)


def test_a_text_goes_back_on_the_card(page: Page, site: Site) -> None:
    card_with_reason(page, site)
    set_up(page, site)
    write_notes(page, "Diabetic")

    press(page, "Put back: notes")

    says(page, "It is on your card now, and no longer here.")
    expect(notes(page)).to_have_value("")
    page.goto(f"{site.address}/card/")
    expect(row(page, "Note")).to_have_text("Afraid of needles\nDiabetic")


def test_a_text_the_card_has_no_room_for_stays(page: Page, site: Site) -> None:
    open_form(page, site.address)
    page.get_by_label("Anything else staff should know").fill("x" * 480)
    save_button(page).click()
    expect(form_status(page)).to_contain_text("Saved on this phone.")
    set_up(page, site)
    write_notes(page, "y" * 40)

    press(page, "Put back: notes")

    says(page, "Your card has no room for it there. It is still here.")
    expect(notes(page)).to_have_value("y" * 40)


def test_the_passphrase_before_opens_nothing_any_more(page: Page, site: Site) -> None:
    set_up(page, site)
    write_notes(page, "still here")
    page.get_by_text("Change the passphrase").click()
    fill_new_passphrase(page, "quite other words")
    press(page, "Change it")
    says(page, "Only the new one opens this part.")
    lock(page)

    unlock(page)
    says(page, "That did not open it.")
    unlock(page, "quite other words")

    expect(notes(page)).to_have_value("still here")


def test_what_is_typed_is_kept_without_pressing_save(page: Page, site: Site) -> None:
    set_up(page, site)
    notes(page).fill("not saved by hand")

    lock(page)
    unlock(page)

    expect(notes(page)).to_have_value("not saved by hand")


def test_typed_words_that_cannot_be_kept_are_not_thrown_away_by_one_press(
    page: Page, site: Site
) -> None:
    set_up(page, site)
    page.evaluate(REFUSE_WRITES_JS, ANY_KEY)
    notes(page).fill("only in the page")

    press(page, "Lock now")
    says(page, "could not be kept. Press Lock now again")
    expect(notes(page)).to_have_value("only in the page")
    lock(page)

    expect(notes(page)).to_be_hidden()
