"""The first steps on the home page: short, by keyboard too, and put away for good."""

from __future__ import annotations

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.conftest import NewContext
from tests.browser.device import stored
from tests.browser.journeys import save_card
from tests.browser.site import Site
from tests.browser.test_accessibility import tab_to

pytestmark = pytest.mark.worker("off")


def steps(page: Page) -> Locator:
    return page.get_by_role("region", name="First time here?")


def skip(page: Page) -> Locator:
    return page.get_by_role("button", name="Skip these steps")


def test_the_first_steps_lead_to_each_of_the_first_pages(
    page: Page, site: Site
) -> None:
    page.goto(site.address)

    links = steps(page).get_by_role("link")
    found = {each.inner_text(): each.get_attribute("href") for each in links.all()}

    assert found == {
        "See what this is": "/about/",
        "Put it on your phone": "/about/install",
        "Fill in your card": "/card/edit",
        "Had a card before?": "/card/backup",
    }
    assert stored(page)["localStorage"] in ([], ["carrycard.seen"])


def test_put_away_by_keyboard_they_stay_away_and_the_focus_goes_on(
    page: Page, site: Site
) -> None:
    page.goto(site.address)
    tab_to(page, skip(page))

    page.keyboard.press("Enter")

    expect(steps(page)).to_be_hidden()
    following = page.get_by_role("link", name="Fill in my card", exact=True)
    expect(following).to_be_focused()
    page.reload()
    expect(skip(page)).to_be_hidden()
    page.goto(f"{site.address}/cy/")
    expect(page.get_by_role("region", name="Y tro cyntaf yma?")).to_be_hidden()


def test_a_kept_card_is_ticked_off_and_wiping_brings_the_steps_back(
    page: Page, site: Site
) -> None:
    page.goto(site.address)
    expect(skip(page)).to_be_visible()
    expect(steps(page).get_by_text("Done")).to_have_count(2)
    expect(steps(page).get_by_text("Done").first).to_be_hidden()

    save_card(page, site.address)

    page.goto(site.address)
    card = steps(page).get_by_role("listitem").filter(has_text="Fill in your card")
    expect(card.get_by_text("Done")).to_be_visible()
    skip(page).click()
    page.goto(f"{site.address}/about/privacy")
    page.get_by_role("button", name="Wipe everything").click()
    page.get_by_role("button", name="Yes, wipe it now").click()
    expect(page.get_by_role("status").filter(has_text="Wiped.")).to_be_visible()
    page.goto(site.address)
    expect(steps(page)).to_be_visible()
    expect(card.get_by_text("Done")).to_be_hidden()


def test_the_urgent_doors_stand_where_they_stood(page: Page, site: Site) -> None:
    page.goto(site.address)
    doors = [
        page.get_by_role("link", name=name)
        for name in ("Show my card", "In an emergency")
    ]
    before = [door.bounding_box() for door in doors]

    skip(page).click()

    assert [door.bounding_box() for door in doors] == before


def test_the_first_steps_are_there_without_javascript(
    new_context: NewContext, site: Site
) -> None:
    page = new_context(java_script_enabled=False).new_page()

    page.goto(site.address)

    expect(steps(page)).to_be_visible()
    expect(skip(page)).to_be_hidden()
