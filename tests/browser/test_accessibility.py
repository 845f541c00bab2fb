"""Every page meets WCAG 2.2 AA by axe, in each look and offline; keys alone will do."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.accessibility import SMALL_PHONE, violations
from tests.browser.conftest import NewContext
from tests.browser.device import wait_until_kept
from tests.browser.journeys import (
    SAVED,
    expect_card_of,
    fill_in,
    form_status,
    keep_card,
    open_form,
    opened,
    save_button,
)
from tests.browser.releases import SourceTree
from tests.browser.servers import AppServer
from tests.browser.site import Site

LOOKS: dict[str, dict[str, Any]] = {
    "light": {"color_scheme": "light"},
    "dark": {"color_scheme": "dark"},
    "forced colours": {"forced_colors": "active"},
    "forced colours, dark": {"forced_colors": "active", "color_scheme": "dark"},
}
OWN_KIND = {
    *("/facts/", "/facts/emergency", "/facts/changes", "/facts/stopping"),
    *("/facts/side-effects", "/facts/for-professionals", "/facts/summary"),
}


@pytest.mark.parametrize("look", LOOKS.values(), ids=LOOKS)
def test_every_page_meets_wcag_in_every_look(
    new_context: NewContext, site: Site, look: dict[str, Any]
) -> None:
    page = new_context(viewport=SMALL_PHONE, **look).new_page()
    is_plain = look == LOOKS["light"]
    paths = [*site.first.pages(), "/nowhere", "/cy/nowhere"]
    found = {}

    some = paths if is_plain else one_of_each_kind(paths)
    for path in opened(page, site.address, some):
        found[path] = violations(page, has_forced_colours="forced_colors" in look)

    assert broken(found) == {}


def test_every_page_meets_wcag_with_the_server_dead(
    new_context: NewContext, server: AppServer, first_release: SourceTree
) -> None:
    page = new_context(viewport=SMALL_PHONE).new_page()
    keep_card(page, server.address)
    server.kill()
    found = {}

    some = one_of_each_kind([*first_release.pages(), "/nowhere", "/cy/nowhere"])
    for path in opened(page, server.address, some):
        found[path] = violations(page)

    assert broken(found) == {}


def one_of_each_kind(paths: list[str]) -> list[str]:
    """English pages, and of the pages of facts those with a thing of their own.

    All of them share a template, and so do the two languages; each page is looked at
    in the plain look.
    """
    return [
        path
        for path in paths
        if not path.startswith("/cy/")
        and (not path.startswith("/facts/") or path in OWN_KIND)
    ]


def test_every_state_of_the_app_meets_wcag(
    page: Page, site: Site, second_release: SourceTree
) -> None:
    found = {}
    keep_card(page, site.address)
    found["saved"] = violations(page)
    page.get_by_role("button", name="Delete my card").click()
    found["asked before deleting"] = violations(page)
    page.get_by_label("Date of birth").fill("2999-01-01")
    page.get_by_label("Emergency contact 1: phone").fill("no number")
    save_button(page).click()
    expect(page.get_by_role("alert")).to_be_visible()
    found["faults"] = violations(page)
    wait_until_kept(page, draft="Sam Example")
    page.reload()
    expect(page.get_by_text("What you typed last time was kept")).to_be_visible()
    found["draft"] = violations(page)
    page.goto(f"{site.address}/log/")
    page.get_by_role("button", name="Taken now").click()
    expect(page.get_by_role("button", name="Undo")).to_be_visible()
    found["dose recorded"] = violations(page)
    page.goto(f"{site.address}/about/privacy")
    page.get_by_role("button", name="Wipe everything").click()
    found["asked before wiping"] = violations(page)
    page.goto(site.address)
    site.deploy(second_release)
    page.evaluate("() => document.dispatchEvent(new Event('visibilitychange'))")
    expect(page.get_by_text("A new version is ready.")).to_be_visible()
    found["new version"] = violations(page)

    assert broken(found) == {}


def broken(found: dict[str, list[str]]) -> dict[str, list[str]]:
    return {place: rules for place, rules in found.items() if rules}


def test_a_card_is_filled_in_and_saved_with_the_keyboard_alone(
    page: Page, site: Site
) -> None:
    page.goto(f"{site.address}/")
    tab_to(page, page.get_by_role("link", name="Fill in my card", exact=True))
    page.keyboard.press("Enter")
    name = page.get_by_label("Name to use")
    expect(name).to_be_enabled()

    tab_to(page, name)
    page.keyboard.type("Sam Example")
    tab_to(page, page.get_by_label("Tablets", exact=True))
    page.keyboard.press("Space")
    tab_to(page, page.get_by_label("Allergies"))
    page.keyboard.type("Sam Example")
    tab_to(page, page.get_by_label("Anything else staff should know"))
    page.keyboard.type("Sam Example")
    tab_to(page, save_button(page))
    page.keyboard.press("Enter")
    expect(form_status(page)).to_contain_text(SAVED)
    tab_to(page, page.get_by_role("link", name="Show my card"))
    page.keyboard.press("Enter")

    expect_card_of(page, "Sam Example")


def test_the_skip_link_is_first_and_leads_to_the_page(page: Page, site: Site) -> None:
    page.goto(f"{site.address}/facts/emergency")

    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Skip to the page")).to_be_focused()
    page.keyboard.press("Enter")

    expect(page.get_by_role("main")).to_be_focused()


def test_faults_are_said_and_lead_to_their_fields(page: Page, site: Site) -> None:
    open_form(page, site.address)
    fill_in(page, "Sam Example")
    page.get_by_label("Date of birth").fill("2999-01-01")

    save_button(page).click()

    alert = page.get_by_role("alert")
    expect(alert).to_be_focused()
    alert.get_by_role("link", name="Date of birth must be a real date").click()
    expect(page.get_by_label("Date of birth")).to_be_focused()


def tab_to(page: Page, wanted: Locator) -> None:
    """Press Tab until it has the focus, as a person without a mouse does."""
    for _ in range(80):
        if wanted.evaluate("(each) => each === document.activeElement"):
            return
        page.keyboard.press("Tab")
    raise AssertionError(f"the keyboard does not reach {wanted}")
