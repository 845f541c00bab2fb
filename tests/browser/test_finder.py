"""The finder finds what is near with no network, and says what it does not know."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.accessibility import violations
from tests.browser.conftest import NewContext
from tests.browser.finding import (
    card,
    for_area,
    look_for,
    nearest,
    open_finder,
    open_more,
    status,
)
from tests.browser.journeys import wait_until_kept_offline
from tests.browser.made_up_services import LEEDS, TOWNS
from tests.browser.servers import AppServer
from tests.browser.site import Site


@pytest.mark.hazard("HZ20-c")
def test_twenty_postcodes_and_places_find_their_service_with_the_server_dead(
    page: Page, packed_server: AppServer
) -> None:
    open_finder(page, packed_server.address)
    packed_server.kill()
    page.reload()

    for town in TOWNS:
        for typed in (town.postcode, town.typed):
            look_for(page, typed)
            choose_if_asked(page, town.name)
            own = card(for_area(page), town.service)
            expect(own).to_have_count(1)
            expect(own.get_by_role("link", name=re.compile("01632"))).to_be_visible()
            first = nearest(page).get_by_role("heading", level=3).first
            expect(first).to_contain_text(town.service)


def choose_if_asked(page: Page, name: str) -> None:
    expect(status(page)).not_to_have_text("")
    if "Which one do you mean?" in status(page).inner_text():
        page.locator("[data-choices] button").filter(has_text=name).first.click()


def test_a_border_and_half_a_postcode_are_said_honestly(
    page: Page, packed_site: Site
) -> None:
    open_finder(page, packed_site.address)

    look_for(page, "CH4")

    expect(status(page)).to_contain_text("Near CH4, within about")
    expect(status(page)).to_contain_text("Help in both nations is shown.")
    look_for(page, "qqqq")
    expect(status(page)).to_contain_text("We do not know that postcode or place.")


def test_places_of_one_name_are_asked_about(page: Page, packed_site: Site) -> None:
    open_finder(page, packed_site.address)

    look_for(page, "bangor")
    expect(status(page)).to_have_text("Which one do you mean?")
    expect(for_area(page)).to_be_hidden()
    page.get_by_role("button", name="Bangor, Gwynedd").click()

    expect(status(page)).to_contain_text("Bangor, Gwynedd.")
    expect(for_area(page)).to_contain_text("Council: Gwynedd.")
    expect(for_area(page)).to_contain_text("We know no local service here yet.")


@pytest.mark.hazard("HZ20-a", "HZ20-d")
def test_a_card_says_what_is_known_and_what_is_not(
    page: Page, packed_site: Site
) -> None:
    open_finder(page, packed_site.address)
    look_for(page, "LS1")

    good = card(for_area(page), LEEDS.service)
    expect(good).to_contain_text("Open now")
    expect(good).to_contain_text("You can go by yourself, without a letter.")
    expect(good).to_contain_text("We rang on")
    expect(good).to_contain_text("Source: Example list.")
    expect(good).not_to_contain_text("Ring first")
    open_more(good)
    expect(good).to_contain_text("Prescribes naltrexoneNot known, ring first")
    old = card(for_area(page), "Example Old House")
    expect(old).to_contain_text("Ring first. Nobody has checked this for six months.")
    expect(old).to_contain_text("Number not yet confirmed, ring first.")
    expect(old).to_contain_text("Hours not known, ring first.")
    open_more(old)
    expect(old).to_contain_text("Yes (asked on ")


def test_filters_leave_what_matches_and_can_be_taken_back(
    page: Page, packed_site: Site
) -> None:
    open_finder(page, packed_site.address)
    look_for(page, "LS1")
    page.get_by_text("Show only some").click()
    near = nearest(page)

    for label, there, gone in (
        ("Open now", LEEDS.service, "Example Pharmacy"),
        ("I can go by myself", LEEDS.service, "Example Old House"),
        ("Wheelchair access", "Example Pharmacy", LEEDS.service),
        ("Support group", "Example Tuesday Group", LEEDS.service),
        ("Yes", "Example Old House", LEEDS.service),
    ):
        page.get_by_label(label, exact=False).first.check()
        expect(card(near, there)).to_be_visible()
        expect(card(near, gone)).to_have_count(0)
        page.get_by_role("button", name="Show everything").click()
        expect(card(near, gone)).to_be_visible()
    page.get_by_label("Language", exact=True).select_option("Polish")
    expect(card(near, "Example Pharmacy")).to_be_visible()
    expect(card(near, LEEDS.service)).to_have_count(0)


def test_where_the_phone_is_finds_what_is_near(
    new_context: NewContext, packed_site: Site
) -> None:
    here = {"latitude": LEEDS.latitude, "longitude": LEEDS.longitude, "accuracy": 900}
    page = new_context(geolocation=here, permissions=["geolocation"]).new_page()
    open_finder(page, packed_site.address)

    page.get_by_role("button", name="Use where I am").click()

    expect(status(page)).to_contain_text("Near where you are, within about 1 mile.")
    expect(card(for_area(page), LEEDS.service)).to_be_visible()
    expect(page.get_by_role("searchbox")).to_have_value("")


@pytest.mark.parametrize(
    ("answer", "said"),
    [
        pytest.param(
            "fail({ code: 1 })", "does not let this app see where", id="denied"
        ),
        pytest.param("fail({ code: 2 })", "could not tell where you are", id="failing"),
        pytest.param("fail({ code: 3 })", "This takes long.", id="slow"),
        pytest.param(
            "ok({ coords: { latitude: 48.9, longitude: 2.3, accuracy: 9 } })",
            "That is not in the UK.",
            id="abroad",
        ),
    ],
)
def test_a_location_that_does_not_come_is_said_and_typing_still_works(
    page: Page, packed_site: Site, answer: str, said: str
) -> None:
    page.add_init_script(
        "Geolocation.prototype.getCurrentPosition = "
        f"(ok, fail) => setTimeout(() => {answer})"
    )
    open_finder(page, packed_site.address)

    page.get_by_role("button", name="Use where I am").click()

    expect(status(page)).to_contain_text(said)
    look_for(page, "LS1")
    expect(card(for_area(page), LEEDS.service)).to_be_visible()


def test_a_location_that_is_slow_is_said_after_ten_seconds(
    page: Page, packed_site: Site
) -> None:
    page.add_init_script("Geolocation.prototype.getCurrentPosition = () => {}")
    page.clock.install()
    page.goto(f"{packed_site.address}/finder/")

    page.get_by_role("button", name="Use where I am").click()
    expect(status(page)).to_contain_text("Looking for where you are")
    page.clock.fast_forward(10_000)

    expect(status(page)).to_contain_text("You can type a postcode or a place instead.")


def test_without_packs_the_page_says_so_and_the_lines_are_there(
    page: Page, site: Site
) -> None:
    page.goto(f"{site.address}/finder/")
    wait_until_kept_offline(page)

    look_for(page, "LS1")

    expect(page.locator("[data-packs]")).to_contain_text("no list of services yet")
    expect(for_area(page)).to_contain_text("Council: Leeds.")
    expect(page.get_by_role("link", name="116 123").first).to_be_visible()


def test_without_javascript_the_lines_and_the_areas_are_there(
    new_context: NewContext, site: Site
) -> None:
    page = new_context(java_script_enabled=False).new_page()

    page.goto(f"{site.address}/finder/")

    expect(page.get_by_role("searchbox")).to_be_hidden()
    expect(page.get_by_role("link", name="116 123").first).to_be_visible()
    page.get_by_role("link", name="All areas, in lists").first.click()
    expect(page).to_have_url(f"{site.address}/finder/areas/")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_state_of_the_finder_meets_wcag_and_fits_the_smallest_phone(
    new_context: NewContext, packed_site: Site, scheme: str
) -> None:
    page = new_context(
        viewport={"width": 320, "height": 568}, color_scheme=scheme
    ).new_page()
    open_finder(page, packed_site.address)
    found = {}
    look_for(page, "bangor")
    expect(page.get_by_role("button", name="Bangor, Gwynedd")).to_be_visible()
    found["choices"] = violations(page)
    look_for(page, "LS1")
    page.get_by_text("Show only some").click()
    page.get_by_text("Show a map").click()
    own = card(for_area(page), LEEDS.service)
    open_more(own)
    own.locator("[data-script] > summary").click()
    own.get_by_role("button", name="Tell us what is wrong").click()
    own.get_by_role("button", name="Send it").click()
    found["everything open"] = violations(page)
    page.get_by_role("button", name="Write in a service of my own").click()
    page.get_by_role("button", name="Keep it").click()
    found["my own"] = violations(page)
    page.get_by_text("Know every postcode").click()
    found["postcodes"] = violations(page)

    assert {state: each for state, each in found.items() if each} == {}
    wider = page.evaluate("() => document.scrollingElement.scrollWidth - innerWidth")
    assert wider <= 0
