"""What is open locks, is covered or stays, as it is looked away from."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.browser.private_part import (
    CANARY,
    lock,
    notes,
    says,
    set_up,
    unlock,
    write_notes,
)
from tests.browser.site import Site

pytestmark = pytest.mark.worker("off")

MINUTE_MS = 60_000


HIDE_JS = """(state) => {
  Object.defineProperty(document, 'visibilityState',
    { configurable: true, get: () => state })
  document.dispatchEvent(new Event('visibilitychange'))
}"""


@pytest.fixture
def clocked(page: Page) -> Page:
    page.clock.install()
    return page


def test_after_a_minute_out_of_sight_it_is_locked(clocked: Page, site: Site) -> None:
    page = clocked
    set_up(page, site)
    write_notes(page, CANARY)

    page.evaluate(HIDE_JS, "hidden")
    page.clock.run_for(MINUTE_MS + 1000)
    page.evaluate(HIDE_JS, "visible")

    says(page, "Locked.")
    fields = page.locator("input, textarea").evaluate_all(
        "(all) => all.map((each) => each.value)"
    )
    assert CANARY not in fields


SLOW_OPENING_JS = """() => {
  const derive = SubtleCrypto.prototype.deriveKey
  const wait = new Promise((resolve) => { window.goOn = resolve })
  SubtleCrypto.prototype.deriveKey = async function (...all) {
    await wait
    window.hasGoneOn = true
    return derive.apply(this, all)
  }
}"""


def test_what_opens_only_after_a_minute_out_of_sight_is_locked_at_once(
    clocked: Page, site: Site
) -> None:
    page = clocked
    set_up(page, site)
    write_notes(page, CANARY)
    lock(page)
    page.evaluate(SLOW_OPENING_JS)
    unlock(page)

    page.evaluate(HIDE_JS, "hidden")
    page.clock.run_for(MINUTE_MS + 1000)
    page.evaluate("() => window.goOn()")
    page.wait_for_function("() => window.hasGoneOn")
    page.evaluate(HIDE_JS, "visible")

    says(page, "Locked.")
    expect(notes(page)).to_be_hidden()
    page.reload()
    unlock(page)
    expect(notes(page)).to_have_value(CANARY)


def test_an_open_part_is_covered_out_of_sight_though_nobody_chose_it(
    page: Page, site: Site
) -> None:
    set_up(page, site)
    write_notes(page, CANARY)

    page.evaluate(HIDE_JS, "hidden")
    expect(notes(page)).to_be_hidden()
    page.evaluate(HIDE_JS, "visible")
    expect(notes(page)).to_have_value(CANARY)
    expect(notes(page)).to_be_visible()
    lock(page)
    page.evaluate(HIDE_JS, "hidden")

    expect(page.get_by_role("button", name="Open", exact=True)).to_be_visible()


def test_a_short_look_elsewhere_leaves_it_open(clocked: Page, site: Site) -> None:
    page = clocked
    set_up(page, site)
    write_notes(page, "still open")

    page.evaluate(HIDE_JS, "hidden")
    page.clock.run_for(MINUTE_MS // 2)
    page.evaluate(HIDE_JS, "visible")
    page.clock.run_for(MINUTE_MS)

    expect(notes(page)).to_have_value("still open")


def test_going_to_another_page_and_back_finds_it_locked(page: Page, site: Site) -> None:
    set_up(page, site)
    write_notes(page, CANARY)

    page.get_by_role("link", name="Log").click()
    page.wait_for_url("**/log/")
    page.go_back()

    expect(page.get_by_label("Passphrase", exact=True)).to_be_visible()
    expect(notes(page)).to_be_hidden()
    expect(notes(page)).to_have_value("")
