"""What is known of somebody who asked for reminders: where to, and at what times."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal
from zoneinfo import ZoneInfo

ZONE = ZoneInfo("Europe/London")
"""Every time of day is of this zone. It is not kept for anybody: there is one."""
SLOT_MINUTES = 15
LATE_S = 60 * 60
"""A reminder later than this is not sent: it would come at a time nobody chose."""
FORGOTTEN_AFTER_DAYS = 60
"""A subscription that no opening of the app has renewed for so long is deleted."""
MOST_TIMES = 8

Kind = Literal["reminder", "later", "test", "safety"]


@dataclass(frozen=True, slots=True)
class Subscription:
    """One browser's address at its push service. All that is ever kept of anybody.

    Attributes:
        endpoint: https address at a push service, canonical, at most 1,024 characters.
        p256dh: The browser's public key: 65 bytes in base64url without padding.
        auth: Its 16 secret bytes, the same way.
        key_id: Which of our keys it was made for (`keys.py`).
        minutes: Minutes after local midnight, each a multiple of 15, in order.
        days: ISO weekdays, Monday 1 to Sunday 7, in order.
        wants_safety: Also told when a safety correction is published.
        created_on: Local day.
        renewed_on: Local day of the last opening of the app that said so.
    """

    endpoint: str
    p256dh: str
    auth: str
    key_id: str
    minutes: tuple[int, ...]
    days: tuple[int, ...]
    wants_safety: bool
    created_on: date
    renewed_on: date
