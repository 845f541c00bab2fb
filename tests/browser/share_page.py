"""The page that gives the card away, and what a person takes from it."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

from playwright.sync_api import Locator, Page, expect

from pwa.clock import today
from tests.browser.journeys import (
    open_form,
    save,
    wait_until_kept_offline,
)
from tests.browser.site import Site

NO_SHARE = "Object.defineProperty(navigator, 'share', { value: undefined })"


USUAL = {
    "Name to use": "Sam Example",
    "Date of birth": "1988-03-04",
    "Strength": "50 mg",
    "Allergies": "Penicillin (rash)\nLatex",
    "Other medicines": "Sertraline 50 mg\nOmeprazole 20 mg",
    "Other conditions": "Asthma",
    "Language you speak best": "Polish",
    "Emergency contact 1: name": "Mum",
    "Emergency contact 1: phone": "07700 900123",
    "Emergency contact 2: name": "Alex (partner)",
    "Emergency contact 2: phone": "07700 900456",
    "Prescriber or service": "Northside service",
    "Anything else staff should know": "Afraid of needles. Please talk to me first.",
    "Reason": "SECRETREASON",
}


def keep(page: Page, address: str, fields: dict[str, str], *ticked: str) -> None:
    """Save a card with those fields, taken as tablets yesterday, kept for offline."""
    open_form(page, address)
    wait_until_kept_offline(page)
    page.get_by_label("Tablets", exact=True).check()
    yesterday = today() - timedelta(days=1)
    page.get_by_label("Last dose: date").fill(yesterday.isoformat())
    page.get_by_label("Last dose: time").fill("08:00")
    for label, text in fields.items():
        page.get_by_label(label, exact=True).fill(text)
    for label in ticked:
        page.get_by_label(label).check()
    save(page)


def open_share(page: Page, site: Site) -> None:
    """With nothing behind it any more."""
    site.stop()
    page.goto(f"{site.address}/card/share")
    expect(code(page)).to_be_visible()


def code(page: Page) -> Locator:
    return page.get_by_role("img", name="A code for a phone camera")


def told(page: Page) -> str:
    """The text that stands below the code."""
    heading = page.get_by_role("heading", name="What the code says")
    return heading.locator("xpath=following-sibling::p[1]").text_content() or ""


def section(page: Page, heading: str) -> Locator:
    return page.locator("section").filter(
        has=page.get_by_role("heading", name=heading, level=2)
    )


def download(page: Page, button: str, to: Path) -> Path:
    with page.expect_download() as waiting:
        page.get_by_role("button", name=button).click()
    kept = to / waiting.value.suggested_filename
    waiting.value.save_as(kept)
    return kept
