"""Nothing moves under a finger while a page's script fills it in."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import NewContext
from tests.browser.journeys import keep_card, open_form
from tests.browser.site import Site

MOST_SHIFT = 0.1
"""Of all that is seen when a page opens, by https://web.dev/articles/cls"""
WATCH_JS = """() => {
  window.shifts = []
  new PerformanceObserver((list) => {
    for (const { value, hadRecentInput } of list.getEntries()) {
      if (!hadRecentInput) window.shifts.push(value)
    }
  }).observe({ type: 'layout-shift', buffered: true })
}"""
SHIFTS_JS = """() => new Promise((done) => {
  requestAnimationFrame(() => setTimeout(() => done(window.shifts)))
})"""
GO_THERE_JS = """async (field) => {
  field.focus()
  const at = [scrollY]
  for (let frame = 0; frame < 10; frame += 1) {
    await new Promise(requestAnimationFrame)
    at.push(scrollY)
  }
  return at
}"""
WAITING_MS = 2000
"""Then the style sheet shows all, as in static/css/_shell.scss."""


def filled_in(site: Site) -> list[str]:
    """Each English page that keeps a part out of sight until its script is done."""
    texts = site.first.texts()
    found = [path for path, text in texts.items() if " data-filling" in text]
    return sorted(path for path in found if not path.startswith("/cy/"))


@pytest.mark.parametrize("has_card", [False, True], ids=["no card", "a card"])
def test_no_part_jumps_once_it_can_be_seen(
    page: Page, site: Site, *, has_card: bool
) -> None:
    if has_card:
        keep_card(page, site.address)
    page.add_init_script(f"({WATCH_JS})()")
    moved = {}

    paths = filled_in(site)
    for path in paths:
        page.goto(site.address + path)
        expect(page.locator("[data-filling]")).to_have_count(0)
        moved[path] = sum(page.evaluate(SHIFTS_JS))

    assert len(paths) > 10
    assert {path: by for path, by in moved.items() if by > MOST_SHIFT} == {}


def test_a_page_that_goes_to_a_field_is_there_at_once(page: Page, site: Site) -> None:
    open_form(page, site.address)

    # A page that glides there takes the tap on "Save" off the button.
    went = page.get_by_label("Anything else staff should know").evaluate(GO_THERE_JS)

    assert went[0] > 1000
    assert went == [went[0]] * len(went)


def test_all_is_shown_where_the_script_did_not_arrive(
    form_without_script: Page,
) -> None:
    page = form_without_script

    expect(page.locator("[data-filling]")).to_have_count(1)
    about = page.get_by_role("contentinfo").get_by_role("link", name="About")
    expect(about).to_be_visible(timeout=WAITING_MS + 10_000)


def test_all_is_shown_at_once_without_javascript(
    new_context: NewContext, site: Site
) -> None:
    page = new_context(java_script_enabled=False).new_page()

    page.goto(f"{site.address}/card/edit")

    about = page.get_by_role("contentinfo").get_by_role("link", name="About")
    assert about.is_visible()
