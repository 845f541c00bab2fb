"""What a person does with the app, in the words on the screen."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import timedelta

from playwright.sync_api import Locator, Page, expect

from pwa.clock import today
from tests.browser.device import wait_until
from tests.browser.exports import as_asked

SAVED = "Saved on this phone."
TROUBLE = "This browser is having trouble keeping your card. It is shown from a copy."
HANDED_OVER = re.compile(r"/card/show/?$")
"""Where that view is, on whatever server: a plain host adds the slash."""

HAS_ALL_JS = """async () => {
  const { port1, port2 } = new MessageChannel()
  const answer = new Promise((tell) => { port1.onmessage = ({ data }) => tell(data) })
  navigator.serviceWorker.controller.postMessage('health', [port2])
  return (await answer).ready
}"""

UPDATE_PACKS_JS = """async () => {
  const registration = await navigator.serviceWorker.ready
  const { port1, port2 } = new MessageChannel()
  const answer = new Promise((tell) => { port1.onmessage = ({ data }) => tell(data) })
  registration.active.postMessage('update-packs', [port2])
  return (await answer).state
}"""


def wait_until_core_is_kept(page: Page) -> None:
    """The worker takes a page only once it has kept the core of the release."""
    page.wait_for_function("() => navigator.serviceWorker.controller !== null")


def wait_until_kept_offline(page: Page) -> None:
    """The worker has the whole release."""
    wait_until_core_is_kept(page)
    wait_until(page, HAS_ALL_JS)


def update_packs(page: Page) -> str:
    """Has the worker look for newer packs; what became of it."""
    return str(page.evaluate(UPDATE_PACKS_JS))


def wait_until_at_rest(page: Page) -> None:
    """All is kept, and nothing more is asked that nobody calls for.

    The worker looks for packs by itself, one look after another: after ours, none.
    """
    wait_until_kept_offline(page)
    update_packs(page)
    page.wait_for_load_state("networkidle")


def open_form(page: Page, address: str) -> None:
    page.goto(f"{address}/card/edit")
    expect(page.get_by_label("Name to use")).to_be_enabled()


def save_button(page: Page) -> Locator:
    return page.get_by_role("button", name="Save on this phone")


def form_status(page: Page) -> Locator:
    """The line beside the button that says what became of a save."""
    return page.locator("form").get_by_role("status")


def fill_in(page: Page, word: str) -> None:
    """The same word in several fields: a card put together from two would show it."""
    page.get_by_label("Name to use").fill(word)
    page.get_by_label("Tablets", exact=True).check()
    page.get_by_label("Strength").fill("50 mg")
    yesterday = today() - timedelta(days=1)
    page.get_by_label("Last dose: date").fill(yesterday.isoformat())
    page.get_by_label("Last dose: time").fill("08:00")
    page.get_by_label("Allergies").fill(word)
    page.get_by_label("Anything else staff should know").fill(word)


def save(page: Page) -> None:
    save_button(page).click()
    expect(form_status(page)).to_contain_text(SAVED)


def keep_card(page: Page, address: str, word: str = "Sam Example") -> None:
    """Fill in and save a card, with the app kept for offline."""
    open_form(page, address)
    wait_until_kept_offline(page)
    fill_in(page, word)
    save(page)


def save_card(page: Page, address: str, word: str = "Sam Example") -> None:
    """Fill in and save a card, whether or not the app is kept for offline."""
    open_form(page, address)
    fill_in(page, word)
    save(page)


def delete_card(page: Page) -> None:
    """In two taps, from the card's form."""
    page.get_by_role("button", name="Delete my card").click()
    page.get_by_role("button", name="Yes, delete it now").click()
    status = page.get_by_role("status").filter(has_text="Your card is deleted")
    expect(status).to_be_visible()


def take_back(page: Page) -> None:
    """The hand-over view is over; until then every page leads back to it."""
    if HANDED_OVER.search(page.url):
        # It begins a moment after the page has loaded, and would begin after this.
        expect(page.locator("[data-hold]")).to_be_visible()
    page.evaluate("() => sessionStorage.removeItem('carrycard.handed')")


def opened(page: Page, address: str, paths: Iterable[str]) -> Iterator[str]:
    """Each path once its page is open and filled in; that page must stay."""
    for path in paths:
        page.goto(address + path)
        expect(page.locator("[data-filling]")).to_have_count(0)
        yield path
        # Whoever forgets to take the card back looks at it over and over.
        assert as_asked(page.url) == as_asked(address + path)
        take_back(page)


def face(page: Page) -> Locator:
    return page.get_by_role("article")


def expect_card_of(page: Page, word: str) -> None:
    """That whole card is on the face: each field that was filled in says so."""
    expect(face(page)).to_contain_text("NALTREXONE")
    for label in ("Name", "Allergies", "Note"):
        expect(row(page, label)).to_have_text(word)


def row(page: Page, label: str) -> Locator:
    """What stands beside that label on the face."""
    term = page.locator("dt").filter(has_text=re.compile(f"^{label}$"))
    return term.locator("xpath=following-sibling::dd")


def expect_general_card(page: Page) -> None:
    expect(face(page)).to_contain_text("NALTREXONE")
    expect(face(page)).to_contain_text("NOT naloxone")
    expect(face(page).locator("dl")).to_be_hidden()
