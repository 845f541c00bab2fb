"""What a person does on the finder's page, in the words on the screen."""

from __future__ import annotations

from playwright.sync_api import Locator, Page, expect

from tests.browser.device import wait_until
from tests.browser.journeys import wait_until_kept_offline

PACKS_JS = """async () => {
  const cache = await caches.open('carrycard-packs')
  return Boolean(await cache.match('/packs/manifest.json'))
}"""


def open_finder(page: Page, address: str) -> None:
    """With the app and the packs kept on the phone."""
    page.goto(f"{address}/finder/")
    wait_until_kept_offline(page)
    wait_until(page, PACKS_JS)
    page.reload()


def look_for(page: Page, place: str) -> None:
    """What is said afterwards is said of this place: the one before is taken back."""
    box = page.get_by_role("searchbox", name="Postcode or place")
    if box.input_value() != "":
        box.fill("")
        expect(status(page)).to_have_text("")
    box.fill(place)


def status(page: Page) -> Locator:
    return page.locator("[data-module=finder] > [data-status]")


def for_area(page: Page) -> Locator:
    return page.get_by_role("region", name="For your area")


def nearest(page: Page) -> Locator:
    return page.get_by_role("region", name="Nearest")


def card(part: Locator, name: str) -> Locator:
    return part.get_by_role("listitem").filter(
        has=part.page.get_by_role("heading", name=name, exact=True)
    )


def open_more(card: Locator) -> None:
    card.locator("[data-more] > summary").click()


def mine(page: Page) -> Locator:
    return page.get_by_role("region", name="My services")


def write_in_my_own(page: Page, name: str, phone: str = "", note: str = "") -> None:
    page.get_by_role("button", name="Write in a service of my own").click()
    page.get_by_label("Name", exact=True).fill(name)
    page.get_by_label("Phone", exact=True).fill(phone)
    page.get_by_label("Note", exact=True).fill(note)
    page.get_by_role("button", name="Keep it").click()
    expect(mine(page)).to_contain_text(name)
