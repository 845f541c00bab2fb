"""What the served app prints is searched after all sorts of traffic and faults."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from time import monotonic

import pytest

from pwa.shell.release import Release
from tests.push_service import PushService, Reply
from tests.served import Served
from tests.web.api.reminders.asking import GOOD, PUT

JSON = {"Content-Type": "application/json"}
TELLING = {
    "User-Agent": "canary-agent",
    "X-Forwarded-For": "198.51.100.7, canary-forwarded",
    "Referer": "https://canary.example/",
    "Cookie": "name=canary-cookie",
}
HEALTH = (
    *("naltrexone", "opioid", "alcohol", "drug", "dose", "medicine", "tablet"),
    *("clinic", "patient", "naloxone", "methadone", "heroin", "recovery"),
)
PATIENCE_S = 30


@pytest.fixture
def pushing() -> Iterator[PushService]:
    with PushService(Reply(500, body=b"canary-answer")).running() as service:
        yield service


@pytest.fixture
def served(release: Release, pushing: PushService, tmp_path: Path) -> Iterator[Served]:
    made = Served(
        tmp_path,
        CARRYCARD_RUN_REMINDERS="on",
        CARRYCARD_ENV="test",
        CARRYCARD_PUSH_TEST_ORIGIN=pushing.origin,
    )
    try:
        made.wait()
        yield made
    finally:
        made.end()


def test_no_line_says_who_asked_or_for_what(
    served: Served, pushing: PushService
) -> None:
    browser = pushing.subscribe()
    wanted = json.dumps({**GOOD, "subscription": browser.to_json()}).encode()
    endpoint = json.dumps({"endpoint": browser.endpoint}).encode()
    assert served.fetch("PUT", PUT, wanted, {**JSON, **TELLING})[0].status == 201
    sent, _ = served.fetch("POST", "/api/reminders/test", endpoint, JSON)
    assert sent.status == 202
    wait_until(lambda: pushing.asked.total() > 0)
    for path in (
        *(
            "/card/?name=canary-query",
            "/facts/naltrexone-canary",
            "/medicines/?q=canary",
        ),
        *("/canary-opioid/methadone", "/static/canary", "/packs/canary", "/api/canary"),
    ):
        served.fetch("GET", path, headers=TELLING)
        served.fetch("POST", path, b"canary-body", TELLING)
    served.fetch("GET", "/", headers={"Host": "canary.example"})
    report = {"key": "canary-key", "what": "other", "words": "canary, methadone"}
    served.fetch("POST", "/api/finder/reports", json.dumps(report).encode(), JSON)
    for bad in (
        b"canary\r\n\r\n",
        b"GET /canary HTTP/9\r\n\r\n",
        b"\x16\x03canary\r\n",
    ):
        served.raw(bad)
    break_the_database(served)
    broken, _ = served.fetch("PUT", PUT, wanted, {**JSON, **TELLING})
    assert broken.status == 503
    served.end()

    text = served.log.read_text()

    _, _, after_welcome = text.partition("Starting granian")
    said = [line for line in after_welcome.splitlines() if "Listening at" not in line]
    rest = "\n".join(said).lower()
    assert "reminders:" in rest, "the broken database was to be said"
    assert not [word for word in HEALTH if word in rest]
    for telling in ("canary", "198.51.100", "127.0.0.1", "http://", "https://", "?"):
        assert telling not in rest
    for part in (browser.endpoint, browser.p256dh, browser.auth):
        assert part not in text


def break_the_database(served: Served) -> None:
    for file in served.instance.glob("carrycard.db*"):
        file.write_bytes(b"not a database" * 999)


def wait_until(is_so: Callable[[], bool]) -> None:
    give_up_at = monotonic() + PATIENCE_S
    while not is_so():
        assert monotonic() < give_up_at
