"""Every page meets WCAG 2.2 AA by axe, in each look and offline, and fits a phone."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Locator, Page, ViewportSize, expect

from tests.browser.accessibility import violations
from tests.browser.conftest import NewContext
from tests.browser.device import wait_until_kept
from tests.browser.journeys import (
    SAVED,
    expect_card_of,
    face,
    fill_in,
    form_status,
    keep_card,
    open_form,
    save_button,
    wait_until_kept_offline,
)
from tests.browser.releases import SourceTree
from tests.browser.servers import AppServer
from tests.browser.site import Site

SMALL_PHONE: ViewportSize = {"width": 320, "height": 568}
ZOOMED_TO_400_PER_CENT: ViewportSize = {"width": 320, "height": 256}
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
MIN_TEXT_PX = 24
MIN_CONTRAST = 12

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


@pytest.mark.parametrize("look", LOOKS.values(), ids=LOOKS)
def test_every_page_meets_wcag_in_every_look(
    new_context: NewContext, site: Site, look: dict[str, Any]
) -> None:
    page = new_context(viewport=SMALL_PHONE, **look).new_page()
    is_plain = look == LOOKS["light"]
    paths = [*site.first.pages(), "/nowhere", "/cy/nowhere"]
    found = {}

    for path in paths if is_plain else one_of_each_kind(paths):
        page.goto(site.address + path)
        found[path] = violations(page, has_forced_colours="forced_colors" in look)

    assert broken(found) == {}


def test_every_page_meets_wcag_with_the_server_dead(
    new_context: NewContext, server: AppServer, first_release: SourceTree
) -> None:
    page = new_context(viewport=SMALL_PHONE).new_page()
    keep_card(page, server.address)
    server.kill()
    found = {}

    for path in one_of_each_kind([*first_release.pages(), "/nowhere", "/cy/nowhere"]):
        page.goto(server.address + path)
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


def overflow(page: Page) -> int:
    """How many pixels the page is wider than the screen."""
    return int(
        page.evaluate("() => document.scrollingElement.scrollWidth - innerWidth")
    )


def test_no_page_scrolls_sideways(page: Page, site: Site) -> None:
    page.set_viewport_size(SMALL_PHONE)
    keep_card(page, site.address)
    found = {}

    for path in [*site.first.pages(), "/nowhere"]:
        page.goto(site.address + path)
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


@pytest.mark.parametrize(
    ("selector", "least_px"),
    [
        pytest.param(
            "nav a, button, .door, .card-button, .links > li > a, [data-module=leave]",
            44,
            id="buttons and menus",
        ),
        # WCAG 2.2, criterion 2.5.8: a field is as tall as its text makes it.
        pytest.param(
            "input:not([type=radio], [type=checkbox]), textarea", 24, id="fields"
        ),
    ],
)
def test_targets_are_large_enough_for_a_thumb(
    page: Page, site: Site, selector: str, least_px: int
) -> None:
    page.set_viewport_size(SMALL_PHONE)
    small: dict[str, str] = {}

    pages = ("/", "/card/", "/card/show", "/card/edit", "/finder/", "/log/")
    for path in (*pages, "/log/month", "/log/plan", "/log/dates"):
        page.goto(site.address + path)
        found = page.locator(selector).evaluate_all(SMALLER_THAN_JS, least_px)
        small |= {f"{path} {each}": "too small" for each in found}

    assert small == {}


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
