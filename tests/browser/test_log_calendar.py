"""The log's calendar: every day can be put right, and plan and dates stand in it."""

from __future__ import annotations

from datetime import date, timedelta

from playwright.sync_api import Page, expect

from tests.browser.accessibility import violations
from tests.browser.log_pages import (
    MONDAY,
    button,
    on,
    open_log,
    plan_every_day,
    status,
)
from tests.browser.site import Site


def add_for_day(page: Page, address: str, day: date, at_time: str) -> None:
    page.goto("about:blank")
    page.goto(f"{address}/log/month#{day.isoformat()}")
    button(page, "Add an entry").click()
    page.get_by_label("Time", exact=True).fill(at_time)
    button(page, "Keep it").click()
    expect(status(page, "Kept on this phone.")).to_be_visible()


def test_days_are_added_changed_and_removed_in_the_calendar(
    page: Page, site: Site
) -> None:
    on(page, MONDAY - timedelta(days=1), 7)
    plan_every_day(page, site.address)
    on(page, MONDAY + timedelta(days=2), 12)

    add_for_day(page, site.address, MONDAY, "08:10")
    add_for_day(page, site.address, MONDAY + timedelta(days=1), "08:20")

    picture = page.get_by_role("img", name="Taken on 2 of 3 planned days.")
    expect(picture).to_be_visible()
    page.get_by_role("button", name="Monday 16 November 2026").click()
    expect(page.get_by_role("heading", name="Monday 16 November 2026")).to_be_focused()
    assert violations(page) == []
    button(page, "Change Taken at 08:10").click()
    page.get_by_label("Note").fill("With breakfast")
    button(page, "Keep it").click()
    expect(page.get_by_role("listitem").get_by_text("With breakfast")).to_be_visible()
    button(page, "Remove Taken at 08:10").click()
    expect(button(page, "Undo")).to_be_focused()
    expect(page.get_by_text("No entry for this day.")).to_be_visible()
    button(page, "Undo").click()
    expect(page.get_by_role("listitem").get_by_text("With breakfast")).to_be_visible()
    button(page, "Week").click()
    expect(page.get_by_role("heading", name="16 Nov – 22 Nov")).to_be_visible()
    button(page, "Previous").click()
    expect(page.get_by_role("heading", name="9 Nov – 15 Nov")).to_be_visible()


def test_the_days_of_the_calendar_are_reached_with_the_arrow_keys(
    page: Page, site: Site
) -> None:
    on(page, MONDAY, 9)
    page.goto(f"{site.address}/log/month")
    page.get_by_role("button", name="Monday 16 November 2026").focus()

    page.keyboard.press("ArrowUp")
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Enter")

    expect(page.get_by_role("heading", name="Tuesday 10 November 2026")).to_be_focused()


def test_a_day_to_come_takes_no_entry(page: Page, site: Site) -> None:
    on(page, MONDAY, 9)

    page.goto(f"{site.address}/log/month#2026-11-17")

    expect(page.get_by_text("This day is still to come.")).to_be_visible()
    expect(button(page, "Add an entry")).to_be_hidden()


def test_the_plan_of_three_days_says_that_only_a_service_sets_it(
    page: Page, site: Site
) -> None:
    on(page, MONDAY, 7)
    page.goto(f"{site.address}/log/plan")
    expect(page.get_by_text("This app sets no plan.")).to_be_visible()
    expect(page.get_by_role("radio", checked=True)).to_have_count(0)

    page.get_by_label("Tablets", exact=True).check()
    page.get_by_label("Monday, Wednesday and Friday").check()
    expect(page.get_by_text("Only your service can set this plan.")).to_be_visible()
    button(page, "Keep this plan").click()
    expect(page.get_by_role("alert").filter(has_text="real time")).to_be_visible()
    page.get_by_label("Time", exact=True).locator("visible=true").fill("09:00")
    button(page, "Keep this plan").click()
    expect(status(page, "Your plan is kept on this phone.")).to_be_visible()

    page.goto(f"{site.address}/log/month#2026-11-20")
    expect(page.get_by_text("Planned: 09:00 150 mg")).to_be_visible()
    page.goto(f"{site.address}/log/plan")
    expect(page.get_by_label("Monday, Wednesday and Friday")).to_be_checked()


def test_the_next_injection_is_counted_from_the_last_one(
    page: Page, site: Site
) -> None:
    on(page, MONDAY, 9)
    page.goto(f"{site.address}/log/plan")
    page.get_by_label("Injection", exact=True).check()
    expect(page.get_by_label("Days from one injection to the next")).to_have_value("28")
    page.get_by_label("Next injection").fill("2026-11-16")
    button(page, "Keep this plan").click()
    expect(status(page, "Your plan is kept on this phone.")).to_be_visible()

    open_log(page, site.address)
    button(page, "Had my injection today").click()

    due = "Next injection by your plan: Monday 14 December."
    expect(page.get_by_text(due)).to_be_visible()


def test_a_date_is_added_done_and_brought_back_and_the_next_days_show_it(
    page: Page, site: Site
) -> None:
    on(page, MONDAY, 9)
    page.goto(f"{site.address}/log/dates")
    button(page, "Add a date").click()
    page.get_by_label("Blood test").check()
    page.get_by_label("Date", exact=True).fill("2026-11-26")
    page.get_by_label("Time", exact=True).fill("10:00")
    assert violations(page) == []
    button(page, "Keep it").click()
    expect(status(page, "Kept on this phone.")).to_be_visible()

    open_log(page, site.address)
    expect(page.get_by_text("Thursday 26 November, 10:00")).to_be_visible()
    page.goto(f"{site.address}/log/dates")
    button(page, "Remove Blood test 26 Nov").click()
    expect(page.get_by_text("No dates yet.")).to_be_visible()
    button(page, "Undo").click()
    button(page, "Done Blood test 26 Nov").click()

    expect(status(page, "Marked as done.")).to_be_visible()
    open_log(page, site.address)
    expect(page.get_by_role("heading", name="Coming up")).to_be_hidden()
