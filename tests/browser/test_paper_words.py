"""The printed card says all there is, or counts it, and only what was chosen."""

from __future__ import annotations

import re

import pytest
import zxingcpp
from playwright.sync_api import Page, expect

from tests.browser.card_entries import keep, keep_full_card, keep_usual_card
from tests.browser.conftest import NewContext
from tests.browser.journeys import wait_until_kept_offline
from tests.browser.printed_card import CLOSE_MM, HALF_MM, Printed, open_print
from tests.browser.servers import AppServer
from tests.browser.site import Site

pytestmark = pytest.mark.worker("off")

TELLS_MORE = re.compile(r"\+\d+ more on the card")


def test_a_usual_card_is_on_paper_whole(page: Page, site: Site) -> None:
    keep_usual_card(page, site.address)
    open_print(page, site.address)

    printed = Printed(page)

    for number in range(2):
        text = printed.text(number).replace("\N{NO-BREAK SPACE}", " ")
        for words in (
            "NALTREXONE",
            "NOT naloxone",
            "Use non-opioid pain relief first.",
            "Tablet 50 mg",
            "08:00",
            "Entered by patient. Not verified.",
            "Name: Sam Example",
            "Born: 4 March 1988",
            "Mum 07700 900123",
            "Alex (partner) 07700 900456",
            "Northside 0113 496 0000",
            "Penicillin (rash). Latex.",
            "Sertraline 50 mg; Omeprazole 20 mg",
            "Speaks: Polish",
            "Saved: ",
        ):
            assert words in text
        assert not TELLS_MORE.search(text)
    expect(page.get_by_text("No room on the wallet card for:")).to_be_hidden()


def test_what_finds_no_room_is_counted_and_named(page: Page, site: Site) -> None:
    keep_full_card(page, site.address)
    open_print(page, site.address)

    text = Printed(page).text(0)

    count = re.search(r"\+(\d+) more on the card", text)
    assert count
    said = page.get_by_role("status").get_by_text("No room on the wallet card for:")
    expect(said).to_contain_text("Note")
    names = said.inner_text().removeprefix("No room on the wallet card for:")
    assert len(names.strip(" .").split(", ")) == int(count[1])
    for words in ("NALTREXONE", "NOT naloxone", "Not verified", "Give naloxone"):
        assert words in text


@pytest.mark.hazard("HZ10-f")
@pytest.mark.parametrize("is_chosen", [True, False])
def test_the_reason_is_printed_only_if_it_is_chosen(
    page: Page, site: Site, is_chosen: bool
) -> None:
    keep_usual_card(page, site.address)
    if is_chosen:
        page.get_by_label("Show the reason on my card").check()
        page.get_by_role("button", name="Save on this phone").click()
        expect(page.locator("form").get_by_role("status")).to_contain_text("Saved")
    open_print(page, site.address)

    printed = Printed(page)

    assert ("Because of reasons" in printed.text(1)) is is_chosen


def test_what_was_left_blank_has_no_label(page: Page, site: Site) -> None:
    keep(page, site.address, {"Name to use": "Sam"})
    open_print(page, site.address)

    printed = Printed(page)

    for number in range(2):
        text = printed.text(number)
        assert "Name: Sam" in text
        for label in ("Born", "Speaks", "Allergies", "Call", "Note", "Why I take it"):
            assert label not in text


@pytest.mark.parametrize("has_javascript", [True, False], ids=["script", "no script"])
def test_the_general_card_has_lines_to_write_on(
    new_context: NewContext, site: Site, has_javascript: bool
) -> None:
    page = new_context(java_script_enabled=has_javascript).new_page()
    page.goto(f"{site.address}/card/print")

    printed = Printed(page)

    assert len(printed) == 2
    for number in range(2):
        text = printed.text(number)
        for words in ("NALTREXONE", "Give naloxone", "Last dose", "Name", "Call"):
            assert words in text
    for half in printed.halves():
        assert abs(half.right - half.left - HALF_MM[0]) <= CLOSE_MM


@pytest.mark.parametrize(
    ("button", "only"),
    [("Print the wallet card", "Cut along"), ("Print the A4 page", "Not an allergy")],
)
def test_each_button_prints_its_part_alone(
    page: Page, site: Site, button: str, only: str
) -> None:
    page.add_init_script("window.print = () => { window.asked = true }")
    open_print(page, site.address)
    page.get_by_role("button", name=button).click()

    printed = Printed(page)

    assert page.evaluate("window.asked")
    assert len(printed) == 1
    assert only in printed.text(0)
    assert len(Printed(page)) == 2


def test_a_camera_reads_the_code_on_the_back(page: Page, site: Site) -> None:
    keep_full_card(page, site.address)
    open_print(page, site.address)
    page.get_by_label("Add a code").check()

    found = zxingcpp.read_barcodes(Printed(page).picture(0))

    assert len(found) == 1
    assert "NALTREXONE" in found[0].text
    assert len(found[0].text) <= 300
    assert "Because of reasons" not in found[0].text


@pytest.mark.parametrize("width", [320, 390, 1200])
def test_the_preview_fits_the_screen(
    new_context: NewContext, site: Site, width: int
) -> None:
    page = new_context(viewport={"width": width, "height": 700}).new_page()
    keep_full_card(page, site.address)
    open_print(page, site.address)

    wide = page.evaluate("document.documentElement.scrollWidth")
    rights = page.locator("[data-front], [data-back], [data-sheet]").evaluate_all(
        "(all) => all.map((each) => each.getBoundingClientRect().right)"
    )

    assert wide <= width
    assert max(rights) <= width


@pytest.mark.worker("new")
def test_the_card_is_printed_with_the_server_dead(
    page: Page, server: AppServer
) -> None:
    keep_usual_card(page, server.address)
    wait_until_kept_offline(page)
    server.kill()
    open_print(page, server.address)

    assert "Sam Example" in Printed(page).text(0)
