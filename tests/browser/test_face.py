"""The face is read in five seconds: big, dark on light, and all of it on one screen."""

from __future__ import annotations

import datetime
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import NewContext
from tests.browser.journeys import face, fill_in, open_form, row, save
from tests.browser.site import Site

pytestmark = pytest.mark.worker("off")

SMALL = {"width": 320, "height": 568}
MIN_PX = 24
MIN_CONTRAST = 12
LOOKS: dict[str, dict[str, Any]] = {
    "light": {"color_scheme": "light"},
    "dark": {"color_scheme": "dark"},
    "forced colours": {"forced_colors": "active"},
    "more contrast": {"contrast": "more"},
}
NOW = datetime.datetime(2026, 11, 25, 23, 0, tzinfo=datetime.UTC)

# The text nodes themselves: an element's box may be larger than what is read in it.
ESSENTIAL_JS = """(face) => {
  const parts = [...face.querySelectorAll(
    '.face__title, .face__not, .face__do li, .face__dose > p')]
  const luminance = (colour) => {
    const [r, g, b] = colour.match(/[\\d.]+/g).slice(0, 3).map((value) => {
      const part = value / 255
      return part <= 0.03928 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4
    })
    return 0.2126 * r + 0.7152 * g + 0.0722 * b
  }
  const groundOf = (element) => {
    for (let each = element; each; each = each.parentElement) {
      const { backgroundColor } = getComputedStyle(each)
      if (!/^rgba\\(.*, 0\\)$/.test(backgroundColor)) return backgroundColor
    }
    return 'rgb(255, 255, 255)'
  }
  const found = []
  for (const part of parts) {
    const walker = document.createTreeWalker(part, NodeFilter.SHOW_TEXT)
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      if (!node.data.trim() || !node.parentElement.checkVisibility()) continue
      const range = document.createRange()
      range.selectNodeContents(node)
      const style = getComputedStyle(node.parentElement)
      const [one, other] = [style.color, groundOf(node.parentElement)].map(luminance)
      for (const box of range.getClientRects()) {
        const hit = document.elementFromPoint(
          Math.min(box.x + box.width / 2, innerWidth - 1), box.y + box.height / 2)
        const last = document.elementFromPoint(box.right - 1, box.y + box.height / 2)
        found.push({
          text: node.data.trim(),
          px: parseFloat(style.fontSize),
          contrast: (Math.max(one, other) + 0.05) / (Math.min(one, other) + 0.05),
          top: box.top, bottom: box.bottom, left: box.left, right: box.right,
          isSeen: [hit, last].every((each) => each !== null && part.contains(each))
        })
      }
    }
  }
  return found
}"""


def fill_in_the_longest(page: Page, address: str) -> None:
    """The words that take most room on the first screen."""
    open_form(page, address)
    fill_in(page, "Sam Example")
    page.get_by_label("150 mg").check()
    page.get_by_label("Strength").fill("3 x 50 mg")
    page.get_by_label("Last dose: date").fill("2026-11-25")
    page.get_by_label("Last dose: time").fill("00:00")
    save(page)


@pytest.mark.hazard("HZ14-b")
@pytest.mark.parametrize("look", LOOKS)
@pytest.mark.parametrize("path", ["/card/", "/card/show"])
@pytest.mark.parametrize("is_filled", [False, True], ids=["general", "filled in"])
def test_all_that_matters_is_on_the_first_small_screen(
    new_context: NewContext, site: Site, look: str, path: str, is_filled: bool
) -> None:
    page = new_context(
        viewport=SMALL, timezone_id="Europe/London", **LOOKS[look]
    ).new_page()
    page.clock.set_fixed_time(NOW)
    if is_filled:
        fill_in_the_longest(page, site.address)

    page.goto(site.address + path)
    if is_filled:
        expect(face(page)).to_contain_text("23 hours ago")

    found = face(page).evaluate(ESSENTIAL_JS)
    assert len({each["text"] for each in found}) >= (10 if is_filled else 6)
    assert min(each["px"] for each in found) >= MIN_PX
    assert min(each["contrast"] for each in found) >= MIN_CONTRAST
    assert min(each["left"] for each in found) >= 0
    assert max(each["right"] for each in found) <= SMALL["width"]
    assert min(each["top"] for each in found) >= 0
    assert max(each["bottom"] for each in found) <= SMALL["height"]
    assert [each["text"] for each in found if not each["isSeen"]] == []
    assert page.evaluate("() => document.scrollingElement.scrollWidth") <= 320


@pytest.mark.parametrize("path", ["/card/", "/card/show"])
def test_the_whole_face_is_at_least_24_px(page: Page, site: Site, path: str) -> None:
    page.set_viewport_size({"width": 320, "height": 568})
    page.clock.set_fixed_time(NOW)
    fill_in_the_longest(page, site.address)
    page.goto(site.address + path)

    sizes = face(page).evaluate(
        """(face) => [...face.querySelectorAll('li, dt, dd, p')]
          .filter((each) => each.checkVisibility() && !each.closest('details'))
          .map((each) => parseFloat(getComputedStyle(each).fontSize))"""
    )

    assert len(sizes) > 15
    assert min(sizes) >= MIN_PX


@pytest.mark.parametrize(
    ("choice", "amount", "says"),
    [
        ("Tablets", None, "Tablet"),
        ("Tablets", "Up to 50 mg", "Tablet, up to 50 mg"),
        ("Tablets", "100 mg", "Tablets, 100 mg"),
        ("Tablets", "150 mg", "Tablets, 150 mg"),
        ("Long-acting injection", None, "Long-acting injection"),
        ("Implant", None, "Implant"),
        ("Low dose", None, "Low dose"),
        ("Together with bupropion", None, "With bupropion"),
        ("Another opioid blocker", None, "Other opioid blocker. Ask which."),
    ],
)
@pytest.mark.hazard("HZ13-a")
def test_each_form_says_what_it_is_and_has_its_own_line_for_staff(
    page: Page, site: Site, choice: str, amount: str | None, says: str
) -> None:
    open_form(page, site.address)
    page.get_by_label(choice, exact=True).check()
    if amount:
        page.get_by_label(amount, exact=True).check()
    save(page)

    page.goto(f"{site.address}/card/")
    page.get_by_text("For ambulance and hospital staff").first.click()

    expect(page.locator("[data-form-line]")).to_have_text(says, use_inner_text=True)
    lines = page.locator(".staff__form").filter(visible=True)
    expect(lines).to_have_count(1)
    expect(lines).to_contain_text("Source:")


@pytest.mark.hazard("HZ13-a")
def test_a_form_that_is_not_known_has_no_line(page: Page, site: Site) -> None:
    open_form(page, site.address)
    page.get_by_label("Not sure", exact=True).check()
    save(page)

    page.goto(f"{site.address}/card/")
    page.get_by_text("For ambulance and hospital staff").first.click()

    expect(page.locator("[data-form-line]")).to_have_text(
        "Form not known", use_inner_text=True
    )
    expect(page.locator(".staff__form").filter(visible=True)).to_have_count(0)
    expect(face(page)).to_contain_text("Dose and time not known")


@pytest.mark.hazard("HZ4-b")
def test_another_opioid_blocker_is_not_called_by_the_name_of_this_one(
    page: Page, site: Site
) -> None:
    open_form(page, site.address)
    page.get_by_label("Another opioid blocker", exact=True).check()
    save(page)

    page.goto(f"{site.address}/card/show")

    title = page.get_by_role("heading", level=2).first
    expect(title).to_have_text("I take AN OPIOID BLOCKER")
    expect(face(page)).to_contain_text("Which one is below. NOT naloxone")


def test_an_amount_is_asked_for_tablets_only(page: Page, site: Site) -> None:
    open_form(page, site.address)
    amounts = page.get_by_role("group", name="How much at one time?")
    expect(amounts).to_be_hidden()
    page.get_by_label("Tablets", exact=True).check()
    page.get_by_label("100 mg").check()

    page.get_by_label("Implant", exact=True).check()
    hidden = amounts.is_hidden()
    save(page)
    page.goto(f"{site.address}/card/")

    assert hidden
    expect(page.locator("[data-form-line]")).to_have_text(
        "Implant", use_inner_text=True
    )


@pytest.mark.hazard("HZ5-a")
def test_the_last_dose_names_day_time_zone_and_how_long_ago_and_goes_on_counting(
    new_context: NewContext, site: Site
) -> None:
    page = new_context(timezone_id="Europe/London").new_page()
    page.clock.install(time=NOW)
    fill_in_the_longest(page, site.address)
    page.goto(f"{site.address}/card/")
    said = "Last dose Wed 25 Nov 2026 00:00 GMT, 23 hours ago"
    expect(face(page)).to_contain_text(said)

    page.clock.run_for("01:01:00")

    expect(face(page)).to_contain_text("00:00 GMT, 24 hours ago")
    expect(face(page)).to_contain_text("Entered by patient. Not verified.")


@pytest.mark.hazard("HZ6-a")
def test_with_the_clock_set_back_the_last_dose_is_not_known(
    new_context: NewContext, site: Site
) -> None:
    page = new_context(timezone_id="Europe/London").new_page()
    page.clock.set_fixed_time(NOW)
    fill_in_the_longest(page, site.address)

    page.clock.set_fixed_time(NOW - datetime.timedelta(hours=20))
    page.goto(f"{site.address}/card/")

    expect(face(page)).to_contain_text("Dose and time not known.")
    expect(face(page)).not_to_contain_text("hours ago")


def test_the_card_says_when_it_was_saved(new_context: NewContext, site: Site) -> None:
    page = new_context(timezone_id="Europe/London").new_page()
    page.clock.set_fixed_time(NOW)
    fill_in_the_longest(page, site.address)

    page.goto(f"{site.address}/card/show")

    expect(row(page, "Saved")).to_have_text("Wed 25 Nov 2026")
