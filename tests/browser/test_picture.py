"""The lock-screen picture: the right size, legible, and only what was chosen."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

import pytest
import zxingcpp
from PIL import Image, ImageChops
from playwright.sync_api import Locator, Page, expect

from tests.browser.card_entries import keep_full_card, keep_usual_card
from tests.browser.conftest import NewContext
from tests.browser.journeys import wait_until_kept_offline
from tests.browser.servers import AppServer
from tests.browser.site import Site

pytestmark = pytest.mark.worker("off")

SIZES = {
    "iPhone SE, 6, 7, 8": (750, 1334),
    "iPhone XR, 11": (828, 1792),
    "iPhone 12 mini, 13 mini": (1080, 2340),
    "iPhone 12, 13, 14": (1170, 2532),
    "iPhone 14 Pro, 15, 16": (1179, 2556),
    "iPhone 15 Plus, 16 Plus, 15 Pro Max": (1290, 2796),
    "iPhone 16 Pro Max": (1320, 2868),
    "Android (1080 by 2340)": (1080, 2340),
    "Android (1080 by 2400)": (1080, 2400),
    "Android (1440 by 3120)": (1440, 3120),
}
FREE_ABOVE = 0.33
FREE_BELOW = 0.15
SHARE_STUB = """
navigator.canShare = ({ files }) => files.every((file) => file.type === 'image/png')
navigator.share = async ({ files, title, ...rest }) => {
  window.shared = [files.map(({ name, type, size }) => [name, type, size > 1000]),
    title, Object.keys(rest)]
}
"""
TAP_AFTER_JS = """{
  // Before what the page itself put off until taps have been answered.
  const step = STEP
  STEP = function (...given) {
    STEP = step
    setTimeout(() => document.querySelector('#show-call').click())
    return step.apply(this, given)
  }
  const pack = HTMLCanvasElement.prototype.toDataURL
  window.packed = 0
  HTMLCanvasElement.prototype.toDataURL = function (...given) {
    window.packed += 1
    return pack.apply(this, given)
  }
}"""
PACKED_IN_THE_END_JS = """async () => {
  for (let turn = 0; turn < 5; turn += 1) await new Promise((done) => setTimeout(done))
  return window.packed
}"""


def open_picture(page: Page, address: str) -> None:
    page.goto(f"{address}/card/picture")
    expect(status(page)).to_contain_text("The picture is ready.")


def status(page: Page) -> Locator:
    return page.locator("form").get_by_role("status")


def choose_size(page: Page, label: str) -> None:
    chooser = page.get_by_label("Size of the screen")
    options = chooser.locator("option").all_inner_texts()
    before = page.get_by_role("img").get_attribute("src")
    chooser.select_option(next(each for each in options if each.startswith(label)))
    expect(page.get_by_role("img")).not_to_have_attribute("src", before or "")
    expect(status(page)).to_contain_text("The picture is ready.")


def tick(page: Page, label: str, *, is_on: bool = True) -> None:
    before = page.get_by_role("img").get_attribute("src")
    page.get_by_label(label).set_checked(is_on)
    expect(page.get_by_role("img")).not_to_have_attribute("src", before or "")


def saved_picture(page: Page, folder: Path) -> Image.Image:
    with page.expect_download() as download:
        page.get_by_role("button", name="Save the picture").click()
    assert download.value.suggested_filename == "carrycard.png"
    file = folder / "carrycard.png"
    download.value.save_as(file)
    picture = Image.open(file)
    assert picture.format == "PNG"
    return picture.convert("RGB")


def words_in(page: Page) -> str:
    """What the page says stands in the picture."""
    details = page.get_by_text("The words in the picture")
    if not page.locator("[data-image-text]").is_visible():
        details.click()
    text = page.locator("[data-image-text]").inner_text()
    return text.replace("\N{NO-BREAK SPACE}", " ")


def panel_of(picture: Image.Image) -> tuple[int, int, int, int]:
    """Where something other than the ground stands."""
    ground = picture.getpixel((0, 0))
    plain = Image.new("RGB", picture.size, ground)
    box = ImageChops.difference(picture, plain).getbbox()
    assert box is not None, "the picture is empty"
    return box


@pytest.mark.parametrize("label", SIZES)
def test_the_picture_has_the_size_and_leaves_room_for_the_clock(
    page: Page, site: Site, tmp_path: Path, label: str
) -> None:
    keep_full_card(page, site.address)
    open_picture(page, site.address)
    choose_size(page, label)

    picture = saved_picture(page, tmp_path)

    assert picture.size == SIZES[label]
    left, top, right, bottom = panel_of(picture)
    assert top >= picture.height * FREE_ABOVE
    assert bottom <= picture.height * (1 - FREE_BELOW)
    assert left >= 1
    assert right <= picture.width - 1


def test_the_picture_fits_this_phone(
    new_context: NewContext, site: Site, tmp_path: Path
) -> None:
    page = new_context(
        screen={"width": 800, "height": 360},
        viewport={"width": 800, "height": 330},
        device_scale_factor=3,
    ).new_page()
    open_picture(page, site.address)

    assert saved_picture(page, tmp_path).size == (1080, 2400)


@pytest.mark.hazard("HZ17-d")
def test_it_is_black_on_white(page: Page, site: Site, tmp_path: Path) -> None:
    """A contrast of 21 to 1; what is grey are the edges of letters."""
    keep_usual_card(page, site.address)
    open_picture(page, site.address)
    choose_size(page, "iPhone 12, 13, 14")

    picture = saved_picture(page, tmp_path)

    red, green, blue = (
        part.tobytes() for part in picture.crop(panel_of(picture)).split()
    )
    assert red == green == blue, "there is colour in it"
    grey = Counter(red)
    assert grey[0] + grey[255] >= 0.9 * len(red)
    assert {most for most, _ in grey.most_common(2)} == {0, 255}


@pytest.mark.parametrize(
    "label", ["iPhone SE", "iPhone 12, 13, 14", "Android (1080 by 24"]
)
def test_a_camera_reads_the_code_in_the_picture(
    page: Page, site: Site, tmp_path: Path, label: str
) -> None:
    keep_usual_card(page, site.address)
    open_picture(page, site.address)
    choose_size(page, label)
    assert zxingcpp.read_barcodes(saved_picture(page, tmp_path)) == []
    tick(page, "Add a code that a camera can read")

    found = zxingcpp.read_barcodes(saved_picture(page, tmp_path))

    assert len(found) == 1
    assert "NALTREXONE" in found[0].text
    assert "Sam Example" not in found[0].text


def test_anyone_who_sees_it_is_named_before_the_choice(page: Page, site: Site) -> None:
    keep_usual_card(page, site.address)
    open_picture(page, site.address)

    warning = page.get_by_text("Anyone who sees this phone can read it.").bounding_box()
    choice = page.get_by_label("My name").bounding_box()

    assert warning and choice
    assert warning["y"] < choice["y"]


@pytest.mark.hazard("HZ10-f")
def test_only_what_is_ticked_goes_in(page: Page, site: Site) -> None:
    keep_usual_card(page, site.address)
    open_picture(page, site.address)
    choose_size(page, "iPhone 16 Pro Max")

    as_offered = words_in(page)
    tick(page, "My last dose")
    with_dose = words_in(page)
    for label in ("Who to call", "My allergies", "My last dose"):
        tick(page, label, is_on=False)
    bare = words_in(page)
    tick(page, "My name")
    tick(page, "Everything else on my card")
    more = words_in(page)

    assert "Mum 07700 900123" in as_offered
    assert "Latex" in as_offered
    assert "Last dose" not in as_offered
    assert "Entered by patient. Not verified." in with_dose
    assert "Assume blocked, assume sensitive." in with_dose
    assert "Later doses not shown." in with_dose
    for words in ("Sam Example", "Polish", "Northside", "1988"):
        assert words not in as_offered
    for words in ("Mum", "Latex", "Last dose", "Later doses"):
        assert words not in bare
    assert "Dose and time not known." in bare
    assert re.search(r"\+\d+ more on the card", bare)
    assert "Sam Example" in more
    assert "Polish" in more
    assert "Because of reasons" not in more


@pytest.mark.hazard("HZ19-a")
def test_the_dose_has_its_day_and_no_time_that_goes_by(page: Page, site: Site) -> None:
    keep_usual_card(page, site.address)
    open_picture(page, site.address)
    tick(page, "My last dose")

    words = words_in(page)

    assert re.search(r"Last dose \w{3} \d+ \w{3} \d{4} 08:00", words)
    assert re.search(r"Made \w{3} \d+ \w{3} \d{4}\.", words)
    assert not re.search(r"\bago\b|yesterday|today", words)


def test_the_general_card_makes_a_picture(page: Page, site: Site) -> None:
    open_picture(page, site.address)

    notice = page.get_by_role("status").filter(has_text="You have not filled in")
    expect(notice).to_be_visible()
    expect(page.get_by_label("My name")).to_be_hidden()
    assert "NALTREXONE" in words_in(page)
    assert "more on the card" not in words_in(page)


def test_a_picture_that_does_not_hold_all_says_so(page: Page, site: Site) -> None:
    keep_full_card(page, site.address)
    open_picture(page, site.address)

    expect(status(page)).to_contain_text("Not all of your card fits.")
    assert re.search(r"\+\d+ more on the card", words_in(page))


def test_the_picture_is_shared_under_a_neutral_name(page: Page, site: Site) -> None:
    page.add_init_script(SHARE_STUB)
    keep_usual_card(page, site.address)
    open_picture(page, site.address)

    page.get_by_role("button", name="Share the picture").click()

    expect(status(page)).to_have_text("The picture was handed on.")
    shared = page.evaluate("window.shared")
    assert shared == [[["carrycard.png", "image/png", True]], "Carrycard", []]


@pytest.mark.parametrize(
    ("error", "said"), [("AbortError", ""), ("NotAllowedError", "was not shared")]
)
def test_a_share_that_fails_says_so_and_one_called_off_does_not(
    page: Page, site: Site, error: str, said: str
) -> None:
    page.add_init_script(
        "navigator.canShare = () => true; navigator.share = async () => {"
        f"window.asked = true; throw new DOMException('', '{error}') }}"
    )
    open_picture(page, site.address)

    page.get_by_role("button", name="Share the picture").click()

    page.wait_for_function("window.asked")
    expect(status(page)).to_contain_text(said)
    expect(page.get_by_role("button", name="Save the picture")).to_be_visible()


@pytest.mark.parametrize(
    "step",
    [
        "HTMLCanvasElement.prototype.getContext",
        "CanvasRenderingContext2D.prototype.fillText",
    ],
    ids=["before it is drawn", "before it is packed"],
)
def test_a_choice_made_while_the_first_picture_is_made_is_the_one_that_stands(
    page: Page, site: Site, step: str
) -> None:
    keep_usual_card(page, site.address)
    page.add_init_script(TAP_AFTER_JS.replace("STEP", step.replace("#", ".prototype.")))

    open_picture(page, site.address)

    assert page.evaluate(PACKED_IN_THE_END_JS) == 1
    expect(page.get_by_label("Who to call")).not_to_be_checked()
    assert "07700 900123" not in words_in(page)


def test_a_browser_that_draws_nothing_says_so(page: Page, site: Site) -> None:
    page.add_init_script("HTMLCanvasElement.prototype.toDataURL = () => 'data:,'")
    page.goto(f"{site.address}/card/picture")

    expect(status(page)).to_contain_text("The picture was not made.")
    expect(page.get_by_role("button", name="Save the picture")).to_be_hidden()


def test_without_a_script_the_page_leads_to_paper(
    new_context: NewContext, site: Site
) -> None:
    page = new_context(java_script_enabled=False).new_page()
    page.goto(f"{site.address}/card/picture")

    page.get_by_role("link", name="Print my card").click()

    expect(page.get_by_role("heading", name="Print my card")).to_be_visible()


@pytest.mark.worker("new")
def test_the_picture_is_made_with_the_server_dead(
    page: Page, server: AppServer, tmp_path: Path
) -> None:
    keep_usual_card(page, server.address)
    wait_until_kept_offline(page)
    server.kill()
    open_picture(page, server.address)
    choose_size(page, "iPhone SE")

    assert saved_picture(page, tmp_path).size == (750, 1334)
    assert "Mum 07700 900123" in words_in(page)
