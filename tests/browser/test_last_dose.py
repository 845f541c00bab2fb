"""The last dose on the card is the person's own words, and is never out of date."""

from __future__ import annotations

import re
from datetime import datetime, time, timedelta

import pytest
from playwright.sync_api import Page, expect

from pwa.clock import HOME_ZONE, today
from tests.browser.journeys import face, save_card
from tests.browser.site import Site

pytestmark = pytest.mark.worker("off")

VERDICT = re.compile(
    r"\b(blocked until|still blocked|no longer blocked|block has gone|remaining|to go"
    r"|\d+ (?:hours|days) (?:left|until)|will wear off)\b",
    re.IGNORECASE,
)
UNKNOWN = "Dose and time not known. Assume blocked, assume sensitive."


def open_card_after(page: Page, site: Site, days: float) -> None:
    """The card with a dose of yesterday at 8, opened so many days from today."""
    noon = datetime.combine(today(), time(12), tzinfo=HOME_ZONE)
    # By a clock that stands before the save, no dose would be known.
    page.clock.set_fixed_time(noon - timedelta(hours=3))
    save_card(page, site.address)
    page.clock.set_fixed_time(noon + timedelta(days=days))
    page.goto(f"{site.address}/card/")
    expect(face(page)).to_contain_text("Sam Example")


@pytest.mark.hazard("HZ5-a")
@pytest.mark.parametrize(
    ("days", "elapsed"),
    [
        pytest.param(0, "28 hours ago", id="the next day"),
        pytest.param(9, "10 days ago", id="after days"),
        pytest.param(390, "391 days ago", id="after more than a year"),
    ],
)
def test_a_last_dose_says_how_long_ago_and_that_nobody_checked_it(
    page: Page, site: Site, days: int, elapsed: str
) -> None:
    open_card_after(page, site, days)

    expect(face(page)).to_contain_text(elapsed)
    expect(face(page).get_by_text("Entered by patient. Not verified.")).to_be_visible()


@pytest.mark.hazard("HZ5-b")
def test_after_400_days_a_last_dose_counts_as_not_known(page: Page, site: Site) -> None:
    open_card_after(page, site, 400)

    expect(face(page).get_by_text(UNKNOWN)).to_be_visible()
    expect(face(page).get_by_text("Last dose", exact=True)).to_be_hidden()


@pytest.mark.hazard("HZ6-a")
def test_a_last_dose_in_the_future_counts_as_not_known(page: Page, site: Site) -> None:
    open_card_after(page, site, -3)

    expect(face(page).get_by_text(UNKNOWN)).to_be_visible()


@pytest.mark.hazard("HZ2-a")
@pytest.mark.hazard("HZ1-b")
@pytest.mark.parametrize("days", [0, 1, 2, 3, 5, 10, 30, 100])
def test_no_day_brings_a_verdict_and_every_day_the_warning(
    page: Page, site: Site, days: int
) -> None:
    open_card_after(page, site, days)

    expect(
        face(page).get_by_text("Assume blocked, assume sensitive.", exact=True)
    ).to_be_visible()
    said = face(page).inner_text()
    assert not VERDICT.findall(said)


@pytest.mark.hazard("HZ13-a")
def test_while_nothing_is_known_no_time_and_no_form_is_named(
    page: Page, site: Site
) -> None:
    page.goto(f"{site.address}/card/")

    expect(face(page).get_by_text(UNKNOWN)).to_be_visible()
    expect(face(page).locator("[data-form]:visible")).to_have_count(0)
    assert not re.search(r"\d+ (hours|days)", face(page).inner_text())
