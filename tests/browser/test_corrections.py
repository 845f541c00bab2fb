"""A corrected fact reaches an open app fast, and never disturbs an open card."""

from __future__ import annotations

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.journeys import (
    expect_card_of,
    keep_card,
    wait_until_kept_offline,
)
from tests.browser.releases import CORRECTED, SourceTree
from tests.browser.site import Site, answers

COMES_TO_THE_FRONT_JS = "() => document.dispatchEvent(new Event('visibilitychange'))"
PATIENCE_MS = 5000
"""A correction is on screen within five seconds of coming to the front."""


def banner(page: Page) -> Locator:
    return page.get_by_text("A fact in this app was corrected.")


def changed_notice(page: Page) -> Locator:
    return page.get_by_text("Facts have changed since you last looked.")


def open_facts(page: Page, site: Site) -> None:
    page.goto(f"{site.address}/facts/key-facts")
    wait_until_kept_offline(page)


@pytest.mark.hazard("HZ7-a")
def test_a_safety_correction_is_on_screen_within_five_seconds(
    page: Page, site: Site, corrected: SourceTree
) -> None:
    open_facts(page, site)
    expect(page.get_by_text(CORRECTED)).to_have_count(0)
    site.deploy(corrected)

    page.evaluate(COMES_TO_THE_FRONT_JS)

    expect(page.get_by_text(CORRECTED)).to_be_visible(timeout=PATIENCE_MS)
    expect(banner(page)).to_be_hidden()
    expect(changed_notice(page)).to_be_visible()
    site.stop()
    page.reload()
    expect(page.get_by_text(CORRECTED)).to_be_visible()


@pytest.mark.hazard("HZ7-a")
def test_while_the_new_release_cannot_come_the_page_says_that_it_is_old(
    page: Page, site: Site, corrected: SourceTree
) -> None:
    open_facts(page, site)
    site.deploy(corrected)
    site.faults[corrected.pack()] = answers("500 Oh", "text/plain", b"no")

    page.evaluate(COMES_TO_THE_FRONT_JS)

    expect(banner(page)).to_be_visible(timeout=PATIENCE_MS)


@pytest.mark.hazard("HZ7-a")
@pytest.mark.parametrize("path", ["/card/", "/card/show", "/card/edit", "/log/"])
def test_a_safety_correction_never_reloads_a_card_or_a_form(
    page: Page, site: Site, corrected: SourceTree, path: str
) -> None:
    keep_card(page, site.address)
    page.goto(site.address + path)
    page.wait_for_load_state("networkidle")
    page.evaluate("() => { window.isUntouched = true }")
    site.deploy(corrected)
    site.asked.clear()

    page.evaluate(COMES_TO_THE_FRONT_JS)
    site.wait_until_asked("/service-worker.js")
    page.wait_for_load_state("networkidle")

    assert page.evaluate("() => window.isUntouched") is True
    expect(banner(page)).to_have_count(0)


def test_a_card_open_in_another_tab_stays_while_facts_are_corrected(
    page: Page, site: Site, corrected: SourceTree
) -> None:
    keep_card(page, site.address)
    page.goto(f"{site.address}/card/")
    page.evaluate("() => { window.isUntouched = true }")
    other = page.context.new_page()
    other.goto(f"{site.address}/facts/key-facts")
    site.deploy(corrected)

    other.evaluate(COMES_TO_THE_FRONT_JS)

    expect(other.get_by_text(CORRECTED)).to_be_visible()
    assert page.evaluate("() => window.isUntouched") is True
    expect_card_of(page, "Sam Example")


@pytest.mark.hazard("HZ7-a")
def test_a_second_tab_is_corrected_too(
    page: Page, site: Site, corrected: SourceTree
) -> None:
    open_facts(page, site)
    other = page.context.new_page()
    other.goto(f"{site.address}/facts/key-facts")
    other.wait_for_load_state("networkidle")
    site.deploy(corrected)
    page.evaluate(COMES_TO_THE_FRONT_JS)
    expect(page.get_by_text(CORRECTED)).to_be_visible()

    other.evaluate(COMES_TO_THE_FRONT_JS)

    expect(other.get_by_text(CORRECTED)).to_be_visible(timeout=PATIENCE_MS)


@pytest.mark.hazard("HZ7-a")
def test_a_page_that_was_reloaded_before_is_corrected_too(
    page: Page, site: Site, corrected: SourceTree
) -> None:
    open_facts(page, site)
    page.reload()
    page.wait_for_load_state("networkidle")
    site.deploy(corrected)

    page.evaluate(COMES_TO_THE_FRONT_JS)

    expect(page.get_by_text(CORRECTED)).to_be_visible(timeout=PATIENCE_MS)


@pytest.mark.hazard("HZ7-a")
def test_a_routine_release_that_waits_does_not_hold_a_correction_up(
    page: Page, site: Site, second_release: SourceTree, corrected: SourceTree
) -> None:
    open_facts(page, site)
    site.deploy(second_release)
    page.evaluate(COMES_TO_THE_FRONT_JS)
    expect(page.get_by_text("A new version is ready.")).to_be_visible()
    site.deploy(corrected)

    page.evaluate(COMES_TO_THE_FRONT_JS)

    expect(page.get_by_text(CORRECTED)).to_be_visible(timeout=PATIENCE_MS)


@pytest.mark.parametrize(
    "told",
    ['"5"', "[7]", "1e999", "null", '{"a": 1}', "true"],
)
def test_rubbish_in_place_of_an_edition_changes_nothing(
    page: Page, site: Site, told: str
) -> None:
    open_facts(page, site)
    body = f'{{"content": {{"safety_edition": {told}}}}}'.encode()
    site.faults["/version.json"] = answers("200 OK", "application/json", body)
    page.evaluate("() => { window.isUntouched = true }")

    page.evaluate(COMES_TO_THE_FRONT_JS)
    site.wait_until_asked("/version.json")
    page.wait_for_load_state("networkidle")

    expect(banner(page)).to_be_hidden()
    assert page.evaluate("() => window.isUntouched") is True


def test_a_server_whose_parts_disagree_does_not_make_a_page_loop(
    page: Page, site: Site
) -> None:
    open_facts(page, site)
    body = b'{"content": {"safety_edition": 99}}'
    site.faults["/version.json"] = answers("200 OK", "application/json", body)
    site.asked.clear()

    for _ in range(8):
        page.evaluate(COMES_TO_THE_FRONT_JS)
        page.wait_for_load_state("networkidle")

    expect(banner(page)).to_be_visible()
    loads = [each for each in site.asked if each.path == "/version.json"]
    assert len(loads) <= 20


def test_a_routine_edition_is_offered_and_not_forced(
    page: Page, site: Site, reworded: SourceTree
) -> None:
    open_facts(page, site)
    site.deploy(reworded)

    page.evaluate(COMES_TO_THE_FRONT_JS)

    expect(page.get_by_text("A new version is ready.")).to_be_visible()
    expect(banner(page)).to_be_hidden()
    expect(page.get_by_text(CORRECTED)).to_have_count(0)


def test_what_changed_since_the_last_look_is_marked_once(
    page: Page, site: Site, reworded: SourceTree
) -> None:
    open_facts(page, site)
    site.deploy(reworded)
    page.evaluate(COMES_TO_THE_FRONT_JS)
    page.get_by_role("button", name="Update now").click()
    expect(page.get_by_text(CORRECTED)).to_be_visible()
    page.goto(f"{site.address}/facts/")
    expect(changed_notice(page)).to_be_visible()

    page.get_by_role("link", name="See what changed").click()

    newest = page.locator("section[data-edition]").first
    expect(newest.get_by_text("New to you")).to_be_visible()
    expect(newest.get_by_text(CORRECTED)).to_be_visible()
    page.goto(f"{site.address}/facts/")
    expect(changed_notice(page)).to_be_hidden()
    page.goto(f"{site.address}/facts/changes")
    expect(page.get_by_text("Nothing has changed since")).to_be_visible()


def test_somebody_new_is_not_told_of_changes(page: Page, site: Site) -> None:
    page.goto(f"{site.address}/facts/")
    expect(changed_notice(page)).to_be_hidden()

    page.goto(f"{site.address}/facts/changes")

    expect(page.get_by_text("Nothing has changed since")).to_be_visible()
