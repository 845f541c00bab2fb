"""The log goes out with the card's file and comes back; a tap reaches the card."""

from __future__ import annotations

from pathlib import Path

from playwright.sync_api import BrowserContext, Page, expect

from tests.browser.backup_page import choose, open_backup, saved_file, status, use
from tests.browser.conftest import NewContext
from tests.browser.journeys import expect_card_of, face, keep_card
from tests.browser.site import Site

TAP_JS = """(slot) => new Promise((resolve) => {
  const request = indexedDB.open('carrycard', 1)
  request.onsuccess = () => {
    const transaction = request.result.transaction('records', 'readwrite')
    const tap = { slot, what: 'taken', at: new Date().toISOString() }
    transaction.objectStore('records').put({ schema: 1, taps: [tap] }, 'log.inbox')
    transaction.oncomplete = () => resolve(request.result.close())
  }
})"""
"""As the worker does, when somebody taps Taken on a reminder."""


def record_dose(page: Page, address: str) -> None:
    page.goto(f"{address}/log/")
    page.get_by_role("button", name="Taken now").click()
    expect(page.get_by_role("status").filter(has_text="Recorded")).to_be_visible()


def test_card_and_log_come_back_from_one_file(
    page: Page, new_context: NewContext, site: Site, tmp_path: Path
) -> None:
    keep_card(page, site.address)
    record_dose(page, site.address)
    open_backup(page, site.address)
    path = saved_file(page, tmp_path)

    other = new_context().new_page()
    open_backup(other, site.address)
    choose(other, path)
    expect(other.get_by_text("What this does to your log:")).to_be_visible()
    expect(other.get_by_text("New in it: 1")).to_be_visible()
    use(other)
    expect(status(other, "Done.")).to_be_visible()

    other.goto(f"{site.address}/card/")
    expect_card_of(other, "Sam Example")
    open_backup(other, site.address)
    choose(other, path)
    expect(status(other, "It is the same as the card on this phone.")).to_be_visible()


def test_a_log_without_a_card_can_be_saved_too(
    page: Page, new_context: NewContext, site: Site, tmp_path: Path
) -> None:
    record_dose(page, site.address)
    open_backup(page, site.address)

    path = saved_file(page, tmp_path)

    other = new_context().new_page()
    keep_card(other, site.address, "Other Example")
    open_backup(other, site.address)
    choose(other, path)
    expect(other.get_by_text("New in it: 1")).to_be_visible()


def test_a_tap_on_a_reminder_is_on_the_card_when_it_is_opened(
    page: Page, context: BrowserContext, site: Site
) -> None:
    keep_card(page, site.address)
    page.evaluate(TAP_JS, "2026-01-01T08:00")

    page.goto(f"{site.address}/card/")

    expect(face(page)).to_contain_text("less than 1 hour ago")
