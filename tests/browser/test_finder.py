"""The finder finds, keeps and tells on the phone, with no word of where to anybody."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.accessibility import violations
from tests.browser.conftest import NewContext
from tests.browser.device import stored
from tests.browser.finding import (
    card,
    for_area,
    look_for,
    mine,
    nearest,
    open_finder,
    open_more,
    status,
    write_in_my_own,
)
from tests.browser.journeys import open_form, wait_until_kept_offline
from tests.browser.made_up_services import TOWNS
from tests.browser.servers import AppServer
from tests.browser.site import Site, answers

REPORTS = "/api/finder/reports"
LEEDS = TOWNS[0]


@pytest.mark.timeout(240)
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


def test_my_services_stay_without_a_network_and_go_with_a_wipe(
    page: Page, packed_server: AppServer
) -> None:
    address = packed_server.address
    open_finder(page, address)
    look_for(page, "LS1")
    card(for_area(page), LEEDS.service).get_by_role(
        "button", name="Keep in My services"
    ).click()
    expect(card(for_area(page), LEEDS.service)).to_contain_text("Kept in My services")
    write_in_my_own(page, "Sam at the desk", "0113 496 0009", "Ask for Sam")
    packed_server.kill()

    page.reload()

    expect(mine(page).get_by_role("link", name="01632 960000")).to_be_visible()
    expect(mine(page).get_by_role("link", name="0113 496 0009")).to_be_visible()
    mine(page).get_by_role("button", name="Remove Sam at the desk").click()
    expect(mine(page)).not_to_contain_text("Ask for Sam")
    mine(page).get_by_role("button", name="Undo").click()
    expect(mine(page)).to_contain_text("Ask for Sam")
    page.goto(f"{address}/about/privacy")
    page.get_by_role("button", name="Wipe everything").click()
    page.get_by_role("button", name="Yes, wipe it now").click()
    wiped = page.get_by_role("status").filter(has_text="Wiped. Your card and all")
    expect(wiped).to_be_visible()
    assert not [each for kinds in stored(page).values() for each in kinds]


def test_my_services_need_no_pack_and_are_offered_to_the_card(
    page: Page, site: Site
) -> None:
    page.goto(f"{site.address}/finder/")
    write_in_my_own(page, "Example Surgery", "0113 496 0009")

    open_form(page, site.address)
    page.get_by_label("Take the prescriber from My services").select_option(
        "Example Surgery"
    )

    expect(page.get_by_label("Prescriber or service", exact=True)).to_have_value(
        "Example Surgery"
    )
    expect(page.get_by_label("Prescriber or service: phone")).to_have_value(
        "0113 496 0009"
    )


def test_a_place_is_remembered_only_by_choice(page: Page, packed_site: Site) -> None:
    open_finder(page, packed_site.address)
    choice = page.get_by_label("Remember the places I look for")
    expect(choice).not_to_be_checked()

    choice.check()
    expect(page.get_by_role("status").filter(has_text="On.")).to_be_visible()
    look_for(page, "LS1")
    again = page.get_by_role("button", name="LS1", exact=True)
    expect(again).to_be_visible()
    page.reload()
    again.click()
    expect(card(for_area(page), LEEDS.service)).to_be_visible()

    choice.uncheck()
    expect(again).to_be_hidden()
    page.reload()
    expect(again).to_be_hidden()


@pytest.mark.hazard("HZ21-a")
def test_a_report_waits_without_a_network_and_goes_later_with_nothing_of_the_place(
    page: Page, packed_site: Site
) -> None:
    open_finder(page, packed_site.address)
    packed_site.stop()
    look_for(page, "LS1 4AP")
    own = card(for_area(page), LEEDS.service)
    open_more(own)
    own.get_by_role("button", name="Tell us what is wrong").click()
    own.get_by_role("button", name="Send it").click()
    expect(own).to_contain_text("Choose what is wrong.")
    own.get_by_label("The number is wrong").check()
    own.get_by_label("More, if you like").fill("It rings nobody")
    own.get_by_role("button", name="Send it").click()
    expect(own).to_contain_text("Kept on this phone.")

    packed_site.faults[REPORTS] = answers("202 Accepted", "application/json", b"{}")
    packed_site.start()
    page.reload()

    expect(page.locator("[data-reports]")).to_have_text("Sent. Thank you.")
    sent = [each for each in packed_site.asked if each.path == REPORTS]
    assert [each.method for each in sent] == ["POST"]
    body = json.loads(sent[0].everything.splitlines()[-1])
    assert body == {
        "key": "made-up/town-00",
        "what": "number",
        "words": "It rings nobody",
    }
    page.reload()
    assert len([each for each in packed_site.asked if each.path == REPORTS]) == 1


@pytest.mark.hazard("HZ21-a")
def test_nothing_of_a_place_is_in_any_request_or_address(
    new_context: NewContext, packed_site: Site
) -> None:
    here = {"latitude": 51.451, "longitude": -2.591}
    page = new_context(geolocation=here, permissions=["geolocation"]).new_page()
    open_finder(page, packed_site.address)

    for typed in ("LS1 4AP", "EH1 1YZ", "Aberystwyth"):
        look_for(page, typed)
        expect(nearest(page).get_by_role("listitem").first).to_be_visible()
    page.get_by_role("button", name="Use where I am").click()
    expect(card(for_area(page), TOWNS[3].service)).to_be_visible()
    page.get_by_text("Show a map").click()
    expect(page.get_by_role("img", name="Map of the nearest places.")).to_be_visible()
    page.wait_for_load_state("networkidle")

    assert page.url == f"{packed_site.address}/finder/"
    heard = "\n".join(each.everything for each in packed_site.asked)
    assert not re.search(r"LS1|4AP|EH1|1YZ|abery|51\.45|2\.59|bristol", heard, re.I)
    assert {each.method for each in packed_site.asked} == {"GET"}
    assert {each.status for each in packed_site.asked} <= {200, 304, 308}


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


def test_a_meeting_becomes_a_calendar_file_that_tells_nothing(
    new_context: NewContext, packed_site: Site, tmp_path: Path
) -> None:
    page = new_context(accept_downloads=True).new_page()
    open_finder(page, packed_site.address)
    look_for(page, "LS1")
    group = card(nearest(page), "Example Tuesday Group")
    open_more(group)

    with page.expect_download() as saved:
        group.get_by_role("button", name="Add to a calendar").click()

    assert saved.value.suggested_filename == "carrycard-appointment.ics"
    saved.value.save_as(tmp_path / "saved.ics")
    text = (tmp_path / "saved.ics").read_text("utf-8")
    assert "SUMMARY:Appointment" in text
    assert "Tuesday Group" not in text


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
