"""The locked part goes with the card, and can be read by everybody."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.browser.accessibility import violations
from tests.browser.conftest import NewContext
from tests.browser.device import wait_until
from tests.browser.journeys import (
    open_form,
    save_card,
)
from tests.browser.private_part import (
    DISK_JS,
    card_with_reason,
    fill_new_passphrase,
    lock,
    open_page,
    press,
    says,
    set_up,
    unlock,
)
from tests.browser.site import Site

pytestmark = pytest.mark.worker("off")


def test_deleting_the_card_takes_the_private_part_with_it(
    page: Page, site: Site
) -> None:
    save_card(page, site.address)
    set_up(page, site)
    open_form(page, site.address)
    press(page, "Delete my card")
    press(page, "Yes, delete it now")

    says(page, "Your card is deleted from this phone.")

    wait_until(page, f"async () => !(await ({DISK_JS})()).includes('card.private')")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_each_state_meets_wcag_and_fits_a_small_phone(
    new_context: NewContext, site: Site, scheme: Any
) -> None:
    small = {"width": 320, "height": 568}
    page = new_context(viewport=small, color_scheme=scheme).new_page()
    card_with_reason(page, site)
    found: dict[str, object] = {}

    def look(state: str) -> None:
        found[state] = violations(page)
        wide = "() => document.scrollingElement.scrollWidth > innerWidth"
        found[f"{state}: wide"] = page.evaluate(wide)

    open_page(page, site)
    fill_new_passphrase(page, "1234")
    look("not set up")
    press(page, "Set it up")
    says(page, "Not set.")
    look("too short")
    set_up(page, site, "Reason")
    page.get_by_text("Change the passphrase").click()
    look("open")
    lock(page)
    unlock(page, "wrong")
    says(page, "That did not open it.")
    look("locked")
    press(page, "Forget this part")
    expect(page.get_by_role("button", name="Yes, forget it now")).to_be_enabled()
    look("asked before forgetting")

    assert {state: wrong for state, wrong in found.items() if wrong} == {}
