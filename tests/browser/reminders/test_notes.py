"""Reminders on the phone: each is shown once whatever comes, and answered offline."""

from __future__ import annotations

import json
import random

import pytest
from playwright.sync_api import expect

from tests.browser.exports import as_asked
from tests.browser.profiles import needs_full_chromium
from tests.browser.pushing import (
    NEUTRAL,
    PAGE,
    Phone,
    agree_and_turn_on,
    reminder,
    sent,
    slot_now,
)
from tests.browser.site import Site

pytestmark = needs_full_chromium

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
    assert as_asked(phone.page.url).endswith(PAGE)
    assert phone.showing() == []
