"""A card is kept on this phone only, as it was typed, until it is deleted."""

from __future__ import annotations

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.browser.device import (
    kept_names,
    stored,
    wait_until_kept,
)
from tests.browser.journeys import (
    delete_card,
    expect_card_of,
    expect_general_card,
    fill_in,
    form_status,
    keep_card,
    open_form,
    row,
    save,
    save_button,
    wait_until_at_rest,
)
from tests.browser.site import Site
from tests.browser.two_cards import NEW, OLD
from tests.browser.watching import Watch

HOLD_COMPLETE_JS = """
const complete = Object.getOwnPropertyDescriptor(IDBTransaction.prototype, 'oncomplete')
window.mayComplete = Promise.resolve()
window.completed = 0
Object.defineProperty(IDBTransaction.prototype, 'oncomplete', {
  set(handler) {
    complete.set.call(this, async (event) => {
      if (this.mode === 'readwrite') window.completed += 1
      await window.mayComplete
      handler.call(this, event)
    })
  }
})
"""


def test_saving_a_card_sends_nothing(page: Page, site: Site, watch: Watch) -> None:
    open_form(page, site.address)
    wait_until_at_rest(page)
    site.asked.clear()
    watch.requests.clear()

    fill_in(page, "Sam Example")
    save(page)

    assert watch.requests == []
    assert site.asked == []


def test_saved_is_said_only_once_the_transaction_is_complete(
    page: Page, site: Site
) -> None:
    page.add_init_script(HOLD_COMPLETE_JS)
    open_form(page, site.address)
    page.evaluate("""() => {
      window.mayComplete = new Promise((resolve) => { window.letGo = resolve })
    }""")

    page.get_by_label("Name to use").fill("Sam Example")
    save_button(page).click()
    page.wait_for_function("() => window.completed > 0")
    said_before = form_status(page).inner_text()
    page.evaluate("() => window.letGo()")

    expect(form_status(page)).to_contain_text("Saved on this phone.")
    assert said_before == "Saving…"


def test_a_draft_outlives_its_tab_and_can_be_thrown_away(
    page: Page, context: BrowserContext, site: Site
) -> None:
    keep_card(page, site.address, OLD)
    fill_in(page, NEW)
    wait_until_kept(page, draft=NEW)
    page.close()

    tab = context.new_page()
    open_form(tab, site.address)
    expect(tab.get_by_label("Name to use")).to_have_value(NEW)
    expect(tab.get_by_text("What you typed last time was kept")).to_be_visible()
    tab.get_by_role("button", name="Throw it away").click()

    expect(tab.get_by_label("Name to use")).to_have_value(OLD)
    wait_until_kept(tab, draft=None)
    open_form(tab, site.address)
    expect(tab.get_by_label("Name to use")).to_have_value(OLD)
    expect(tab.get_by_text("What you typed last time was kept")).to_be_hidden()


def test_a_draft_is_not_on_the_card_until_it_is_saved(page: Page, site: Site) -> None:
    keep_card(page, site.address, OLD)
    fill_in(page, NEW)
    wait_until_kept(page, draft=NEW)

    page.goto(f"{site.address}/card/")

    expect_card_of(page, OLD)


def test_a_double_tap_does_not_delete_the_card(page: Page, site: Site) -> None:
    keep_card(page, site.address)

    page.get_by_role("button", name="Delete my card").dblclick()

    expect(page.get_by_role("button", name="Yes, delete it now")).to_be_visible()
    page.goto(f"{site.address}/card/")
    expect_card_of(page, "Sam Example")


def test_the_card_is_deleted_in_two_taps(page: Page, site: Site) -> None:
    keep_card(page, site.address)

    delete_card(page)

    assert set(kept_names(page).values()) == {None}
    page.goto(f"{site.address}/card/")
    expect_general_card(page)


def test_one_tap_deletes_nothing(page: Page, site: Site) -> None:
    keep_card(page, site.address)

    page.get_by_role("button", name="Delete my card").click()
    page.goto(f"{site.address}/card/")

    expect_card_of(page, "Sam Example")


@pytest.mark.hazard("HZ10-d")
def test_wiping_everything_leaves_no_storage_at_all(page: Page, site: Site) -> None:
    keep_card(page, site.address)
    fill_in(page, "A draft too")
    wait_until_kept(page, draft="A draft too")
    page.goto(f"{site.address}/about/privacy")

    page.get_by_role("button", name="Wipe everything").click()
    page.get_by_role("button", name="Yes, wipe it now").click()

    status = page.get_by_role("status").filter(has_text="Wiped. Your card and all")
    expect(status).to_be_visible()
    assert {kind: names for kind, names in stored(page).items() if names} == {}
    page.goto(f"{site.address}/card/")
    expect_general_card(page)


def test_an_older_form_in_another_tab_does_not_overwrite_silently(
    page: Page, context: BrowserContext, site: Site
) -> None:
    keep_card(page, site.address, "First")
    other = context.new_page()
    open_form(other, site.address)
    open_form(page, site.address)
    fill_in(page, "Second")
    save(page)

    fill_in(other, "Third")
    save_button(other).click()

    expect(form_status(other)).to_contain_text(
        "Not saved. Your card was changed in another window."
    )
    page.goto(f"{site.address}/card/")
    expect_card_of(page, "Second")


def test_the_same_form_can_be_saved_again(page: Page, site: Site) -> None:
    keep_card(page, site.address, "First")

    fill_in(page, "Second")
    save_button(page).click()
    wait_until_kept(page, IndexedDB="Second", localStorage="Second", Cache="Second")

    page.goto(f"{site.address}/card/")
    expect_card_of(page, "Second")


HOSTILE = {
    "markup": '<img src=x onerror="window.ran=1"><script>window.ran=1</script>',
    "entities": "&lt;b&gt; &amp;amp; <b>bold</b>",
    "link": "javascript:window.ran=1//https://example.org",
    "template": "{{7*7}} ${7*7} <%= 7*7 %>",
    "emoji": "👩🏽‍⚕️🏴󠁧󠁢󠁷󠁬󠁳󠁿 𝒮am 𠜎",
    "right to left": "سليم أبو ليلى",
}


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_typed_text_is_shown_as_text(page: Page, site: Site, text: str) -> None:
    keep_card(page, site.address, text)

    page.goto(f"{site.address}/card/")

    expect_card_of(page, text)
    assert page.evaluate("() => window.ran") is None
    assert page.locator("article :is(img, script, b:not(h2 b))").count() == 0


def test_direction_overrides_are_taken_out(page: Page, site: Site) -> None:
    keep_card(page, site.address, "Sam\u202e 0070 elpmaxE\u2066\u0007")

    page.goto(f"{site.address}/card/")

    expect_card_of(page, "Sam 0070 elpmaxE")


@pytest.mark.parametrize("text", ["long" * 2500, "𠜎" * 5000, "long word " * 1000])
def test_very_long_text_is_kept_within_its_limit_and_within_the_screen(
    page: Page, site: Site, text: str
) -> None:
    page.set_viewport_size({"width": 320, "height": 568})
    open_form(page, site.address)
    fill_in(page, text)
    save(page)

    page.goto(f"{site.address}/card/")

    expect(row(page, "Note")).to_contain_text(text[:200])
    shown = row(page, "Note").inner_text()
    assert text.startswith(shown)
    assert len(shown.encode("utf-16-le")) // 2 <= 500
    width = page.evaluate("() => document.scrollingElement.scrollWidth")
    assert width <= 320
