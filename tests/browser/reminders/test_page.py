"""The page of reminders: only what is needed is sent, once agreed to; off is off."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import expect

from tests.browser.accessibility import violations
from tests.browser.conftest import NewContext
from tests.browser.profiles import needs_full_chromium
from tests.browser.pushing import (
    PAGE,
    PUSH_JS,
    Phone,
    agree_and_turn_on,
    reminder,
    sent,
    slot_now,
)
from tests.browser.site import Asked, Site

pytestmark = needs_full_chromium

ANDROID_IPHONE = (
    "Mozilla/5.0 (iPhone; CPU iPhone OS 19_0 like Mac OS X) AppleWebKit/605.1.15 "
    "(KHTML, like Gecko) Version/27.2 Mobile/15E148 Safari/604.1"
)


def test_turning_on_sends_address_keys_times_and_days_and_nothing_else(
    phone: Phone, site: Site
) -> None:
    page = phone.page
    page.get_by_label("Time 1").select_option("21:15")
    page.get_by_label("Sunday").uncheck()
    page.get_by_label("My own words").check()
    page.get_by_label("Your own words").fill("Feed the canary")
    page.get_by_label("Tell me too when").check()

    agree_and_turn_on(page)
    page.reload()
    expect(page.locator("[data-state]")).to_have_text("Reminders are on.")
    phone.push(reminder(slot_now()))

    (put,) = sent(site, "PUT", "subscription")
    assert put.keys() == {"subscription", "times", "days", "safety", "keyId"}
    assert put["subscription"].keys() == {"endpoint", "keys"}
    assert (put["times"], put["days"]) == (["21:15"], [1, 2, 3, 4, 5, 6])
    assert put["safety"] is True
    assert page.get_by_label("Time 1").input_value() == "21:15"
    assert page.get_by_label("Your own words").input_value() == "Feed the canary"
    assert [each["body"] for each in phone.showing()] == ["Feed the canary"]
    assert "canary" not in heard(site.asked)


def heard(asked: list[Asked]) -> str:
    return "\n".join(each.everything for each in asked)


def test_nothing_is_sent_before_the_person_has_agreed(phone: Phone, site: Site) -> None:
    page = phone.page

    page.get_by_role("button", name="Turn on reminders").click()

    expect(page.get_by_role("alert")).to_have_text(
        "Read this page and tick the last box first."
    )
    assert sent(site, "PUT", "subscription") == []


def test_turning_off_has_the_server_delete_it(phone: Phone, site: Site) -> None:
    page = phone.page
    agree_and_turn_on(page)

    page.get_by_role("button", name="Turn off").click()

    expect(page.locator("[data-outcome]")).to_contain_text("The server has deleted")
    expect(page.locator("[data-state]")).to_have_text("Reminders are off.")
    assert len(sent(site, "DELETE", "subscription")) == 1


def test_turning_off_offline_is_said_and_told_to_the_server_later(
    phone: Phone, site: Site
) -> None:
    page = phone.page
    agree_and_turn_on(page)
    site.stop()

    page.get_by_role("button", name="Turn off").click()
    expect(page.locator("[data-outcome]")).to_contain_text("It is told to delete")
    site.start()
    page.goto(f"{site.address}/facts/")
    site.wait_until_asked("/api/reminders/subscription", times=2)

    assert len(sent(site, "DELETE", "subscription")) == 1


@pytest.mark.parametrize(
    ("options", "script", "said"),
    [
        pytest.param(
            {"user_agent": ANDROID_IPHONE},
            "",
            "put the app on the Home Screen first",
            id="an iPhone's browser",
        ),
        pytest.param(
            {}, "delete window.PushManager", "cannot show reminders", id="no push"
        ),
        pytest.param(
            {},
            "Object.defineProperty(Notification, 'permission', { value: 'denied' })",
            "Notifications are not allowed",
            id="denied",
        ),
    ],
)
def test_where_reminders_cannot_work_the_page_says_so_and_offers_the_file(
    new_context: NewContext, site: Site, options: dict[str, Any], script: str, said: str
) -> None:
    context = new_context(**options)
    context.add_init_script(PUSH_JS.replace("KEYS", "{}") + script)
    page = context.new_page()

    page.goto(site.address + PAGE)

    expect(page.locator("[data-state]")).to_contain_text(said)
    expect(page.locator("form")).to_be_hidden()
    expect(page.get_by_role("link", name="Make a calendar file")).to_be_visible()


def test_every_state_of_the_page_meets_wcag(phone: Phone) -> None:
    page = phone.page
    page.set_viewport_size({"width": 320, "height": 568})
    found = {}
    page.get_by_label("My own words").check()
    page.get_by_label("Your own words").fill("My tablet")
    expect(page.get_by_text("These words may tell others")).to_be_visible()
    page.get_by_role("button", name="Turn on reminders").click()
    expect(page.get_by_role("alert")).not_to_be_empty()
    found["a fault"] = violations(page)
    page.get_by_role("button", name="Add a time").click()
    agree_and_turn_on(page)
    found["on"] = violations(page)
    wide = page.evaluate("() => document.scrollingElement.scrollWidth - innerWidth")
    phone.set_push(endpoint=None, refused="NotAllowedError")
    page.reload()
    expect(page.locator("[data-state]")).to_contain_text("Reminders have stopped")
    found["lost"] = violations(page)

    assert {place: rules for place, rules in found.items() if rules} == {}
    assert wide <= 0
