"""Setting up, opening and writing the locked part, as a person would."""

from __future__ import annotations

from playwright.sync_api import Locator, Page, expect

from tests.browser.device import RECORDS_JS
from tests.browser.journeys import (
    form_status,
    open_form,
    save_button,
)
from tests.browser.site import Site

PHRASE = "four plain words here"


CANARY = "Zephyr-canary"


DISK_JS = f"""async () => {{ {RECORDS_JS}
  const kept = await records()
  const cacheName = 'carrycard-card'
  const cached = await caches.match('/card/kept-copy', {{ cacheName }})
  return JSON.stringify([kept, {{ ...localStorage }}, await cached?.text()])
}}"""


def open_page(page: Page, site: Site) -> None:
    page.goto(f"{site.address}/card/private")


def says(page: Page, words: str) -> None:
    expect(page.get_by_role("status").filter(has_text=words).first).to_be_visible()


def press(page: Page, name: str) -> None:
    page.get_by_role("button", name=name, exact=True).click()


def fill_new_passphrase(page: Page, phrase: str = PHRASE, again: str = "") -> None:
    page.get_by_label("New passphrase").locator("visible=true").fill(phrase)
    page.get_by_label("The same again").locator("visible=true").fill(again or phrase)


def set_up(page: Page, site: Site, *moved: str) -> None:
    open_page(page, site)
    fill_new_passphrase(page)
    for label in moved:
        page.get_by_role("group", name="Move here").get_by_label(label).check()
    press(page, "Set it up")
    says(page, "Your locked part is set up")


def unlock(page: Page, phrase: str = PHRASE) -> None:
    page.get_by_label("Passphrase", exact=True).fill(phrase)
    press(page, "Open")


def notes(page: Page) -> Locator:
    return page.get_by_label("Notes")


def write_notes(page: Page, text: str) -> None:
    notes(page).fill(text)
    press(page, "Save")
    says(page, "Saved and locked")


def lock(page: Page) -> None:
    press(page, "Lock now")
    says(page, "Locked.")


def card_with_reason(page: Page, site: Site) -> None:
    open_form(page, site.address)
    page.get_by_label("Name to use").fill("Sam Example")
    page.get_by_label("Reason", exact=True).fill(CANARY)
    page.get_by_label("Show the reason on my card").check()
    page.get_by_label("Anything else staff should know").fill("Afraid of needles")
    save_button(page).click()
    expect(form_status(page)).to_contain_text("Saved on this phone.")
