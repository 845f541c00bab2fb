"""The card as text: saved, shared or copied, and what each says of itself."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.browser.share_page import (
    NO_SHARE,
    USUAL,
    download,
    keep,
    open_share,
    section,
    told,
)
from tests.browser.site import Site

pytestmark = pytest.mark.worker("kept")

SELECTED_JS = "() => getSelection().toString()"


NO_CLIPBOARD = """Object.defineProperty(navigator, 'clipboard', { value: {
  writeText: () => Promise.reject(new DOMException('no', 'NotAllowedError')) } })"""


SHARE = """window.given = []
Object.defineProperty(navigator, 'share', { value: async (data) => {
  window.given.push(data) } })"""


TOLD_OFF = """Object.defineProperty(navigator, 'share', { value: async () => {
  throw new DOMException('no', 'AbortError') } })"""


def test_the_whole_card_is_saved_as_text(
    page: Page, site: Site, tmp_path: Path
) -> None:
    keep(page, site.address, USUAL)
    open_share(page, site)

    file = download(page, "Save a text file", tmp_path)

    assert file.name == "carrycard.txt"
    text = file.read_text(encoding="utf-8")
    for said in (
        "I take NALTREXONE",
        "Name: Sam Example",
        "Omeprazole 20 mg",
        "Alex (partner) 07700 900456",
        "Not an allergy.",
        "Entered by patient. Not verified.",
    ):
        assert said in text.splitlines(), said
    assert "SECRETREASON" not in text
    expect(section(page, "Send it as text")).to_contain_text("downloads")


@pytest.mark.hazard("HZ10-f")
def test_the_reason_goes_out_only_when_the_card_shows_it(
    page: Page, site: Site, tmp_path: Path
) -> None:
    keep(page, site.address, USUAL, "Show the reason on my card")
    open_share(page, site)

    text = download(page, "Save a text file", tmp_path).read_text(encoding="utf-8")
    summary = download(page, "Save the summary file", tmp_path).read_text("utf-8")

    assert "Why I take it: SECRETREASON" in text.splitlines()
    assert "SECRETREASON" in summary


def test_text_is_shared_under_a_neutral_title(
    page: Page, context: BrowserContext, site: Site
) -> None:
    page.add_init_script(SHARE)
    keep(page, site.address, USUAL)
    open_share(page, site)

    page.get_by_role("button", name="Send my card as text").click()

    expect(section(page, "Send it as text")).to_contain_text("Handed over")
    [given] = page.evaluate("() => window.given")
    assert given["title"] == "Carrycard"
    assert set(given) == {"title", "text"}
    assert "Name: Sam Example" in given["text"]


def test_a_share_that_was_called_off_says_that_nothing_was_sent(
    page: Page, context: BrowserContext, site: Site
) -> None:
    page.add_init_script(TOLD_OFF)
    keep(page, site.address, USUAL)
    open_share(page, site)

    page.get_by_role("button", name="Send my card as text").click()

    expect(section(page, "Send it as text")).to_contain_text("Not sent")


def test_text_is_copied_where_nothing_can_be_shared(
    page: Page, context: BrowserContext, site: Site
) -> None:
    page.add_init_script(NO_SHARE)
    context.grant_permissions(["clipboard-read", "clipboard-write"])
    keep(page, site.address, USUAL)
    open_share(page, site)

    page.get_by_role("button", name="Send my card as text").click()
    expect(section(page, "Send it as text")).to_contain_text("Copied.")
    whole = page.evaluate("() => navigator.clipboard.readText()")
    page.get_by_role("button", name="Copy What the code says").click()
    expect(section(page, "Show a code")).to_contain_text("Copied.")
    short = page.evaluate("() => navigator.clipboard.readText()")

    assert "Anything" not in whole
    assert "Note: Afraid of needles. Please talk to me first." in whole.splitlines()
    assert short == told(page)


def test_where_copying_is_refused_the_text_is_marked_to_be_copied_by_hand(
    page: Page, context: BrowserContext, site: Site
) -> None:
    page.add_init_script(NO_SHARE)
    page.add_init_script(NO_CLIPBOARD)
    keep(page, site.address, USUAL)
    open_share(page, site)

    page.get_by_role("button", name="Copy What the code says").click()
    expect(section(page, "Show a code")).to_contain_text("copy it yourself")
    short = page.evaluate(SELECTED_JS)
    page.get_by_role("button", name="Send my card as text").click()
    expect(section(page, "Send it as text")).to_contain_text("copy it yourself")

    assert short == told(page)
    assert "Name: Sam Example" in page.evaluate(SELECTED_JS).splitlines()
