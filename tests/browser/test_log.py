"""The log: one tap records, a slip can be put right, and nobody is judged."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.browser.accessibility import violations
from tests.browser.conftest import NewContext
from tests.browser.device import set_quota
from tests.browser.journeys import face, wait_until_kept_offline
from tests.browser.log_pages import (
    MONDAY,
    button,
    on,
    open_log,
    plan_every_day,
    status,
)
from tests.browser.servers import AppServer
from tests.browser.site import Site

JUDGING = re.compile(
    r"\b(you missed|forgot\w*|overdue|too late|late|fail\w*|streak|should have|bad)\b",
    re.IGNORECASE,
)


def record(page: Page) -> None:
    button(page, "Taken now").click()
    expect(status(page, "Recorded on this phone.")).to_be_visible()


def test_one_tap_records_and_the_card_shows_it_with_the_server_dead(
    page: Page, server: AppServer
) -> None:
    page.goto(server.address)
    wait_until_kept_offline(page)
    server.kill()

    open_log(page, server.address)
    record(page)
    page.goto(f"{server.address}/card/")

    expect(face(page)).to_contain_text("less than 1 hour ago")


def test_a_second_dose_within_six_hours_is_asked_about_and_can_be_undone(
    page: Page, site: Site
) -> None:
    on(page, MONDAY, 8, 5)
    open_log(page, site.address)
    record(page)
    on(page, MONDAY, 13)

    button(page, "Taken now").click()
    question = page.get_by_text("Already logged at 08:05. Record another?")
    expect(question).to_be_focused()
    assert violations(page) == []
    button(page, "No, leave it as it is").click()
    expect(page.get_by_text("4 hours ago")).to_be_visible()
    expect(button(page, "Taken now")).to_be_focused()
    button(page, "Taken now").click()
    button(page, "Record another dose").click()
    expect(status(page, "Taken at 13:00")).to_be_visible()
    button(page, "Undo").click()

    expect(status(page, "Undone.")).to_be_visible()
    page.goto(f"{site.address}/card/")
    expect(face(page)).to_contain_text("Mon 16 Nov 2026 08:05")


def test_after_six_hours_another_dose_is_recorded_without_asking(
    page: Page, site: Site
) -> None:
    on(page, MONDAY, 8)
    open_log(page, site.address)
    record(page)
    on(page, MONDAY, 14, 1)

    button(page, "Taken now").click()

    expect(status(page, "Taken at 14:01")).to_be_visible()


def test_a_dose_typed_into_the_card_is_asked_about_too(page: Page, site: Site) -> None:
    on(page, MONDAY, 9)
    page.goto(f"{site.address}/card/edit")
    page.get_by_label("Last dose: date").fill(MONDAY.isoformat())
    page.get_by_label("Last dose: time").fill("08:00")
    button(page, "Save on this phone").click()
    expect(page.get_by_text("Saved on this phone.").first).to_be_visible()

    open_log(page, site.address)
    button(page, "Taken now").click()

    expect(page.get_by_text("Already logged at 08:00. Record another?")).to_be_visible()


def test_the_time_of_a_dose_is_changed_and_the_card_follows(
    page: Page, site: Site
) -> None:
    on(page, MONDAY, 9)
    open_log(page, site.address)
    record(page)

    button(page, "Change the time, or add a note").click()
    assert violations(page) == []
    page.get_by_label("Time", exact=True).fill("23:59")
    button(page, "Keep it").click()
    expect(page.get_by_role("alert").filter(has_text="real time")).to_be_visible()
    page.get_by_label("Time", exact=True).fill("07:15")
    page.get_by_label("Who saw you take it").fill("Sam Example")
    button(page, "Keep it").click()

    expect(status(page, "Changed.")).to_be_visible()
    page.goto(f"{site.address}/card/")
    expect(face(page)).to_contain_text("Mon 16 Nov 2026 07:15")


def test_a_planned_time_is_answered_with_taken_or_skip(page: Page, site: Site) -> None:
    on(page, MONDAY, 7)
    plan_every_day(page, site.address)

    open_log(page, site.address)
    expect(page.get_by_role("paragraph").get_by_text("08:00")).to_be_visible()
    assert violations(page) == []
    button(page, "Skip 08:00 50 mg").click()
    expect(status(page, "Skipped.")).to_be_visible()
    button(page, "Undo").click()
    on(page, MONDAY, 8, 3)
    button(page, "Taken 08:00 50 mg").click()

    planned = page.get_by_role("region", name="Planned today")
    expect(planned).to_contain_text("Taken at 08:03")
    week = page.get_by_role("link", name="Monday 16 November 2026, Taken at 08:03")
    expect(week).to_be_visible()
    expect(page.get_by_text("Taken on 1 of 1 planned days.")).to_be_visible()


def test_after_some_days_the_facts_stand_first_and_nobody_is_judged(
    page: Page, site: Site
) -> None:
    on(page, MONDAY, 7)
    plan_every_day(page, site.address)
    on(page, MONDAY, 8)
    open_log(page, site.address)
    record(page)
    expect(page.get_by_role("heading", name="A few days")).to_be_hidden()

    on(page, MONDAY + timedelta(days=5), 8)
    open_log(page, site.address)

    panel = page.get_by_role("region", name="A few days with no dose logged")
    expect(panel).to_contain_text("Your tolerance is low in a gap.")
    expect(panel).to_contain_text("Ask your service first.")
    expect(panel.get_by_role("link", name="In an emergency")).to_be_visible()
    assert not JUDGING.findall(page.get_by_role("main").inner_text())
    assert violations(page) == []
    panel_box = panel.bounding_box()
    taken_box = button(page, "Taken now").bounding_box()
    assert panel_box and taken_box and panel_box["y"] < taken_box["y"]


def test_what_one_window_records_another_shows(
    page: Page, context: BrowserContext, site: Site
) -> None:
    other = context.new_page()
    open_log(other, site.address)
    expect(other.get_by_text("Nothing recorded yet.")).to_be_visible()

    open_log(page, site.address)
    record(page)

    expect(other.get_by_text("less than 1 hour ago")).to_be_visible()


def test_a_full_phone_says_that_nothing_was_recorded(page: Page, site: Site) -> None:
    open_log(page, site.address)
    set_quota(page, site.address, 1)

    button(page, "Taken now").click()

    words = "Not recorded. This browser would not keep it. Your card is as it was."
    expect(status(page, words)).to_be_visible()
    expect(page.get_by_text("Nothing recorded yet.")).to_be_visible()


@pytest.mark.parametrize("path", ["/log/", "/log/month", "/log/plan", "/log/dates"])
def test_no_page_of_the_log_is_wider_than_the_smallest_phone(
    new_context: NewContext, site: Site, path: str
) -> None:
    page = new_context(viewport={"width": 320, "height": 568}).new_page()
    on(page, MONDAY, 7)
    plan_every_day(page, site.address)

    page.goto(f"{site.address}{path}")
    expect(page.get_by_role("heading", level=1)).to_be_visible()

    wide = "() => document.scrollingElement.scrollWidth - innerWidth"
    assert page.evaluate(wide) <= 0
