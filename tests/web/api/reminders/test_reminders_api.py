"""Asking for reminders: strictly read, from our own pages, and undone at once."""

from __future__ import annotations

import subprocess
import sys
from datetime import date

import pytest
from flask import Flask

from pwa.database import StoreError
from pwa.reminders.store import subscriptions
from pwa.reminders.store.store import ReminderStore
from pwa.reminders.store.subscriptions import MOST_LATER
from tests.unit.reminders.made_up import ENDPOINT, endpoint
from tests.web.api.reminders.asking import (
    ASKED,
    GOOD,
    LATER,
    ONE,
    PLACE,
    PUT,
    ask,
    changed,
    with_subscription,
)
from tests.web.checked_client import CheckedClient, checked_client


def test_a_phone_asks_changes_and_leaves(
    client: CheckedClient, store: ReminderStore
) -> None:
    key = client.get(f"{PLACE}/key").json
    assert key is not None

    new = client.put(PUT, json=changed(keyId=key["id"]), status=201)
    same = client.put(PUT, json=GOOD, status=200)
    renewed = client.post(f"{PLACE}/renew", json=ONE)

    assert new.json == same.json == {"renewBy": "2027-01-21"}
    assert renewed.json == {"renewBy": "2027-01-21", "keyId": key["id"]}
    kept = store.find(ENDPOINT)
    assert kept is not None
    assert (kept.minutes, kept.days) == ((480, 1215), (1, 2, 3, 4, 5, 6, 7))
    assert (kept.key_id, kept.wants_safety) == (key["id"], True)
    assert kept.created_on == kept.renewed_on == date(2026, 11, 22)
    for _ in range(2):
        gone = client.delete(PUT, json=ONE, status=204)
        assert gone.data == b""
    assert store.find(ENDPOINT) is None
    client.post(f"{PLACE}/renew", json=ONE, status=404)


def test_a_test_message_and_a_slot_once_more_are_queued(
    client: CheckedClient, store: ReminderStore
) -> None:
    ask(client, "put", 201)

    for what in ("test", "later"):
        assert ask(client, what, 202).json == {}
        unknown = {**ASKED[what][2], "endpoint": endpoint(9)}
        ask(client, what, 404, json=unknown)

    with store.engine.connect() as connection:
        rows = connection.exec_driver_sql("SELECT kind, slot FROM reminders_queue")
        assert {*map(tuple, rows)} == {
            ("reminder", None),
            ("test", None),
            ("later", "2026-11-22T08:00"),
        }


@pytest.mark.parametrize("what", [*ASKED, "key"])
def test_no_answer_is_kept_by_anybody_or_open_to_other_pages(
    client: CheckedClient, what: str
) -> None:
    if what == "key":
        answer = client.get(f"{PLACE}/key")
    else:
        ask(client, "put", 201)
        answer = ask(
            client, what, {"put": 200, "renew": 200, "delete": 204}.get(what, 202)
        )

    assert answer.headers["Cache-Control"] == "no-store"
    assert "Access-Control-Allow-Origin" not in answer.headers


@pytest.mark.parametrize("method", ["GET", "HEAD", "OPTIONS", "TRACE", "PATCH"])
@pytest.mark.parametrize("place", ["subscription", "renew", "test", "later"])
def test_another_method_is_refused(
    client: CheckedClient, place: str, method: str
) -> None:
    refusal = client.open(f"{PLACE}/{place}", method=method, json=ONE, status=405)

    allowed = {"PUT", "DELETE"} if place == "subscription" else {"POST"}
    assert set(refusal.headers["Allow"].split(", ")) == allowed


def test_a_rotated_key_is_given_to_who_opens_the_app(
    client: CheckedClient, app: Flask
) -> None:
    ask(client, "put", 201)
    new = app.extensions["reminders"].keys().rotate()

    assert client.post(f"{PLACE}/renew", json=ONE).json["keyId"] == new.id  # type: ignore[index]
    assert client.get(f"{PLACE}/key").json == {"id": new.id, "key": new.public}


def test_a_key_that_is_still_live_may_be_subscribed_with(
    client: CheckedClient, app: Flask, store: ReminderStore
) -> None:
    keys = app.extensions["reminders"].keys()
    old = keys.current()
    keys.rotate()

    client.put(PUT, json=changed(keyId=old.id), status=201)

    assert store.by_key() == {old.id: 1}


def broken() -> ReminderStore:
    raise StoreError("the database does not answer")


@pytest.mark.parametrize("what", ASKED)
def test_a_broken_database_asks_the_phone_to_wait(app: Flask, what: str) -> None:
    app.extensions["reminders"].open_store = broken

    refusal = ask(checked_client(app), what, 503)

    assert int(refusal.headers["Retry-After"]) > 0


def test_a_damaged_key_asks_the_phone_to_wait_and_tells_the_operator(
    app: Flask, caplog: pytest.LogCaptureFixture
) -> None:
    keys = app.extensions["reminders"].keys()
    (keys.folder / f"{keys.current().id}.pem").chmod(0o644)
    client = checked_client(app)

    refusal = client.get(f"{PLACE}/key", status=503)
    ask(client, "put", 503)

    assert int(refusal.headers["Retry-After"]) > 0
    assert "chmod 600" in caplog.text
    assert "chmod" not in refusal.text


def test_when_all_room_is_taken_the_phone_is_told_to_wait(
    client: CheckedClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(subscriptions, "MOST_SUBSCRIPTIONS", 0)

    refusal = ask(client, "put", 503)

    assert int(refusal.headers["Retry-After"]) > 0


def test_only_so_many_slots_wait_to_come_once_more(unlimited: CheckedClient) -> None:
    ask(unlimited, "put", 201)
    for hour in range(MOST_LATER):
        body = {**LATER, "slot": f"2026-11-22T0{hour}:00"}
        ask(unlimited, "later", 202, json=body)

    refusal = ask(unlimited, "later", 429, json={**LATER, "slot": "2026-11-22T09:00"})

    assert int(refusal.headers["Retry-After"]) > 0


def test_two_phones_do_not_see_each_other(
    client: CheckedClient, store: ReminderStore
) -> None:
    ask(client, "put", 201)
    client.put(PUT, json=with_subscription(endpoint=endpoint(1)), status=201)

    ask(client, "delete", 204)

    assert store.find(endpoint(1)) is not None


def test_what_only_sending_needs_is_not_imported_to_serve_pages() -> None:
    """A server that nobody asks for reminders starts as fast as before."""
    program = (
        "import sys; from pwa import create_app; from pwa.config import Config;"
        "from pwa.shell.release import Release;"
        "create_app(Config(), release=Release('draft', '0'));"
        "heavy = {'aiohttp', 'sqlalchemy', 'cryptography', 'pywebpush', 'yarl'};"
        "print(sorted(heavy & set(sys.modules)))"
    )

    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )

    assert done.stdout.strip() == "[]"
