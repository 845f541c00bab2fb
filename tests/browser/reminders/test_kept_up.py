"""Reminders are kept up: one that is gone is made anew, or the loss is said."""

from __future__ import annotations

from playwright.sync_api import expect

from pwa.reminders.keys import Keys
from tests.browser.exports import as_asked
from tests.browser.profiles import needs_full_chromium
from tests.browser.pushing import (
    PAGE,
    Phone,
    agree_and_turn_on,
    reminder,
    sent,
    slot_now,
)
from tests.browser.site import Site

pytestmark = needs_full_chromium

WATCH_JS = """() => {
  self.opened = []
  self.focused = []
  Clients.prototype.openWindow = async (place) => { self.opened.push(place) }
  // Only a real press may do it.
  WindowClient.prototype.focus = async function () { self.focused.push(this.url) }
}"""


def test_a_browser_that_changes_a_subscription_has_it_renewed_with_no_page_opened(
    phone: Phone, site: Site
) -> None:
    agree_and_turn_on(phone.page)
    before = len(sent(site, "PUT", "subscription"))
    phone.set_push(endpoint=None)

    phone.tell_change()

    first, *_, last = sent(site, "PUT", "subscription")
    assert len(sent(site, "PUT", "subscription")) == before + 1
    assert last["subscription"]["endpoint"].endswith("/2")
    assert (last["times"], last["days"]) == (first["times"], first["days"])
    assert sent(site, "DELETE", "subscription") == [
        {"endpoint": first["subscription"]["endpoint"]}
    ]


def test_a_change_told_with_the_server_dead_is_made_up_for_at_the_next_opening(
    phone: Phone, site: Site
) -> None:
    agree_and_turn_on(phone.page)
    phone.set_push(endpoint=None)
    site.stop()

    phone.tell_change()
    site.start()
    phone.check()

    assert (
        sent(site, "PUT", "subscription")[-1]["subscription"]["endpoint"]
        != (sent(site, "PUT", "subscription")[0]["subscription"]["endpoint"])
    )


def test_a_press_on_the_note_brings_an_open_log_to_the_front_as_it_is(
    phone: Phone, site: Site
) -> None:
    log = phone.page.context.new_page()
    log.goto(f"{site.address}/log/")
    log.get_by_role("button", name="Taken now").click()
    expect(log.get_by_role("button", name="Undo")).to_be_visible()
    phone.worker.evaluate(WATCH_JS)
    slot = slot_now()
    phone.push(reminder(slot))

    phone.tap(slot)

    assert phone.worker.evaluate("() => self.focused") == [f"{site.address}/log/"]
    assert phone.worker.evaluate("() => self.opened") == []
    expect(log.get_by_role("button", name="Undo")).to_be_visible()
    assert as_asked(phone.page.url).endswith(PAGE)


def test_a_subscription_that_is_gone_is_made_anew_at_the_next_opening(
    phone: Phone, site: Site
) -> None:
    agree_and_turn_on(phone.page)
    phone.set_push(endpoint=None)

    phone.page.goto(f"{site.address}/facts/")
    phone.check()

    first, second = sent(site, "PUT", "subscription")
    assert first["subscription"]["endpoint"].endswith("/1")
    assert second["subscription"]["endpoint"].endswith("/2")
    assert second["times"] == first["times"]
    assert sent(site, "DELETE", "subscription") == [
        {"endpoint": first["subscription"]["endpoint"]}
    ]


def test_a_new_key_of_the_server_is_taken_at_the_next_opening(
    phone: Phone, site: Site
) -> None:
    page = phone.page
    agree_and_turn_on(page)
    keys = Keys(site.first.instance / "keys")
    new = keys.rotate()

    page.reload()
    expect(page.locator("[data-state]")).to_have_text("Reminders are on.")

    assert [put["keyId"] for put in sent(site, "PUT", "subscription")][1:] == [new.id]


def test_a_loss_that_cannot_be_repaired_is_said_on_the_log(
    phone: Phone, site: Site
) -> None:
    page = phone.page
    agree_and_turn_on(page)
    phone.set_push(endpoint=None, refused="AbortError")

    page.goto(f"{site.address}/log/")
    notice = page.get_by_text("Your reminders may not come any more.")
    expect(notice).to_be_visible()
    page.get_by_role("link", name="See why").click()
    expect(page.locator("[data-state]")).to_contain_text("Reminders have stopped")
    page.goto(f"{site.address}/log/")
    page.get_by_role("button", name="Hide this").click()
    expect(notice).to_be_hidden()
    phone.set_push(refused=None)
    phone.check()

    assert len(sent(site, "PUT", "subscription")) == 2


def test_a_permission_taken_back_is_said(phone: Phone) -> None:
    agree_and_turn_on(phone.page)
    phone.page.context.clear_permissions()

    phone.page.reload()

    expect(phone.page.locator("[data-state]")).to_contain_text("Reminders have stopped")


def test_a_server_out_of_reach_changes_nothing(phone: Phone, site: Site) -> None:
    page = phone.page
    site.stop()

    page.get_by_label("I have read this page.").check()
    page.get_by_role("button", name="Turn on reminders").click()

    expect(page.locator("[data-done]")).to_contain_text("could not be reached")
    expect(page.locator("[data-state]")).to_have_text("Reminders are off.")
    assert page.evaluate(
        "async () => (await (await navigator.serviceWorker.ready)"
        ".pushManager.getSubscription()) === null"
    )
