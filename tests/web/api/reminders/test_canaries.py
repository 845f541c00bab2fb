"""A served copy is told telling words in every place; then all it wrote is searched."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.served import Served
from tests.unit.reminders.made_up import AUTH, POINT
from tests.web.api.reminders.asking import ASKED, GOOD, PLACE

ENDPOINT = "https://web.push.apple.com/canary-endpoint"
OTHER = "https://web.push.apple.com/canary-other"
TELLING = {
    "User-Agent": "canary-agent",
    "X-Forwarded-For": "198.51.100.7, canary-forwarded",
    "X-Real-IP": "198.51.100.8",
    "Forwarded": "for=198.51.100.9",
    "Referer": "https://canary-referrer.example/",
    "Cookie": "name=canary-cookie",
    "Accept-Language": "cy;q=0.9, canary-language",
    "Authorization": "Bearer canary-bearer",
}


def ask(served: Served, method: str, path: str, body: bytes, **headers: str) -> int:
    kind = {"Content-Type": "application/json"}
    answer, text = served.fetch(method, path, body, {**TELLING, **kind, **headers})
    assert b"canary" not in text, text
    return answer.status


@pytest.fixture
def served(tmp_path: Path) -> Iterator[Served]:
    made = Served(tmp_path)
    try:
        made.wait()
        yield made
    finally:
        made.end()


def written(served: Served) -> dict[str, bytes]:
    """Every file of the instance folder but the keys', and what it printed."""
    files = [file for file in served.instance.rglob("*") if file.is_file()]
    return {file.name: file.read_bytes() for file in [*files, served.log]}


def with_endpoint(body: dict[str, Any], endpoint: str) -> bytes:
    change: dict[str, Any] = {"endpoint": endpoint}
    if "subscription" in body:
        change = {"subscription": {**body["subscription"], "endpoint": endpoint}}
    return json.dumps({**body, **change}).encode()


@pytest.mark.hazard("HZ24-a")
@pytest.mark.hazard("HZ24-b")
def test_nothing_but_the_endpoint_and_its_keys_is_written_anywhere(
    served: Served,
) -> None:
    statuses = [
        ask(served, *ASKED[what][:2], with_endpoint(ASKED[what][2], ENDPOINT))
        for what in ("put", "put", "renew", "test", "test")
    ]
    assert statuses == [201, 200, 200, 202, 429]
    ask(served, "PUT", f"{PLACE}/subscription", with_endpoint(GOOD, OTHER))
    for _, (method, path, body) in ASKED.items():
        told = json.dumps({**body, "name": "canary-name"}).encode()
        assert ask(served, method, path, told) == 400
        assert ask(served, method, path, b'{"canary-body') == 400
        assert ask(served, method, path, b"canary-long" * 999) == 413
        assert ask(served, method, path, told, Origin="https://canary-o.example") == 403
        assert ask(served, method, f"{path}?canary-query=1", told) == 400
        assert ask(served, "PATCH", path, told) == 405
        evil = with_endpoint(body, "https://canary-evil.example/x")
        assert ask(served, method, path, evil) == 400
    assert ask(served, "GET", "/api/reminders/canary-path", b"") == 404
    before = written(served)
    database = b"".join(text for name, text in before.items() if ".db" in name)

    assert (
        ask(served, "DELETE", f"{PLACE}/subscription", with_endpoint({}, OTHER)) == 204
    )
    after = written(served)
    served.end()

    assert b"canary-endpoint" in database
    assert b"canary-other" in database
    assert POINT.encode() in database
    assert AUTH.encode() in database
    for name, text in {**before, **written(served)}.items():
        allowed = (b"canary-endpoint", b"canary-other") if ".db" in name else ()
        for each in allowed:
            text = text.replace(each, b"")
        assert b"canary" not in text, name
        assert b"198.51.100" not in text, name
    assert not [name for name, text in after.items() if b"canary-other" in text]
    assert [name for name, text in after.items() if b"canary-endpoint" in text]
