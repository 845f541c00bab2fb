"""The page that keeps a copy of the card and brings one back, as a person uses it."""

from __future__ import annotations

from pathlib import Path

from playwright.sync_api import Download, Locator, Page, expect

from tests.browser.journeys import keep_card
from tests.browser.two_cards import NEW, OLD

DONE = "Done. That card is on this phone now."
DONE_FIRST = "Done. The card is on this phone now."


def open_backup(page: Page, address: str) -> None:
    page.goto(f"{address}/card/backup")
    expect(page.get_by_role("heading", name="Bring a card back")).to_be_visible()


def save_file(page: Page) -> Download:
    with page.expect_download() as download:
        page.get_by_role("button", name="Save a file").click()
    return download.value


def saved_file(page: Page, folder: Path) -> Path:
    path = folder / "carrycard.json"
    save_file(page).save_as(path)
    return path


def choose(page: Page, path: Path) -> None:
    page.get_by_label("Choose the file").set_input_files(path)


def use_button(page: Page) -> Locator:
    return page.get_by_role("button", name="Use this card")


def use(page: Page) -> None:
    expect(use_button(page)).to_be_enabled()
    use_button(page).click()


def status(page: Page, words: str) -> Locator:
    return page.get_by_role("status").filter(has_text=words)


def newer_file(page: Page, address: str, folder: Path) -> Path:
    """A file with the card NEW; the phone's own is OLD, and the page of files open."""
    path = file_of(page, address, NEW, folder)
    keep_card(page, address, OLD)
    open_backup(page, address)
    return path


def file_of(page: Page, address: str, name: str, folder: Path) -> Path:
    """A file with the card of that name, which is on this phone too from now on."""
    keep_card(page, address, name)
    open_backup(page, address)
    return saved_file(page, folder)
