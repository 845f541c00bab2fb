"""The card goes from one phone's screen to another's camera, with no network."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image
from playwright.sync_api import BrowserContext, Locator, Page, Playwright, expect

from tests.browser.conftest import PHONE
from tests.browser.device import wait_until_copies_agree
from tests.browser.journeys import (
    expect_card_of,
    keep_card,
    wait_until_at_rest,
)
from tests.browser.profiles import Profile
from tests.browser.site import Site
from tests.browser.watching import Watch
from tools.find_browser import Browser

VIDEO_SIZE = (640, 480)
CODE_SIDE = 440
PICTURES_A_SECOND = 10
PICTURES_A_CODE = 6
READING_MS = 60_000

# To see afterwards whether the camera was really let go.
KEEP_CAMERAS_JS = """
window.cameras = []
const ask = navigator.mediaDevices?.getUserMedia.bind(navigator.mediaDevices)
if (ask) navigator.mediaDevices.getUserMedia = async (...given) => {
  const camera = await ask(...given)
  window.cameras.push(camera)
  return camera
}
"""
CAMERAS_ON_JS = """() => window.cameras
  .flatMap((camera) => camera.getTracks())
  .filter((track) => track.readyState === 'live').length"""


@pytest.fixture
def camera_file(tmp_path: Path) -> Path:
    return tmp_path / "camera.y4m"


@pytest.fixture
def new_phone(
    playwright: Playwright, found_browser: Browser, tmp_path: Path, camera_file: Path
) -> Iterator[Profile]:
    """A browser whose camera sees what the file shows, once it is launched."""
    arguments = (
        *found_browser.arguments,
        "--use-fake-device-for-media-stream",
        "--use-fake-ui-for-media-stream",
        f"--use-file-for-fake-video-capture={camera_file}",
    )
    browser = replace(found_browser, arguments=arguments)
    profile = Profile(playwright, browser, tmp_path / "new-phone", PHONE)
    yield profile
    profile.close()


def open_move(page: Page, address: str) -> None:
    page.goto(f"{address}/card/move")
    expect(page.get_by_role("button", name="Use the camera")).to_be_visible()


def code(page: Page) -> Locator:
    return page.get_by_role("img", name="A code for the other phone to read")


def codes_on_screen(page: Page) -> list[Image.Image]:
    """Each code as the old phone shows it, once round."""
    page.get_by_role("button", name="Show the codes").click()
    page.get_by_role("button", name="Pause").click()
    which = page.get_by_text(re.compile(r"^Code \d+ of \d+$"))
    first = which.inner_text()
    pictures: list[Image.Image] = []
    while True:
        pictures.append(Image.open(BytesIO(code(page).screenshot())))
        page.get_by_role("button", name="Next").click()
        if which.inner_text() == first:
            return pictures


def film(codes: list[Image.Image], path: Path) -> None:
    """What a camera held in front of that screen would see, uncompressed."""
    width, height = VIDEO_SIZE
    head = f"YUV4MPEG2 W{width} H{height} F{PICTURES_A_SECOND}:1 Ip A1:1 C420\n"
    grey = bytes([128]) * (width * height // 2)
    with path.open("wb") as file:
        file.write(head.encode())
        for picture in codes:
            seen = Image.new("L", VIDEO_SIZE, 255)
            scaled = picture.convert("L").resize((CODE_SIDE, CODE_SIDE))
            left, top = ((side - CODE_SIDE) // 2 for side in VIDEO_SIZE)
            seen.paste(scaled, (left, top))
            for _ in range(PICTURES_A_CODE):
                file.write(b"FRAME\n" + seen.tobytes() + grey)


def says(page: Page, words: str) -> Locator:
    return page.get_by_role("status").filter(has_text=words)


def codes_of(page: Page, address: str, name: str) -> list[Image.Image]:
    keep_card(page, address, name)
    open_move(page, address)
    return codes_on_screen(page)


@pytest.mark.hazard("HZ17-c")
def test_a_card_moves_to_another_phone_with_no_network(
    page: Page, site: Site, new_phone: Profile, camera_file: Path
) -> None:
    codes = codes_of(page, site.address, "Sam Example")
    film([*codes[1:], *codes[:1]], camera_file)
    context = new_phone.launch()
    context.add_init_script(KEEP_CAMERAS_JS)
    phone = context.new_page()
    open_move(phone, site.address)
    wait_until_at_rest(phone)
    site.stop()
    phone.reload()
    phone.wait_for_load_state("networkidle")
    assert new_phone.watch is not None
    new_phone.watch.requests.clear()

    phone.get_by_role("button", name="Use the camera").click()
    expect(says(phone, f"All {len(codes)} read. The camera is off.")).to_be_visible(
        timeout=READING_MS
    )
    assert phone.evaluate(CAMERAS_ON_JS) == 0
    use = phone.get_by_role("button", name="Use this card")
    expect(use).to_be_enabled()
    use.click()

    expect(says(phone, "Done. The card is on this phone now.")).to_be_visible()
    assert new_phone.watch.requests == []
    phone.goto(f"{site.address}/card/")
    expect_card_of(phone, "Sam Example")
    assert wait_until_copies_agree(phone) == "Sam Example"


@pytest.mark.hazard("HZ18-b")
def test_what_the_camera_reads_is_compared_before_it_takes_the_place_of_a_card(
    page: Page, site: Site, new_phone: Profile, camera_file: Path
) -> None:
    film(codes_of(page, site.address, "New Example"), camera_file)
    phone = new_phone.launch().new_page()
    keep_card(phone, site.address, "Old Example")
    open_move(phone, site.address)

    phone.get_by_role("button", name="Use the camera").click()
    row = phone.get_by_role("listitem").filter(has_text="Name to use")
    expect(row).to_contain_text("Old Example", timeout=READING_MS)
    expect(row).to_contain_text("On the other phone")
    use = phone.get_by_role("button", name="Use this card")
    expect(use).to_be_enabled()
    use.click()
    expect(says(phone, "Done. That card is on this phone now.")).to_be_visible()
    phone.get_by_role("button", name="Undo: bring back the card from before").click()
    expect(use).to_be_enabled()
    use.click()

    expect(says(phone, "Done. That card is on this phone now.")).to_be_visible()
    assert wait_until_copies_agree(phone) == "Old Example"


def test_the_codes_of_a_card_with_one_missing_bring_nothing(
    page: Page, site: Site, new_phone: Profile, camera_file: Path
) -> None:
    codes = codes_of(page, site.address, "Sam Example")
    film(codes[1:], camera_file)
    phone = new_phone.launch().new_page()
    open_move(phone, site.address)

    phone.get_by_role("button", name="Use the camera").click()

    count = f"{len(codes) - 1} of {len(codes)} read."
    expect(says(phone, count)).to_be_visible(timeout=READING_MS)
    expect(phone.get_by_role("button", name="Use this card")).to_have_count(0)


def test_the_camera_goes_off_when_it_is_told_to_and_when_the_page_is_left(
    page: Page, site: Site, new_phone: Profile, camera_file: Path
) -> None:
    film([Image.new("L", (100, 100), 255)], camera_file)
    context = new_phone.launch()
    context.add_init_script(KEEP_CAMERAS_JS)
    phone = context.new_page()
    open_move(phone, site.address)
    assert phone.evaluate("() => window.cameras.length") == 0

    phone.get_by_role("button", name="Use the camera").click()
    expect(says(phone, "Hold the camera so that the whole code")).to_be_visible()
    assert phone.evaluate(CAMERAS_ON_JS) == 1
    phone.get_by_role("button", name="Stop the camera").click()
    expect(says(phone, "The camera is off. Nothing was changed.")).to_be_visible()
    assert phone.evaluate(CAMERAS_ON_JS) == 0

    phone.get_by_role("button", name="Use the camera").click()
    expect(says(phone, "Hold the camera so that the whole code")).to_be_visible()
    phone.evaluate("() => window.dispatchEvent(new PageTransitionEvent('pagehide'))")
    assert phone.evaluate(CAMERAS_ON_JS) == 0


@pytest.mark.parametrize(
    ("fault", "words"),
    [
        pytest.param(
            "NotAllowedError", "The camera may not be used here.", id="refused"
        ),
        pytest.param("NotFoundError", "No camera could be used here.", id="none"),
        pytest.param("NotReadableError", "No camera could be used here.", id="in use"),
    ],
)
def test_without_a_camera_the_way_by_file_is_named(
    page: Page, site: Site, fault: str, words: str
) -> None:
    page.add_init_script(
        f"""if (navigator.mediaDevices) {{
          navigator.mediaDevices.getUserMedia = async () => {{
            throw new DOMException('no', '{fault}')
          }}
        }}"""
    )
    open_move(page, site.address)

    page.get_by_role("button", name="Use the camera").click()

    told = says(page, words)
    expect(told).to_contain_text("Nothing was changed.")
    expect(told).to_contain_text("save a file on the old phone", ignore_case=True)
    expect(page.get_by_role("button", name="Use the camera")).to_be_visible()


def test_a_camera_that_is_refused_for_real_is_said(
    context: BrowserContext, page: Page, site: Site
) -> None:
    context.grant_permissions([])
    open_move(page, site.address)

    page.get_by_role("button", name="Use the camera").click()

    expect(says(page, "Nothing was changed.")).to_contain_text(
        "save a file on the old phone", ignore_case=True
    )


def test_without_a_card_there_are_no_codes(page: Page, site: Site) -> None:
    open_move(page, site.address)

    page.get_by_role("button", name="Show the codes").click()

    expect(says(page, "There is no card on this phone yet")).to_be_visible()
    expect(code(page)).to_have_count(0)


def test_showing_the_codes_sends_nothing(page: Page, site: Site, watch: Watch) -> None:
    keep_card(page, site.address)
    open_move(page, site.address)
    wait_until_at_rest(page)
    site.stop()
    watch.requests.clear()

    codes = codes_on_screen(page)

    assert len(codes) > 1
    assert watch.requests == []


def test_the_codes_change_by_themselves_unless_less_motion_is_asked_for(
    page: Page, site: Site
) -> None:
    keep_card(page, site.address)
    open_move(page, site.address)
    page.get_by_role("button", name="Show the codes").click()
    expect(page.get_by_text("Code 2 of")).to_be_visible()

    page.emulate_media(reduced_motion="reduce")
    open_move(page, site.address)
    page.get_by_role("button", name="Show the codes").click()

    expect(page.get_by_role("button", name="Go on")).to_be_visible()
    expect(page.get_by_text("Code 1 of")).to_be_visible()
