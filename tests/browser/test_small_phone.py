"""On a small phone every page fits, and what matters is large, plain and in sight."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, Page, ViewportSize, expect

from tests.browser.accessibility import SMALL_PHONE
from tests.browser.conftest import NewContext
from tests.browser.journeys import (
    expect_card_of,
    face,
    keep_card,
    opened,
    wait_until_kept_offline,
)
from tests.browser.site import Site

ZOOMED_TO_400_PER_CENT: ViewportSize = {"width": 320, "height": 256}
MIN_TEXT_PX = 24
MIN_CONTRAST = 12
LEAST_PX = {
    "nav a, button, .door, .card-button, .links > li > a, [data-module=leave]": 44,
    # WCAG 2.2, criterion 2.5.8: a field is as tall as its text makes it.
    "input:not([type=radio], [type=checkbox]), textarea": 24,
}

TEXTS_JS = """(root) => {
  const texts = []
  const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT)
  const canvas = new OffscreenCanvas(1, 1).getContext('2d')
  const rgba = (colour) => {
    canvas.clearRect(0, 0, 1, 1)
    canvas.fillStyle = colour
    canvas.fillRect(0, 0, 1, 1)
    return [...canvas.getImageData(0, 0, 1, 1).data]
  }
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const parent = node.parentElement
    if (!node.data.trim() || !parent.checkVisibility()) continue
    let behind = parent
    const isSeenThrough = () => rgba(getComputedStyle(behind).backgroundColor)[3] < 255
    while (behind.parentElement && isSeenThrough()) behind = behind.parentElement
    const style = getComputedStyle(parent)
    texts.push({
      text: node.data.trim(),
      px: parseFloat(style.fontSize),
      colour: rgba(style.color),
      behind: rgba(getComputedStyle(behind).backgroundColor),
      scheme: style.colorScheme
    })
  }
  return texts
}"""

SMALLER_THAN_JS = """(all, px) => all.filter((each) => each.checkVisibility())
  .map((each) => [each.getBoundingClientRect(), each.outerHTML.slice(0, 80)])
  .filter(([box]) => box.height < px || box.width < px)
  .map(([box, html]) => `${box.width} x ${box.height} ${html}`)"""


def overflow(page: Page) -> int:
    """How many pixels the page is wider than the screen."""
    return int(
        page.evaluate("() => document.scrollingElement.scrollWidth - innerWidth")
    )


def test_no_page_scrolls_sideways(page: Page, site: Site) -> None:
    page.set_viewport_size(SMALL_PHONE)
    keep_card(page, site.address)
    found = {}

    for path in opened(page, site.address, [*site.first.pages(), "/nowhere"]):
        for size in (SMALL_PHONE, ZOOMED_TO_400_PER_CENT):
            page.set_viewport_size(size)
            found[f"{path} at {size['width']} x {size['height']}"] = overflow(page)

    assert {place: px for place, px in found.items() if px > 0} == {}


def test_the_face_is_not_cut_off_by_large_text(page: Page, site: Site) -> None:
    page.set_viewport_size(ZOOMED_TO_400_PER_CENT)
    keep_card(page, site.address)
    page.goto(f"{site.address}/card/show")
    page.evaluate("() => { document.documentElement.style.fontSize = '200%' }")

    assert overflow(page) <= 0


@pytest.mark.hazard("HZ14-b")
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("path", ["/card/", "/card/show"])
def test_the_face_is_large_and_has_strong_contrast(
    new_context: NewContext, site: Site, path: str, scheme: str
) -> None:
    page = new_context(viewport=SMALL_PHONE, color_scheme=scheme).new_page()
    keep_card(page, site.address)
    page.goto(site.address + path)
    expect_card_of(page, "Sam Example")

    texts = face(page).evaluate(TEXTS_JS)

    assert len(texts) > 15
    assert [each for each in texts if each["px"] < MIN_TEXT_PX] == []
    faint = {
        each["text"]: round(contrast(each["colour"], each["behind"]), 1)
        for each in texts
        if contrast(each["colour"], each["behind"]) < MIN_CONTRAST
    }
    assert faint == {}


def contrast(one: list[int], other: list[int]) -> float:
    """WCAG 2.2, definition of contrast ratio."""
    lighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def luminance(colour: list[int]) -> float:
    def linear(channel: int) -> float:
        share = channel / 255
        return share / 12.92 if share <= 0.04045 else ((share + 0.055) / 1.055) ** 2.4

    red, green, blue = (linear(channel) for channel in colour[:3])
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def a_tablet_card(page: Page, site: Site) -> None:
    keep_card(page, site.address)


def no_card(page: Page, site: Site) -> None:
    page.goto(site.address)
    wait_until_kept_offline(page)


@pytest.mark.hazard("HZ14-b")
@pytest.mark.parametrize(
    ("prepare", "dose"),
    [
        pytest.param(a_tablet_card, ["Tablet", "Last dose"], id="a tablet card"),
        pytest.param(no_card, ["Dose and time not known."], id="no card"),
    ],
)
def test_the_essentials_need_no_scrolling_on_a_small_phone(
    page: Page,
    site: Site,
    prepare: Callable[[Page, Site], None],
    dose: list[str],
) -> None:
    page.set_viewport_size(SMALL_PHONE)
    prepare(page, site)

    page.goto(f"{site.address}/card/show")

    acts = face(page).get_by_role("list").first.get_by_role("listitem")
    expect(acts).to_have_count(3)
    essentials: dict[str, Locator] = {
        text: shown(page, text) for text in ("NALTREXONE", "NOT naloxone", *dose)
    }
    essentials |= {f"act line {n + 1}": acts.nth(n) for n in range(3)}
    below = {name: bottom(found) for name, found in essentials.items()}
    assert {name: px for name, px in below.items() if px > 568} == {}


def shown(page: Page, text: str) -> Locator:
    """Those words on the face, leaving out the ones that are hidden."""
    return face(page).get_by_text(text).locator("visible=true")


def bottom(found: Locator) -> float:
    box = found.first.bounding_box()
    assert box, f"{found} is not shown"
    return box["y"] + box["height"]


def test_targets_are_large_enough_for_a_thumb(page: Page, site: Site) -> None:
    page.set_viewport_size(SMALL_PHONE)
    small: dict[str, str] = {}

    for path in opened(page, site.address, site.first.pages()):
        for selector, least_px in LEAST_PX.items():
            found = page.locator(selector).evaluate_all(SMALLER_THAN_JS, least_px)
            small |= {f"{path} {each}": "too small" for each in found}

    assert small == {}
