"""What the finder keeps stays on the phone, and nothing that goes out says where."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

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
    write_in_my_own,
)
from tests.browser.journeys import open_form
from tests.browser.made_up_services import LEEDS, TOWNS
from tests.browser.servers import AppServer
from tests.browser.site import Site, answers

REPORTS = "/api/finder/reports"


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
