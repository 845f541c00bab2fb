"""A camera reads the code, and it says what the card says."""

from __future__ import annotations

import io
import re

import pytest
import zxingcpp
from PIL import Image
from playwright.sync_api import BrowserContext, Page, expect

from tests.browser.conftest import NewContext
from tests.browser.journeys import (
    face,
    open_form,
    save,
    wait_until_kept_offline,
)
from tests.browser.share_page import USUAL, code, keep, open_share, section, told
from tests.browser.site import Site

pytestmark = pytest.mark.worker("kept")

BACK_JS = """() => {
  window.dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true })) }"""


def read_by_camera(page: Page) -> str:
    """What an independent reader makes of the picture of the code on the screen."""
    picture = Image.open(io.BytesIO(code(page).screenshot()))
    found = zxingcpp.read_barcodes(picture)
    assert len(found) == 1
    return str(found[0].text)


def spaced(text: str) -> str:
    return re.sub(r"\s+", " ", text).strip()


def test_a_camera_reads_the_text_below_the_code_and_it_all_stands_on_the_face(
    page: Page, site: Site
) -> None:
    keep(page, site.address, USUAL)
    open_share(page, site)

    read = read_by_camera(page)

    assert read == told(page)
    assert len(read) <= 300
    assert "://" not in read
    assert "SECRETREASON" not in read
    page.goto(f"{site.address}/card/")
    expect(face(page)).to_contain_text("Sam Example")
    on_face = spaced(face(page).inner_text())
    lines = read.splitlines()
    assert lines[:2] == ["I take NALTREXONE", "opioid blocker. NOT naloxone"]
    assert re.fullmatch(r"\+\d+ more on the card", lines[-1])
    missing = [
        line
        for line in lines[:-1]
        if spaced(line.replace(": ", " ", 1)) not in on_face
        and spaced(line) not in on_face
    ]
    assert missing == []


def test_a_long_card_says_what_was_left_out_of_the_code(page: Page, site: Site) -> None:
    keep(page, site.address, {"Name to use": "Sam", "Other medicines": "x" * 400})
    open_share(page, site)

    left_out = section(page, "Show a code").get_by_text("Left out of the code:")

    expect(left_out.locator("xpath=..")).to_contain_text("Other medicines")
    assert re.search(r"\+[1-9] more on the card$", read_by_camera(page))
    expect(section(page, "Show a code")).to_contain_text("general advice")


def test_the_general_card_has_a_code_with_nothing_left_out(
    page: Page, site: Site
) -> None:
    page.goto(site.address)
    wait_until_kept_offline(page)
    open_share(page, site)

    read = read_by_camera(page)

    assert read == told(page)
    assert "assume sensitive" in read
    expect(page.get_by_text("Left out of the code:")).to_be_hidden()
    expect(page.get_by_text("No card is filled in on this phone.")).to_be_visible()
    expect(page.get_by_role("button", name="Save the summary file")).to_be_hidden()
    expect(page.get_by_role("link", name="Add an emergency contact")).to_be_visible()


def test_coming_back_to_the_page_shows_the_card_as_it_is_now(
    page: Page, context: BrowserContext, site: Site
) -> None:
    keep(page, site.address, {"Allergies": "Latex"})
    page.goto(f"{site.address}/card/share")
    expect(section(page, "Show a code")).to_contain_text("Allergies: Latex")
    other = context.new_page()
    open_form(other, site.address)
    other.get_by_label("Allergies").fill("Nuts")
    save(other)

    page.evaluate(BACK_JS)

    expect(section(page, "Show a code")).to_contain_text("Allergies: Nuts")


@pytest.mark.parametrize(
    "allergies",
    [
        pytest.param("🥜 nuts 👩🏽‍⚕️", id="emoji"),
        pytest.param("פניצילין\u200f (1)", id="right to left"),
        pytest.param("Książę ŵ 漢字", id="many scripts"),
    ],
)
def test_a_code_in_any_script_reads_back_to_the_letter(
    page: Page, site: Site, allergies: str
) -> None:
    keep(page, site.address, {"Allergies": allergies})
    open_share(page, site)

    read = read_by_camera(page)

    assert read == told(page)
    assert f"Allergies: {allergies}" in read.splitlines()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_code_is_large_and_black_on_white_on_a_small_screen(
    new_context: NewContext, site: Site, scheme: str
) -> None:
    context = new_context(
        viewport={"width": 320, "height": 568},
        color_scheme=scheme,
        forced_colors="none",
    )
    page = context.new_page()
    keep(page, site.address, USUAL)
    open_share(page, site)

    picture = Image.open(io.BytesIO(code(page).screenshot())).convert("RGB")

    assert picture.width >= 280
    # Inside the rounded corner, and within the four white modules of the edge.
    edge = {picture.getpixel((x, 4)) for x in range(12, picture.width - 12)}
    assert edge == {(255, 255, 255)}
    assert min(picture.convert("L").tobytes()) == 0
    assert read_by_camera(page) == told(page)
