"""Reminders on the phone: shown once whatever comes, answered offline, kept in step."""

from __future__ import annotations

import json
import random
from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Playwright, expect

from tests.browser.accessibility import violations
from tests.browser.conftest import NewContext
from tests.browser.profiles import needs_full_chromium
from tests.browser.pushing import (
    NEUTRAL,
    PUSH_JS,
    Phone,
    agree_and_turn_on,
    full_chromium,
    phone_with_push,
    reminder,
    sent,
    slot_now,
)
from tests.browser.site import Asked, Site
from tools import find_browser as finder

pytestmark = needs_full_chromium

PAGE = "/log/reminders"
GARBAGE = [
    "",
    "null",
    "[]",
    "7",
    '"text"',
    "{",
    "{}",
    '{"kind": "reminder"}',
    '{"kind": "reminder", "slot": 7}',
    '{"kind": ["reminder"], "slot": "2026-11-22T08:00<script>"}',
    '{"kind": "take your tablet", "slot": "2026-11-22T08:00\\n"}',
    '{"__proto__": {"kind": "reminder", "slot": "2026-11-22T08:00"}}',
    '{"constructor": {"prototype": {"slot": "x"}}, "toString": 1}',
    '{"notification": {"title": "Your dose", "body": "opioid", "tag": "x"}}',
    '{"web_push": 8030, "notification": null, "slot": {"length": 9}}',
    "[" * 5000,
    json.dumps({"slot": "8" * 4000, "kind": "x" * 60_000}),
    '{"kind": "reminder", "slot": "\\u202e2026-11-22T08:00"}',
    '{"id": "' + "\\ud800" * 50 + '"}',
]
ANDROID_IPHONE = (
    "Mozilla/5.0 (iPhone; CPU iPhone OS 19_0 like Mac OS X) AppleWebKit/605.1.15 "
    "(KHTML, like Gecko) Version/27.2 Mobile/15E148 Safari/604.1"
)


@pytest.fixture(scope="module")
def browser(playwright: Playwright, found_browser: finder.Browser) -> Iterator[Browser]:
    with full_chromium(playwright, found_browser) as launched:
        yield launched


@pytest.fixture
def phone(context: BrowserContext, site: Site) -> Phone:
    return phone_with_push(context, site.address, PAGE)


@pytest.mark.hazard("HZ24-e")
def test_a_reminder_shows_words_that_tell_nothing_under_its_slot(phone: Phone) -> None:
    slot = slot_now()

    phone.push(reminder(slot))

    (shown,) = phone.showing()
    assert shown["title"] == "Carrycard"
    assert shown["body"] == NEUTRAL
    assert shown["tag"] == slot
    assert shown["silent"] is False
    assert shown["actions"] == ["taken: Done", "later: Later"]


@pytest.mark.hazard("HZ24-e")
def test_a_thousand_pushes_of_rubbish_each_show_one_neutral_notification(
    phone: Phone,
) -> None:
    dice = random.Random(7)
    texts = GARBAGE * 2
    rubbish: list[list[int] | None] = [None]
    rubbish += [list(text.encode("utf-8", "replace")) for text in texts[:-1]]
    while len(rubbish) < 1000 - len(texts):
        whole = list(json.dumps(reminder(slot_now())).encode())
        at, length = dice.randrange(len(whole)), dice.randrange(1, 40)
        # A message with some bytes of it gone wrong, or bytes that mean nothing.
        broken = whole[:at] + [dice.randrange(256) for _ in range(length)]
        rubbish.append(broken if len(rubbish) % 2 else broken[at:])

    for text in texts:
        phone.push(text)
    odd = phone.push_each(rubbish)

    assert odd == []
    shown = phone.shown()
    assert len(shown) == 1000
    assert {each["title"] for each in shown} == {"Carrycard"}
    assert {each["body"] for each in shown} == {NEUTRAL}
    assert len(phone.showing()) >= 1


@pytest.mark.hazard("HZ22-c")
def test_the_same_slot_twice_is_one_notification_that_makes_one_sound(
    phone: Phone,
) -> None:
    slot = slot_now()

    phone.push(reminder(slot))
    phone.push(reminder(slot))

    assert len(phone.showing()) == 1
    assert [each["silent"] for each in phone.shown()] == [False, True]


def test_a_database_that_does_not_answer_holds_no_reminder_up(phone: Phone) -> None:
    phone.page.evaluate("""() => new Promise((resolve) => {
      const opening = indexedDB.open('carrycard')
      opening.onsuccess = () => {
        const store = opening.result.transaction('records', 'readwrite')
          .objectStore('records')
        const hold = () => { store.get('x').onsuccess = hold }
        hold()
        resolve()
      }
    })""")

    phone.push(reminder(slot_now()))

    assert [each["body"] for each in phone.showing()] == [NEUTRAL]


@pytest.mark.hazard("HZ22-c")
def test_done_is_in_log_and_card_once_though_the_server_is_dead(
    phone: Phone, site: Site
) -> None:
    slot = slot_now()
    page = phone.page
    phone.push(reminder(slot))
    site.stop()

    phone.tap(slot, "taken")
    gone = phone.showing()
    phone.push(reminder(slot))
    again = phone.showing()
    page.goto(f"{site.address}/card/")
    on_card = page.get_by_role("article")
    expect(on_card).to_contain_text("less than 1 hour ago")
    page.goto(f"{site.address}/log/")
    expect(page.locator("[data-last-dose]")).not_to_be_empty()

    assert gone == []
    assert [(each["body"], each["silent"], each["actions"]) for each in again] == [
        ("This is done already", True, [])
    ]
    entries = page.evaluate("""async () => {
      const database = await new Promise((resolve) => {
        const request = indexedDB.open('carrycard')
        request.onsuccess = () => resolve(request.result)
      })
      const store = database.transaction('records').objectStore('records')
      const all = await new Promise((resolve) => {
        const request = store.getAll()
        request.onsuccess = () => resolve(request.result)
      })
      database.close()
      const logs = all.filter((each) => Array.isArray(each?.log?.entries))
      logs.sort((one, other) => other.generation - one.generation)
      return logs[0]?.log.entries.map(({ what, slot }) => [what, slot])
    }""")
    assert entries == [["taken", slot]]


def test_later_asks_the_server_for_that_slot_and_takes_the_note_away(
    phone: Phone, site: Site
) -> None:
    slot = slot_now()
    agree_and_turn_on(phone.page)
    phone.push(reminder(slot))

    phone.tap(slot, "later")
    gone = phone.showing()
    phone.push(reminder(slot, kind="later", id=f"{slot}+1"))

    (asked,) = sent(site, "POST", "later")
    assert asked == {
        "endpoint": "https://updates.push.services.mozilla.com/wpush/v2/1",
        "slot": slot,
    }
    assert gone == []
    assert phone.shown()[-1]["silent"] is False


def test_later_without_a_network_leaves_the_note_where_it_was(
    phone: Phone, site: Site
) -> None:
    slot = slot_now()
    agree_and_turn_on(phone.page)
    phone.push(reminder(slot))
    site.stop()

    phone.tap(slot, "later")

    (shown,) = phone.showing()
    assert (shown["tag"], shown["body"], shown["silent"]) == (slot, NEUTRAL, True)
    assert shown["actions"] == ["taken: Done", "later: Later"]


@pytest.mark.parametrize(
    ("kind", "place"),
    [
        pytest.param("reminder", "/log/", id="a reminder"),
        pytest.param("safety", "/facts/changes", id="a correction"),
    ],
)
def test_a_press_on_the_note_opens_its_page_and_leads_no_other_away(
    phone: Phone, kind: str, place: str
) -> None:
    slot = slot_now()
    phone.worker.evaluate("""() => {
      self.opened = []
      Clients.prototype.openWindow = async (place) => { self.opened.push(place) }
    }""")
    phone.push({**reminder(slot, kind=kind), "slot": slot if kind != "safety" else ""})

    phone.tap(slot if kind != "safety" else kind)

    assert phone.worker.evaluate("() => self.opened") == [place]
    assert phone.page.url.rstrip("/").endswith(PAGE)
    assert phone.showing() == []


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
