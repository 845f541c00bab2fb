"""Leave: the page is gone at once, stays gone, and needs no network."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import NewContext
from tests.browser.exports import as_asked
from tests.browser.journeys import (
    expect_card_of,
    keep_card,
    save_card,
    wait_until_kept_offline,
)
from tests.browser.site import Site

pytestmark = pytest.mark.worker("off")

GONE_WITHIN_MS = 100
MEASURE_JS = """() => new Promise((resolve) => {
  const link = document.querySelector('[data-module="leave"]')
  const beganAt = performance.now()
  link.click()
  const isGone = document.documentElement.childNodes.length === 0
  resolve({ isGone, tookMs: performance.now() - beganAt })
})"""


def expect_blank(page: Page, address: str) -> None:
    page.wait_for_url(lambda url: as_asked(url) == f"{address}/leave")
    expect(page).to_have_title("Blank page")
    assert "naltrexone" not in page.content().lower()
    assert "carrycard" not in page.content().lower()


@pytest.mark.hazard("HZ10-c")
def test_the_page_is_empty_within_a_tenth_of_a_second(page: Page, site: Site) -> None:
    save_card(page, site.address)
    page.goto(f"{site.address}/card/")

    left = page.evaluate(MEASURE_JS)
    expect_blank(page, site.address)

    assert left["isGone"]
    assert left["tookMs"] <= GONE_WITHIN_MS


@pytest.mark.worker("kept")
@pytest.mark.hazard("HZ10-c")
@pytest.mark.parametrize("path", ["/card/", "/facts/emergency", "/card/edit", "/log/"])
def test_leaving_works_with_the_server_dead_and_back_does_not_return(
    page: Page, site: Site, path: str
) -> None:
    page.goto(f"{site.address}/about/")
    wait_until_kept_offline(page)
    site.stop()
    page.goto(site.address + path)

    page.get_by_role("link", name="Leave").click()
    expect_blank(page, site.address)
    page.go_back()

    # The page before was of the app too; it is not shown either.
    expect_blank(page, site.address)


def test_opened_anew_after_leaving_the_card_is_there(page: Page, site: Site) -> None:
    save_card(page, site.address)
    page.goto(f"{site.address}/card/")
    page.get_by_role("link", name="Leave").click()
    expect_blank(page, site.address)

    page.goto(f"{site.address}/card/")

    expect_card_of(page, "Sam Example")


def test_leaving_from_the_first_page_leaves_nothing_to_go_back_to(
    page: Page, site: Site
) -> None:
    page.goto(f"{site.address}/card/")

    page.get_by_role("link", name="Leave").click()
    expect_blank(page, site.address)
    page.go_back()

    expect(page).to_have_url("about:blank")


@pytest.mark.worker("kept")
def test_three_presses_of_shift_leave(page: Page, site: Site) -> None:
    page.goto(site.address)
    wait_until_kept_offline(page)
    site.stop()
    page.goto(f"{site.address}/facts/emergency")

    for _ in range(3):
        page.keyboard.press("Shift")

    expect_blank(page, site.address)


def test_three_presses_with_another_key_between_do_not_leave(
    page: Page, site: Site
) -> None:
    page.goto(f"{site.address}/facts/")
    page.wait_for_load_state("networkidle")

    for key in ("Shift", "Shift", "Tab", "Shift"):
        page.keyboard.press(key)

    expect(page.get_by_role("heading", level=1)).to_have_text("Facts")


def test_capital_letters_in_a_field_do_not_leave(page: Page, site: Site) -> None:
    page.goto(f"{site.address}/card/edit")
    field = page.get_by_label("Name to use")
    expect(field).to_be_enabled()

    field.focus()
    for letter in "SAM EXAMPLE":
        page.keyboard.press(f"Shift+{letter}" if letter != " " else "Space")

    expect(field).to_have_value("SAM EXAMPLE")


def test_the_link_leaves_without_javascript(
    new_context: NewContext, site: Site
) -> None:
    page = new_context(java_script_enabled=False).new_page()
    page.goto(f"{site.address}/card/")

    page.get_by_role("link", name="Leave").click()

    expect_blank(page, site.address)


@pytest.mark.parametrize("path", ["/", "/facts/", "/cy/finder/", "/about/privacy"])
def test_leave_is_on_the_first_screen(page: Page, site: Site, path: str) -> None:
    page.set_viewport_size({"width": 320, "height": 568})
    page.goto(site.address + path)

    expect(page.locator('[data-module="leave"]')).to_be_in_viewport()


CARD_PAGES = [
    *("/card/share", "/card/print", "/card/picture", "/card/phone"),
    *("/card/backup", "/card/move", "/card/private"),
]
OPEN_ALL_JS = """() => {
  for (const each of document.querySelectorAll('details')) each.open = true
  const dialog = document.createElement('dialog')
  dialog.append(document.createElement('button'))
  document.body.append(dialog)
  dialog.showModal()
}"""


@pytest.mark.worker("kept")
@pytest.mark.hazard("HZ10-c")
@pytest.mark.parametrize("path", CARD_PAGES)
def test_each_page_of_the_card_is_left_at_once_with_the_server_dead(
    page: Page, site: Site, path: str
) -> None:
    keep_card(page, site.address)
    site.stop()
    page.goto(site.address + path)
    page.wait_for_load_state("networkidle")

    left = page.evaluate(MEASURE_JS)
    expect_blank(page, site.address)
    page.go_back()

    assert left["isGone"]
    assert left["tookMs"] <= GONE_WITHIN_MS
    expect_blank(page, site.address)


@pytest.mark.parametrize("path", CARD_PAGES)
def test_three_presses_of_shift_leave_with_everything_open(
    page: Page, site: Site, path: str
) -> None:
    save_card(page, site.address)
    page.goto(site.address + path)
    page.wait_for_load_state("networkidle")
    page.evaluate(OPEN_ALL_JS)

    for _ in range(3):
        page.keyboard.press("Shift")

    expect_blank(page, site.address)


def test_an_open_private_part_is_emptied_before_the_page_is(
    page: Page, site: Site
) -> None:
    page.goto(f"{site.address}/card/private")
    page.get_by_label("New passphrase").locator("visible=true").fill("four plain words")
    page.get_by_label("The same again").locator("visible=true").fill("four plain words")
    page.get_by_role("button", name="Set it up").click()
    page.get_by_label("Notes").fill("for nobody else")

    left_in_field = page.evaluate(
        """() => {
          const field = document.querySelector('#notes')
          document.querySelector('[data-module="leave"]').click()
          return field.value
        }"""
    )

    expect_blank(page, site.address)
    assert left_in_field == ""
    page.goto(f"{site.address}/card/private")
    expect(page.get_by_label("Passphrase", exact=True)).to_be_visible()
    expect(page.get_by_label("Notes")).to_be_hidden()
