"""Nothing is sent; each text for the phone's own emergency screen is there."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.browser.accessibility import violations
from tests.browser.conftest import NewContext
from tests.browser.share_page import (
    NO_SHARE,
    USUAL,
    download,
    keep,
    open_share,
    section,
)
from tests.browser.site import Site
from tests.browser.watching import Watch

pytestmark = pytest.mark.worker("kept")

LOWER_THAN_JS = """(all, px) => all
  .map((each) => [each.getBoundingClientRect().height, each.textContent])
  .filter(([height]) => height < px)
  .map(([height, text]) => `${text}: ${height} px`)"""


TOO_WIDE_JS = """() => document.documentElement.scrollWidth > innerWidth
  ? ['wider than the screen'] : []"""


def test_nothing_is_asked_of_the_network_on_the_way_out(
    page: Page, context: BrowserContext, site: Site, watch: Watch, tmp_path: Path
) -> None:
    page.add_init_script(NO_SHARE)
    context.grant_permissions(["clipboard-read", "clipboard-write"])
    keep(page, site.address, USUAL)
    open_share(page, site)
    before = len(watch.requests)

    page.get_by_role("button", name="Copy What the code says").click()
    page.get_by_role("button", name="Send my card as text").click()
    expect(section(page, "Send it as text")).to_contain_text("Copied.")
    download(page, "Save a text file", tmp_path)
    download(page, "Save the contacts file", tmp_path)
    download(page, "Save the summary file", tmp_path)

    asked = [each.url for each in watch.requests[before:]]
    assert [url for url in asked if not url.startswith("blob:")] == []


@pytest.mark.parametrize("path", ["/card/share", "/card/phone"])
def test_without_scripts_the_page_still_leads_on(
    new_context: NewContext, site: Site, path: str
) -> None:
    page = new_context(java_script_enabled=False).new_page()

    page.goto(site.address + path)

    expect(page.locator("noscript p")).to_contain_text("need JavaScript")
    expect(page.get_by_role("button")).to_have_count(0)
    expect(page.get_by_role("main").get_by_role("link").first).to_be_visible()


def test_the_emergency_screen_gets_its_texts_field_by_field(
    page: Page, context: BrowserContext, site: Site
) -> None:
    context.grant_permissions(["clipboard-read", "clipboard-write"])
    keep(page, site.address, USUAL, "Your liver")
    site.stop()
    page.goto(f"{site.address}/card/phone")
    iphone = section(page, "iPhone: Medical ID")

    copied = {}
    for label in ("Medications", "Allergies & Reactions", "Medical Notes"):
        button = iphone.get_by_role("button", name=f"Copy {label}")
        button.click()
        status = button.locator("xpath=following-sibling::span")
        expect(status).to_have_text("Copied.")
        copied[label] = page.evaluate("() => navigator.clipboard.readText()")

    assert copied["Medications"].splitlines() == [
        "I take NALTREXONE, opioid blocker. NOT naloxone",
        "Tablet 50 mg",
        "Sertraline 50 mg",
        "Omeprazole 20 mg",
    ]
    assert copied["Allergies & Reactions"] == "Penicillin (rash)\nLatex"
    assert "Entered by patient. Not verified." in copied["Medical Notes"].splitlines()
    assert "Speaks: Polish" in copied["Medical Notes"].splitlines()
    assert "SECRETREASON" not in page.locator("main").inner_text()
    expect(page.get_by_text("Do not list naltrexone under allergies")).to_be_visible()


def test_a_field_with_nothing_in_it_is_left_out(page: Page, site: Site) -> None:
    page.goto(f"{site.address}/card/phone")

    expect(page.get_by_role("heading", name="Medications").first).to_be_visible()
    assert page.get_by_role("heading", name=re.compile("^Allergies")).count() == 0
    assert page.get_by_role("heading", name="Name", exact=True).count() == 0


def test_an_android_phone_is_shown_its_own_steps_first(
    new_context: NewContext, site: Site
) -> None:
    context = new_context(user_agent="Mozilla/5.0 (Linux; Android 15) Chrome/150")
    page = context.new_page()

    page.goto(f"{site.address}/card/phone")

    first = page.locator("main section").first.get_by_role("heading", level=2)
    expect(first).to_have_text("Android: emergency information")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_both_pages_meet_wcag_with_a_card_and_fit_a_small_phone(
    new_context: NewContext, site: Site, scheme: str
) -> None:
    context = new_context(
        viewport={"width": 320, "height": 568},
        color_scheme=scheme,
        permissions=["clipboard-read", "clipboard-write"],
    )
    page = context.new_page()
    keep(page, site.address, USUAL | {"Other conditions": "x" * 200})
    found = {}

    for path, ready in (("/card/share", "What the code says"), ("/card/phone", "Name")):
        page.goto(site.address + path)
        copy = page.get_by_role("button", name=f"Copy {ready}").first
        copy.click()
        expect(copy.locator("xpath=following-sibling::span[1]")).to_have_text("Copied.")
        if path == "/card/share":
            page.get_by_text("See the text").click()
        small = page.get_by_role("button").evaluate_all(LOWER_THAN_JS, 44)
        found[path] = [*violations(page), *small, *page.evaluate(TOO_WIDE_JS)]

    assert found == {"/card/share": [], "/card/phone": []}
