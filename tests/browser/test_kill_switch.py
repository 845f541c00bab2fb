"""A worker can be taken away from every phone, and what people kept stays."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Locator, Page, Playwright, expect

from tests.browser.device import wait_until, wait_until_kept
from tests.browser.journeys import (
    expect_card_of,
    face,
    keep_card,
    open_form,
    save_card,
    wait_until_kept_offline,
)
from tests.browser.kept_forms import all_kept
from tests.browser.profiles import needs_full_chromium
from tests.browser.pushing import (
    agree_and_turn_on,
    full_chromium,
    phone_with_push,
    sent,
    stand_in_for_push,
)
from tests.browser.site import Site
from tests.browser.test_log import record
from tools import find_browser as finder

NO_WORKER_JS = """async () =>
  (await navigator.serviceWorker.getRegistrations()).length === 0"""


@pytest.fixture(scope="module")
def full_browser(
    playwright: Playwright, found_browser: finder.Browser
) -> Iterator[Browser]:
    with full_chromium(playwright, found_browser) as launched:
        yield launched


def switch_off(page: Page, site: Site) -> None:
    """As CARRYCARD_WORKER=off does, and one page is opened."""
    site.deploy(site.first, worker="off")
    page.goto(site.address)
    wait_until(page, NO_WORKER_JS)


def lost_notice(page: Page) -> Locator:
    return page.get_by_text("Your reminders may not come any more.")


def test_the_kill_switch_takes_the_worker_away_and_keeps_the_card(
    page: Page, site: Site
) -> None:
    keep_card(page, site.address)

    switch_off(page, site)

    assert "carrycard-precache" not in page.evaluate("() => caches.keys()")
    open_form(page, site.address)
    expect(page.get_by_label("Name to use")).to_have_value("Sam Example")
    page.goto(f"{site.address}/card/")
    expect_card_of(page, "Sam Example")
    wait_until_kept(page, Cache="Sam Example")
    page.goto(site.address)
    expect(page.get_by_text("Ready to work offline", exact=True)).to_be_hidden()


def test_after_the_kill_switch_a_worker_can_be_served_again(
    page: Page, site: Site
) -> None:
    keep_card(page, site.address)
    switch_off(page, site)

    site.deploy(site.first)
    page.goto(site.address)
    expect(page.get_by_text("Ready to work offline", exact=True)).to_be_visible()
    site.stop()
    page.goto(f"{site.address}/card/show")

    expect(face(page)).to_contain_text("Sam Example")


@needs_full_chromium
def test_the_kill_switch_keeps_log_and_reminders_which_come_again_after_it(
    full_browser: Browser, site: Site
) -> None:
    with full_browser.new_context() as context:
        phone = phone_with_push(context, site.address)
        page = phone.page
        agree_and_turn_on(page)
        save_card(page, site.address)
        page.goto(f"{site.address}/log/")
        record(page)
        before = all_kept(page)

        switch_off(page, site)
        # The browser drops it together with the worker.
        phone.set_push(endpoint=None)

        kept = all_kept(page)
        changed = {key for key in before if kept.get(key) != before[key]}
        assert changed <= {"reminders", "carrycard.seen"}
        page.goto(f"{site.address}/log/")
        expect(lost_notice(page)).to_be_visible()
        site.deploy(site.first)
        page.goto(f"{site.address}/log/reminders")
        wait_until_kept_offline(page)
        expect(page.locator("[data-state]")).to_have_text("Reminders are on.")
        stand_in_for_push(context.service_workers[-1])
        page.goto(f"{site.address}/log/")
        expect(lost_notice(page)).to_be_hidden()
        puts = sent(site, "PUT", "subscription")
        assert [put["times"] for put in puts] == [puts[0]["times"]] * 2
