"""How often something may be asked, and for how long it is known."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from datetime import datetime, timedelta

import pytest
from flask import Flask

from pwa.callers import Callers
from pwa.reminders import api, limits
from pwa.reminders.limits import CHANGES, Limit, Limits
from tests.unit.reminders.made_up import endpoint
from tests.web.api.reminders.asking import ASKED, NOW, ask
from tests.web.checked_client import CheckedClient, checked_client


class Clock:
    """Stands still until it is moved on."""

    at = NOW

    def __call__(self) -> datetime:
        return self.at


@pytest.fixture
def clock(app: Flask, monkeypatch: pytest.MonkeyPatch) -> Clock:
    made = Clock()
    monkeypatch.setattr(api, "now", made)
    callers = Callers(10**6, 10**6, 10)
    app.extensions["reminders"].limits = Limits(callers)
    return made


def test_a_test_message_comes_once_a_minute(
    client: CheckedClient, clock: Clock
) -> None:
    ask(client, "put", 201)
    ask(client, "test", 202)

    clock.at += timedelta(seconds=59)
    refusal = ask(client, "test", 429)
    clock.at += timedelta(seconds=1)

    assert refusal.headers["Retry-After"] == "60"
    assert refusal.content_type == "application/problem+json"
    ask(client, "test", 202)


def test_ten_test_messages_come_a_day(client: CheckedClient, clock: Clock) -> None:
    ask(client, "put", 201)
    for _ in range(10):
        ask(client, "test", 202)
        clock.at += timedelta(minutes=5)

    refusal = ask(client, "test", 429)

    assert refusal.headers["Retry-After"] == "86400"
    clock.at += timedelta(days=1)
    ask(client, "test", 202)


@pytest.mark.parametrize("what", ["put", "renew", "later"])
def test_one_endpoint_cannot_be_hammered_and_others_are_not_held_back(
    client: CheckedClient, clock: Clock, what: str
) -> None:
    ask(client, "put", 201)
    most = {"later": limits.LATERS.burst}.get(what, CHANGES.burst - 1)
    for _ in range(most):
        ask(client, what, {"later": 202}.get(what, 200))

    refusal = ask(client, what, 429)

    assert int(refusal.headers["Retry-After"]) > 0
    _, _, body = ASKED[what]
    if what != "put":
        ask(client, what, 404, json={**body, "endpoint": endpoint(7)})
    clock.at += timedelta(hours=1)
    ask(client, what, {"later": 202}.get(what, 200))


def test_all_together_are_limited_but_leaving_is_not_held_back_by_others(
    client: CheckedClient, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(limits, "WHOLE", Limit("all", 3, 1, 3600))
    ask(client, "put", 201)
    ask(client, "put", 200)
    ask(client, "renew", 200)

    ask(client, "put", 429)
    ask(client, "renew", 429)

    ask(client, "delete", 204)


def test_one_caller_is_held_back_without_being_written_down(
    app: Flask, tmp_path: object
) -> None:
    app.extensions["reminders"].limits = Limits(Callers(2, 2, 10))
    client = checked_client(app)
    caller = {"environ_overrides": {"REMOTE_ADDR": "198.51.100.7"}}
    for _ in range(2):
        ask(client, "delete", 204, **caller)

    ask(client, "delete", 429, **caller)

    ask(client, "delete", 204, environ_overrides={"REMOTE_ADDR": "198.51.100.8"})


def test_a_bucket_names_no_endpoint_and_is_dropped_a_day_after_its_last_use(
    app: Flask, client: CheckedClient, clock: Clock
) -> None:
    ask(client, "put", 201)
    hidden = app.extensions["reminders"].keys().current().hide(endpoint(0))
    file = app.extensions["reminders"].config.instance / "carrycard.db"

    def buckets() -> set[str]:
        with closing(sqlite3.connect(file)) as database:
            rows = database.execute("SELECT bucket FROM reminders_token")
            return {row[0] for row in rows}

    assert buckets() == {"all", f"change:{hidden}"}
    clock.at += timedelta(hours=24, seconds=1)
    ask(client, "delete", 204, json={"endpoint": endpoint(9)})
    assert buckets() == {"all-delete"}
