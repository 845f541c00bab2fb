"""By choice nothing of the app is on screen while it is out of sight."""

from __future__ import annotations

from io import BytesIO

import pytest
from PIL import Image
from playwright.sync_api import Page, expect

from tests.browser.conftest import NewContext
from tests.browser.device import stored
from tests.browser.journeys import expect_card_of, save_card
from tests.browser.site import Site

pytestmark = pytest.mark.worker("off")

PAGES = ["/card/", "/card/show", "/card/edit", "/card/private", "/facts/emergency"]
HIDE_JS = """(state) => {
  Object.defineProperty(document, 'visibilityState',
    { configurable: true, get: () => state })
  document.dispatchEvent(new Event('visibilitychange'))
}"""
FRAME_JS = """() => new Promise((resolve) => {
  Object.defineProperty(document, 'visibilityState',
    { configurable: true, get: () => 'hidden' })
  document.dispatchEvent(new Event('visibilitychange'))
  requestAnimationFrame(() => resolve(
    [...document.querySelectorAll('body *')].filter(
      (each) => getComputedStyle(each).visibility !== 'hidden').length))
})"""


def choose(page: Page, site: Site) -> None:
    page.goto(f"{site.address}/about/privacy")
    page.get_by_label("Hide what is on screen when I switch apps").check()
    expect(page.get_by_role("status").filter(has_text="On.")).to_be_visible()


def colours(page: Page) -> int:
    """How many colours are on the screen."""
    found = Image.open(BytesIO(page.screenshot())).convert("RGB").getcolors(1 << 24)
    assert found
    return len(found)


@pytest.mark.parametrize("path", PAGES)
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_out_of_sight_the_screen_is_one_colour(
    new_context: NewContext, site: Site, path: str, scheme: str
) -> None:
    page = new_context(color_scheme=scheme).new_page()
    save_card(page, site.address)
    choose(page, site)
    page.goto(site.address + path)
    page.wait_for_load_state("networkidle")

    page.evaluate(HIDE_JS, "hidden")
    assert colours(page) == 1

    page.evaluate(HIDE_JS, "visible")
    assert colours(page) > 1


def test_it_is_down_within_one_frame(page: Page, site: Site) -> None:
    choose(page, site)
    page.goto(f"{site.address}/card/")

    assert page.evaluate(FRAME_JS) == 0


def test_an_open_window_in_the_page_is_covered_too(page: Page, site: Site) -> None:
    choose(page, site)
    page.goto(f"{site.address}/card/private")
    page.evaluate(
        """() => {
          const dialog = document.createElement('dialog')
          dialog.append('said to nobody')
          document.body.append(dialog)
          dialog.showModal()
        }"""
    )

    page.evaluate(HIDE_JS, "hidden")

    assert colours(page) == 1


def test_until_it_is_chosen_nothing_is_covered(page: Page, site: Site) -> None:
    save_card(page, site.address)
    page.goto(f"{site.address}/card/")

    page.evaluate(HIDE_JS, "hidden")

    expect_card_of(page, "Sam Example")
    assert colours(page) > 1


def test_the_choice_is_kept_and_can_be_taken_back(page: Page, site: Site) -> None:
    choose(page, site)
    page.reload()
    tick = page.get_by_label("Hide what is on screen when I switch apps")
    expect(tick).to_be_checked()

    tick.uncheck()

    expect(page.get_by_role("status").filter(has_text="Off.")).to_be_visible()
    assert "carrycard.cover" not in stored(page)["localStorage"]


def test_on_paper_nothing_is_covered(page: Page, site: Site) -> None:
    save_card(page, site.address)
    choose(page, site)
    page.goto(f"{site.address}/card/")
    page.emulate_media(media="print")

    page.evaluate(HIDE_JS, "hidden")

    expect_card_of(page, "Sam Example")
    expect(page.get_by_role("article")).to_be_visible()
