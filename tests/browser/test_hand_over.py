"""Handed to somebody, the phone shows the card and leads nowhere else."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.browser.exports import as_asked
from tests.browser.journeys import (
    expect_card_of,
    face,
    keep_card,
    open_form,
    save,
    save_card,
)
from tests.browser.servers import AppServer
from tests.browser.site import Site

pytestmark = pytest.mark.worker("off")

WAKE_LOCK_JS = """
window.locks = 0
Object.defineProperty(navigator, 'wakeLock', { value: {
  request: async () => { window.locks += 1; return { release: async () => {} } }
} })
"""
SET_VISIBILITY_JS = """(state) => {
  Object.defineProperty(document, 'visibilityState', {
    value: state, configurable: true })
  document.dispatchEvent(new Event('visibilitychange'))
}"""
HOLD_MS = 1700


def hand_over(page: Page, address: str) -> None:
    """Open the view the way a person does, and touch it once."""
    page.goto(f"{address}/card/")
    page.get_by_role("link", name="Show it full screen").click()
    expect(page.get_by_role("button", name="Hold to close")).to_be_visible()
    face(page).get_by_text("NOT naloxone").click()


def is_handed_over(url: str) -> bool:
    return as_asked(url).endswith("/card/show")


def hold(page: Page, for_ms: int) -> None:
    button = page.get_by_role("button", name="Hold to close")
    button.scroll_into_view_if_needed()
    box = button.bounding_box()
    assert box
    page.mouse.move(box["x"] + 20, box["y"] + 20)
    page.mouse.down()
    page.wait_for_timeout(for_ms)
    page.mouse.up()


@pytest.mark.worker("new")
@pytest.mark.hazard("HZ10-e")
def test_back_stays_on_the_card_that_was_handed_over(
    page: Page, server: AppServer
) -> None:
    keep_card(page, server.address)
    hand_over(page, server.address)
    server.kill()

    for _ in range(3):
        page.go_back()

        page.wait_for_url(is_handed_over)
        expect_card_of(page, "Sam Example")


@pytest.mark.hazard("HZ10-e")
@pytest.mark.parametrize("path", ["/", "/card/", "/card/edit", "/facts/", "/cy/log/"])
def test_every_other_page_leads_back_to_a_card_that_was_handed_over(
    page: Page, site: Site, path: str
) -> None:
    save_card(page, site.address)
    hand_over(page, site.address)

    page.goto(site.address + path, wait_until="commit")

    page.wait_for_url(is_handed_over)
    expect_card_of(page, "Sam Example")


def test_nothing_in_the_hand_over_view_leads_to_another_page(
    page: Page, site: Site
) -> None:
    save_card(page, site.address)
    hand_over(page, site.address)

    links = page.get_by_role("link").evaluate_all(
        "(links) => links.map((link) => link.getAttribute('href'))"
    )

    assert links == ["#staff"]


def test_a_short_press_does_not_close_it_and_says_what_does(
    page: Page, site: Site
) -> None:
    save_card(page, site.address)
    hand_over(page, site.address)

    hold(page, 300)

    expect(page.get_by_role("status")).to_contain_text("Keep your finger on the button")
    assert is_handed_over(page.url)


def test_holding_the_button_closes_it_and_back_does_not_bring_it_again(
    page: Page, site: Site
) -> None:
    page.goto(site.address)
    save_card(page, site.address)
    hand_over(page, site.address)

    hold(page, HOLD_MS)
    page.wait_for_url("**/card/")
    expect_card_of(page, "Sam Example")
    page.goto(f"{site.address}/facts/")

    expect(page.get_by_role("heading", level=1)).to_have_text("Facts")


def test_it_can_be_closed_after_a_reload_too(page: Page, site: Site) -> None:
    save_card(page, site.address)
    hand_over(page, site.address)
    page.reload()
    face(page).get_by_text("NOT naloxone").click()

    hold(page, HOLD_MS)

    page.wait_for_url("**/card/")


def test_a_keyboard_closes_it_with_two_presses(page: Page, site: Site) -> None:
    save_card(page, site.address)
    hand_over(page, site.address)
    button = page.get_by_role("button", name="Hold to close")

    button.focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("status")).to_contain_text("Press it again to close")
    still_there = page.url
    page.keyboard.press("Enter")

    page.wait_for_url("**/card/")
    assert is_handed_over(still_there)


def test_what_staff_need_to_know_is_one_tap_away(page: Page, site: Site) -> None:
    open_form(page, site.address)
    page.get_by_label("Tablets", exact=True).check()
    page.get_by_label("100 mg").check()
    save(page)
    page.goto(f"{site.address}/card/show")

    page.get_by_role("link", name="For staff").click()

    expect(page.get_by_text("100 mg: published block 24 to 48")).to_be_in_viewport()
    expect(page.get_by_role("heading", name="Published durations")).to_be_visible()
    expect(page.get_by_text("50 mg: about 24 hours")).to_be_hidden()


@pytest.mark.hazard("HZ2-b")
@pytest.mark.parametrize("path", ["/card/", "/card/show"])
def test_the_table_of_durations_is_closed_until_staff_open_it(
    page: Page, site: Site, path: str
) -> None:
    save_card(page, site.address)

    page.goto(site.address + path)

    expect(page.get_by_text("For ambulance and hospital staff").first).to_be_visible()
    expect(page.get_by_text("Published durations")).to_be_hidden()


def test_the_screen_is_kept_on_and_again_after_a_return(page: Page, site: Site) -> None:
    page.add_init_script(WAKE_LOCK_JS)
    page.goto(f"{site.address}/card/show")
    page.wait_for_function("() => window.locks === 1")

    page.evaluate(SET_VISIBILITY_JS, "hidden")
    page.evaluate(SET_VISIBILITY_JS, "visible")

    page.wait_for_function("() => window.locks === 2")


def test_a_contact_can_be_called_with_a_tap(page: Page, site: Site) -> None:
    open_form(page, site.address)
    page.get_by_label("Emergency contact 1: name").fill("Mum")
    page.get_by_label("Emergency contact 1: phone").fill("07700 900123")
    save(page)

    page.goto(f"{site.address}/card/show")

    call = page.get_by_role("link", name="07700 900123")
    expect(call).to_have_attribute("href", "tel:07700900123")
    box = call.bounding_box()
    assert box and box["height"] >= 44
