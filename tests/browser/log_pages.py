"""What a person does on the pages of the log, in the words on the screen."""

from __future__ import annotations

from datetime import date, datetime, time

from playwright.sync_api import Locator, Page, expect

from pwa.clock import HOME_ZONE

MONDAY = date(2026, 11, 16)


def at(day: date, hour: int, minute: int = 0) -> datetime:
    return datetime.combine(day, time(hour, minute), tzinfo=HOME_ZONE)


def on(page: Page, day: date, hour: int, minute: int = 0) -> None:
    page.clock.set_fixed_time(at(day, hour, minute))


def button(page: Page, name: str) -> Locator:
    return page.get_by_role("button", name=name, exact=True)


def open_log(page: Page, address: str) -> None:
    page.goto(f"{address}/log/")
    expect(page.get_by_role("heading", name="Last dose on your card")).to_be_visible()


def status(page: Page, words: str) -> Locator:
    return page.get_by_role("status").filter(has_text=words)


def plan_every_day(page: Page, address: str, at_time: str = "08:00") -> None:
    page.goto(f"{address}/log/plan")
    page.get_by_label("Tablets", exact=True).check()
    page.get_by_label("Every day, at one time").check()
    page.get_by_label("Time", exact=True).first.fill(at_time)
    page.get_by_label("Strength").first.fill("50 mg")
    button(page, "Keep this plan").click()
    expect(status(page, "Your plan is kept on this phone.")).to_be_visible()
