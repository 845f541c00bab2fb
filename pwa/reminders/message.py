"""What a reminder says, and what a push service is told about it. Pure.

The push service cannot read it, and learns nothing from its length: every message of
every kind is equally long. The words give nobody away. The phone shows its own words
instead where it can; these are what it shows where it cannot.
"""

from __future__ import annotations

import json
from base64 import urlsafe_b64encode
from dataclasses import dataclass
from hashlib import sha256

from pwa.reminders.model import LATE_S, Kind

PAYLOAD_BYTES = 512
"""Of each message before it is encrypted. Push services take 4,096 encrypted."""
WEB_PUSH = 8030
"""Says that Safari may show it by itself: Declarative Web Push.
https://www.w3.org/TR/push-api/#declarative-push-message"""
SAFETY_TTL_S = 24 * 3600
TITLE = "Carrycard"
BODIES: dict[Kind, str] = {
    "reminder": "Time to open the app",
    "later": "Time to open the app",
    "test": "This is a test",
    "safety": "Carrycard has updated information",
}
OPENS: dict[Kind, str] = {
    "reminder": "/log/",
    "later": "/log/",
    "test": "/log/",
    "safety": "/facts/changes",
}
URGENCIES: dict[Kind, str] = {
    "reminder": "high",
    "later": "high",
    "test": "high",
    "safety": "normal",
}
LONGEST_ORIGIN = 120


class MessageError(ValueError):
    """A message would not fit: the origin of this copy of the app is too long."""


@dataclass(frozen=True, slots=True)
class Occasion:
    """One sending that a phone shows once, however often it arrives.

    Attributes:
        slot: The planned local time, "2026-11-22T08:00"; what is answered with "taken".
        id: As `slot` for a reminder. What is sent once more has another, since it is
            to be shown although that slot was shown before.
    """

    kind: Kind
    slot: str
    id: str

    @property
    def name(self) -> bytes:
        """Of the occasion, for the topic."""
        return f"\n{self.kind}\n{self.id}".encode()


def ttl_s(kind: Kind) -> int:
    """How long after it is due a message is still of use."""
    return SAFETY_TTL_S if kind == "safety" else LATE_S


def payload(occasion: Occasion, origin: str) -> bytes:
    """The message as JSON, filled up with spaces.

    Args:
        origin: Where people open the app, "https://host"; "" where not known.

    Raises:
        MessageError: it is longer than all messages are.
    """
    kind = occasion.kind
    tag = occasion.slot if kind in ("reminder", "later") else kind
    message = {
        "web_push": WEB_PUSH,
        "notification": {
            "title": TITLE,
            "body": BODIES[kind],
            "navigate": f"{origin}{OPENS[kind]}",
            "tag": tag,
            "lang": "en",
            # Safari hands its worker the notification and not the message.
            "data": {"kind": kind, "id": occasion.id},
            # Where the first Safari with this looks for it (WebKit bug 296770).
            "mutable": True,
        },
        "mutable": True,
        "slot": occasion.slot,
        "id": occasion.id,
        "kind": kind,
    }
    packed = json.dumps(message, separators=(",", ":")).encode()
    if len(packed) > PAYLOAD_BYTES:
        raise MessageError(f"the origin has more than {LONGEST_ORIGIN} characters")
    return packed.ljust(PAYLOAD_BYTES)


def topic(endpoint: str, name: bytes) -> str:
    """Names the occasion to a push service, which then keeps only the last of them.

    Of 32 letters, as RFC 8030 allows (section 5.4); says nothing to who reads it.
    """
    digest = sha256(endpoint.encode() + name).digest()
    return urlsafe_b64encode(digest[:24]).decode()
