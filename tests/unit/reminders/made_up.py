"""Subscriptions of nobody."""

from __future__ import annotations

from datetime import date
from typing import Any

from pwa.reminders.model import Subscription
from pwa.reminders.store.claimed import Claimed

POINT = (
    "BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcx"
    "aOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4"
)
"""A browser's public key; its private half is in RFC 8291, section 5."""
AUTH = "BTBZMqHH6r4Tts7J_aSIgg"
ENDPOINT = "https://fcm.googleapis.com/fcm/send/made-up:0"
EVERY_DAY = (1, 2, 3, 4, 5, 6, 7)
DAY = date(2026, 11, 22)


def endpoint(number: int) -> str:
    return f"https://fcm.googleapis.com/fcm/send/made-up:{number}"


def subscription(**change: Any) -> Subscription:
    made: dict[str, Any] = {
        "endpoint": ENDPOINT,
        "p256dh": POINT,
        "auth": AUTH,
        "key_id": "k0123456789ab",
        "minutes": (480,),
        "days": EVERY_DAY,
        "wants_safety": False,
        "created_on": DAY,
        "renewed_on": DAY,
    }
    return Subscription(**{**made, **change})


def claimed_row(number: int, at: int, **change: Any) -> Claimed:
    """A reminder at eight, every day, that is in hand.

    Args:
        at: When it is due, in seconds since 1970.
    """
    made: dict[str, Any] = {
        "id": number,
        "subscription_id": number,
        "endpoint": endpoint(number),
        "p256dh": POINT,
        "auth": AUTH,
        "key_id": "k0123456789ab",
        "kind": "reminder",
        "minute": 480,
        "days": 127,
        "slot": None,
        "due_at": at,
        "tries": 0,
        "refused": 0,
        "claim": "claim",
        "until": at + 3600,
        "waits_since": at,
    }
    return Claimed(**{**made, **change})
