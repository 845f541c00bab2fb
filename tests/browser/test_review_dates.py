"""A fact that is overdue says so itself, by the phone's own clock."""

from __future__ import annotations

from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.journeys import wait_until_kept_offline
from tests.browser.servers import AppServer
from tests.browser.site import Site, dated

LONDON = ZoneInfo("Europe/London")


def overdue(page: Page) -> Locator:
    return page.get_by_text("The review of this page is overdue.")


def due_on(page: Page) -> datetime:
    """The last minute of the day the page names."""
    day = page.locator("[data-review-due]").get_attribute("data-review-due")
    assert day
    return datetime.combine(datetime.fromisoformat(day), time(23, 59), tzinfo=LONDON)


@pytest.mark.hazard("HZ7-b")
@pytest.mark.parametrize(
    "path", ["/facts/emergency", "/facts/key-facts", "/medicines/"]
)
def test_a_fact_says_offline_that_its_review_is_overdue(
    page: Page, server: AppServer, path: str
) -> None:
    page.goto(server.address + path)
    wait_until_kept_offline(page)
    expect(overdue(page)).to_be_hidden()
    last_minute = due_on(page)
    server.kill()

    page.clock.set_fixed_time(last_minute)
    page.goto(server.address + path)
    expect(overdue(page)).to_be_hidden()
    page.clock.set_fixed_time(last_minute + timedelta(minutes=2))
    page.goto(server.address + path)

    expect(overdue(page)).to_be_visible()


@pytest.mark.hazard("HZ6-b")
@pytest.mark.hazard("HZ7-b")
def test_a_clock_that_was_set_back_does_not_hide_an_overdue_review(
    page: Page, site: Site
) -> None:
    page.goto(f"{site.address}/facts/emergency")
    wait_until_kept_offline(page)
    late = due_on(page) + timedelta(days=40)
    named = late.astimezone(UTC).strftime("%a, %d %b %Y %H:%M:%S GMT")
    site.faults["/version.json"] = dated(named)

    page.reload()
    expect(overdue(page)).to_be_visible()
    site.stop()
    page.goto(f"{site.address}/facts/key-facts")

    expect(overdue(page)).to_be_visible()
