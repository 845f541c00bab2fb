"""What is sent is read strictly, and no refusal repeats any of it."""

from __future__ import annotations

import json
from typing import Any

import pytest

from pwa.config import MAX_BODY_BYTES
from pwa.reminders.store.store import ReminderStore
from tests.unit.reminders.made_up import AUTH, ENDPOINT, POINT
from tests.unit.reminders.tricks import TRICKS
from tests.web.api.reminders.asking import (
    ASKED,
    GOOD,
    LATER,
    PUT,
    ask,
    changed,
    with_keys,
    with_subscription,
)
from tests.web.checked_client import CheckedClient

ACCEPTED = {
    "times in any order": changed(times=["20:15", "08:00"]),
    "safety only": changed(times=[], days=[]),
    "safety only, days left out": {
        name: value for name, value in changed(times=[]).items() if name != "days"
    },
    "safety left out": {name: GOOD[name] for name in ("subscription", "times", "days")},
    "eight times": changed(times=[f"{hour:02}:45" for hour in range(8)]),
    "midnight and the last quarter": changed(times=["00:00", "23:45"]),
    "more in the subscription": with_subscription(options={"a": 1}, expirationTime=5),
    "a whole number written otherwise": changed(days=[1.0]),
    "more in its keys": with_keys(more="x"),
}


@pytest.mark.parametrize("body", ACCEPTED.values(), ids=ACCEPTED)
def test_what_a_phone_may_ask(client: CheckedClient, body: dict[str, Any]) -> None:
    client.put(PUT, json=body, status=201)


OFF_THE_CURVE = POINT[:-2] + ("A4" if POINT[-2:] != "A4" else "B4")
REFUSED = {
    "an unknown member": changed(name="Sam"),
    "no subscription": changed(subscription=None),
    "a text for the subscription": changed(subscription=ENDPOINT),
    "no keys": with_subscription(keys=None),
    "no endpoint": with_subscription(endpoint=None),
    "a list for the endpoint": with_subscription(endpoint=[ENDPOINT]),
    "an endpoint elsewhere": with_subscription(endpoint="https://evil.example/Sam"),
    "no p256dh": with_keys(p256dh=None),
    "p256dh too short": with_keys(p256dh=POINT[:-2]),
    "p256dh too long": with_keys(p256dh=f"{POINT}AA"),
    "p256dh with padding": with_keys(p256dh=f"{POINT}="),
    "p256dh in plain base64": with_keys(p256dh=f"{POINT[:9]}+{POINT[10:]}"),
    "p256dh off the curve": with_keys(p256dh=OFF_THE_CURVE),
    "p256dh compressed": with_keys(p256dh="Ag" + POINT[2:44]),
    "p256dh at infinity": with_keys(p256dh="AA"),
    "p256dh all noughts": with_keys(p256dh="A" * 87),
    "p256dh in other letters": with_keys(p256dh="\u0661" * 87),
    "a number for p256dh": with_keys(p256dh=4),
    "no auth": with_keys(auth=None),
    "auth too short": with_keys(auth=AUTH[:-2]),
    "auth too long": with_keys(auth=f"{AUTH}AA"),
    "auth in two ways of writing": with_keys(auth=f"{AUTH[:-1]}h"),
    "no times": changed(times=None),
    "no time and no safety": changed(times=[], safety=False),
    "nine times": changed(times=[f"{hour:02}:00" for hour in range(9)]),
    "a time twice": changed(times=["08:00", "08:00"]),
    "a time off the quarter": changed(times=["08:01"]),
    "a time with seconds": changed(times=["08:00:00"]),
    "a time of 24": changed(times=["24:00"]),
    "a time without a nought": changed(times=["8:00"]),
    "a time in other digits": changed(times=["0\u0668:00"]),
    "a time and a line": changed(times=["08:00\n"]),
    "a number for a time": changed(times=[800]),
    "a text for the times": changed(times="08:00"),
    "no days": changed(days=None),
    "an empty list of days": changed(days=[]),
    "a day twice": changed(days=[1, 1]),
    "day 0": changed(days=[0]),
    "day 8": changed(days=[8]),
    "a truth for a day": changed(days=[True]),
    "half a day": changed(days=[1.5]),
    "a day twice, written otherwise": changed(days=[1, 1.0]),
    "a day beyond all numbers": changed(days=[10**30]),
    "eight days": changed(days=[1, 2, 3, 4, 5, 6, 7, 7]),
    "a text for safety": changed(safety="true"),
    "a number for safety": changed(safety=1),
    "null for safety": changed(safety=None),
    "an unknown key": changed(keyId="k000000000000"),
    "a path for a key": changed(keyId="../current"),
    "an empty key": changed(keyId=""),
    "null for a key": changed(keyId=None),
}


@pytest.mark.parametrize("body", REFUSED.values(), ids=REFUSED)
def test_what_is_not_as_described_is_refused_and_not_repeated(
    client: CheckedClient, store: ReminderStore, body: dict[str, Any]
) -> None:
    refusal = client.put(PUT, json=body, status=400)

    assert store.by_key() == {}
    assert refusal.content_type == "application/problem+json"
    for sent in ("Sam", "evil", POINT[:20], AUTH, ENDPOINT, "08:01", "k0000"):
        assert sent not in refusal.text


@pytest.mark.parametrize("what", ["renew", "test", "delete", "later"])
def test_every_address_judges_the_endpoint(client: CheckedClient, what: str) -> None:
    _, _, body = ASKED[what]
    tricks = ["https://evil.example/Sam", 5, None, [ENDPOINT], "", TRICKS["loopback"]]

    for trick in tricks:
        ask(client, what, 400, json={**body, "endpoint": trick})
    ask(client, what, 400, json={**body, "name": "Sam"})


@pytest.mark.parametrize(
    "slot",
    [
        *("", "2026-11-22", "2026-11-22T08:01", "2026-11-21T09:15", "2026-11-22T10:45"),
        *(
            "2026-13-01T08:00",
            "2026-11-22T24:00",
            "2026-11-22 08:00",
            "0001-01-01T00:00",
        ),
        *("9999-12-31T23:45", "2026-11-22T08:00\n", 8, None),
    ],
)
def test_a_slot_that_was_not_one_of_the_last_day_is_refused(
    client: CheckedClient, slot: object
) -> None:
    ask(client, "put", 201)

    ask(client, "later", 400, json={**LATER, "slot": slot})


@pytest.mark.parametrize("slot", ["2026-11-21T09:30", "2026-11-22T09:30"])
def test_a_slot_of_the_last_day_comes_once_more(
    client: CheckedClient, slot: str
) -> None:
    ask(client, "put", 201)

    ask(client, "later", 202, json={**LATER, "slot": slot})


@pytest.mark.parametrize("what", ASKED)
def test_what_is_no_json_of_ours_is_refused(client: CheckedClient, what: str) -> None:
    packed = json.dumps(ASKED[what][2])
    for kind in ("text/plain", "application/x-www-form-urlencoded", ""):
        ask(client, what, 415, json=None, data=packed, content_type=kind)
    for body in (b"", b"[]", b"{", b"\xff", b'{"endpoint":"a","endpoint":"b"}'):
        ask(client, what, 400, json=None, data=body, content_type="application/json")
    long = b'{"endpoint": "' + b"x" * MAX_BODY_BYTES + b'"}'
    ask(client, what, 413, json=None, data=long, content_type="application/json")
    ask(client, what, 400, query_string={"a": "b"})
