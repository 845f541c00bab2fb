"""What a reminder says gives nobody away, not even by its length."""

from __future__ import annotations

import json
import re

import pytest

from pwa.editing.check import TELLING
from pwa.reminders.message import (
    BODIES,
    LONGEST_ORIGIN,
    PAYLOAD_BYTES,
    TITLE,
    MessageError,
    Occasion,
    payload,
    topic,
    ttl_s,
)
from pwa.reminders.model import Kind
from pwa.reminders.sealing import seal
from tests.push_service import PushService

KINDS = list(BODIES)
SLOT = "2026-11-22T08:00"
MORE_TELLING = re.compile(
    r"(?i)drug|opioid|alcohol|dose|tablet|medicine|clinic|recover|missed|forgot|"
    r"overdue|late\b|alarm|safe|protect"
)


def occasion(kind: Kind) -> Occasion:
    if kind == "reminder":
        return Occasion(kind, SLOT, SLOT)
    return Occasion(kind, SLOT, f"{SLOT}/{kind}/1795507200")


@pytest.mark.hazard("HZ24-c")
def test_every_message_is_equally_long_encrypted_too() -> None:
    browser = PushService().subscribe()
    origins = ("", "https://card.example.org", f"https://{'x' * 112}")

    sizes = {
        len(seal(payload(occasion(kind), origin), browser.p256dh, browser.auth))
        for kind in KINDS
        for origin in origins
    }

    assert sizes == {PAYLOAD_BYTES + 103}


@pytest.mark.hazard("HZ24-c")
@pytest.mark.parametrize("kind", KINDS)
def test_nothing_shown_tells_what_it_is_about(kind: Kind) -> None:
    message = json.loads(payload(occasion(kind), ""))

    shown = f"{message['notification']['title']} {message['notification']['body']}"
    assert message["notification"]["title"] == TITLE
    assert not TELLING.search(shown)
    assert not MORE_TELLING.search(shown)


def test_a_reminder_is_as_safari_and_the_worker_read_it() -> None:
    packed = payload(occasion("reminder"), "https://card.example.org")

    assert json.loads(packed) == {
        "web_push": 8030,
        "notification": {
            "title": "Carrycard",
            "body": "Time to open the app",
            "navigate": "https://card.example.org/log/",
            "tag": SLOT,
            "lang": "en",
            "data": {"kind": "reminder", "id": SLOT},
            "mutable": True,
        },
        "mutable": True,
        "slot": SLOT,
        "id": SLOT,
        "kind": "reminder",
    }


def test_what_is_sent_once_more_is_another_occasion_of_the_same_slot() -> None:
    first, again = (
        json.loads(payload(occasion(kind), "")) for kind in ("reminder", "later")
    )

    assert first["slot"] == again["slot"] == again["notification"]["tag"]
    assert first["id"] != again["id"]


def test_news_open_what_changed_and_are_kept_for_a_day() -> None:
    message = json.loads(payload(occasion("safety"), ""))

    assert message["notification"]["navigate"] == "/facts/changes"
    assert (ttl_s("safety"), ttl_s("reminder")) == (86_400, 3600)


def test_an_origin_that_would_make_messages_longer_is_refused() -> None:
    payload(occasion("safety"), "https://".ljust(LONGEST_ORIGIN, "x"))

    with pytest.raises(MessageError):
        payload(occasion("safety"), "https://".ljust(400, "x"))


def test_a_topic_names_one_occasion_of_one_phone() -> None:
    topics = {
        topic(endpoint, occasion(kind).name)
        for endpoint in ("https://a.example/1", "https://a.example/2")
        for kind in KINDS
    }

    assert len(topics) == 2 * len(KINDS)
    assert all(re.fullmatch(r"[\w-]{32}", each) for each in topics)
