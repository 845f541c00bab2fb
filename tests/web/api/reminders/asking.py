"""What a phone sends, as it should be and a bit otherwise."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from tests.unit.reminders.made_up import AUTH, ENDPOINT, POINT
from tests.web.checked_client import CheckedClient

NOW = datetime(2026, 11, 22, 9, 30, tzinfo=UTC)
GOOD: dict[str, Any] = {
    "subscription": {
        "endpoint": ENDPOINT,
        "expirationTime": None,
        "keys": {"p256dh": POINT, "auth": AUTH},
    },
    "times": ["08:00", "20:15"],
    "days": [1, 2, 3, 4, 5, 6, 7],
    "safety": True,
}
ONE = {"endpoint": ENDPOINT}
LATER = {"endpoint": ENDPOINT, "slot": "2026-11-22T08:00"}
PLACE = "/api/reminders"
PUT = f"{PLACE}/subscription"
ASKED: dict[str, tuple[str, str, dict[str, Any]]] = {
    "put": ("PUT", f"{PLACE}/subscription", GOOD),
    "delete": ("DELETE", f"{PLACE}/subscription", ONE),
    "renew": ("POST", f"{PLACE}/renew", ONE),
    "test": ("POST", f"{PLACE}/test", ONE),
    "later": ("POST", f"{PLACE}/later", LATER),
}
"""Everything that changes something: how it is asked."""


def changed(**change: Any) -> dict[str, Any]:
    return {**GOOD, **change}


def with_subscription(**change: Any) -> dict[str, Any]:
    return changed(subscription={**GOOD["subscription"], **change})


def with_keys(**change: Any) -> dict[str, Any]:
    return with_subscription(keys={**GOOD["subscription"]["keys"], **change})


def ask(client: CheckedClient, what: str, status: int, **given: Any) -> Any:
    method, path, body = ASKED[what]
    return client.open(path, method=method, **{"json": body, **given}, status=status)
