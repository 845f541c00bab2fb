"""Read what a phone sends, strictly. No message repeats anything that was sent."""

from __future__ import annotations

import re
from base64 import urlsafe_b64decode, urlsafe_b64encode
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from werkzeug.exceptions import BadRequest

from pwa.config import Config
from pwa.reminders.model import MOST_TIMES, SLOT_MINUTES, ZONE

TIME = re.compile(r"([01][0-9]|2[0-3]):([0-5][0-9])")
SLOT = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}T([01][0-9]|2[0-3]):[0-5][0-9]")
POINT_BYTES = 65
SECRET_BYTES = 16
EARLIEST_SLOT = timedelta(hours=-24)
LATEST_SLOT = timedelta(hours=1)
"""A slot that comes up once more was sent at its time; a clock may be a bit off."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A subscription as a phone asks for it.

    Attributes:
        key_id: "" where the phone does not say which of our keys it was made for.
        minutes: After local midnight, in order; empty where only safety is wanted.
    """

    endpoint: str
    p256dh: str
    auth: str
    key_id: str
    minutes: tuple[int, ...]
    days: tuple[int, ...]
    wants_safety: bool


def read_subscription(body: dict[str, Any], config: Config) -> Asked:
    """Raises BadRequest: something is missing, too much, or not as described."""
    known_only(body, {"subscription", "times", "days", "safety", "keyId"})
    sent = body.get("subscription")
    keys = sent.get("keys") if isinstance(sent, dict) else None
    if not isinstance(sent, dict) or not isinstance(keys, dict):
        raise BadRequest("subscription must be what PushSubscription.toJSON() gives.")
    safety = body.get("safety", False)
    if not isinstance(safety, bool):
        raise BadRequest("safety must be true or false.")
    key_id = body.get("keyId", "")
    if not isinstance(key_id, str) or ("keyId" in body and not key_id):
        raise BadRequest("keyId must be the id of a key.")
    minutes = read_times(body.get("times"))
    if not minutes and not safety:
        raise BadRequest("times may be empty only with safety true.")
    return Asked(
        read_endpoint(sent, config),
        read_point(keys.get("p256dh")),
        read_secret(keys.get("auth")),
        key_id,
        minutes,
        read_days(body.get("days"), is_needed=bool(minutes)),
        safety,
    )


def read_endpoint(body: dict[str, Any], config: Config) -> str:
    """Raises BadRequest: it is no address of a push service that is known."""
    from pwa.reminders.endpoint import EndpointError, check

    endpoint = body.get("endpoint")
    if not isinstance(endpoint, str):
        raise BadRequest("endpoint must be a text.")
    try:
        return check(endpoint, config)
    except EndpointError as error:
        raise BadRequest(str(error)) from None


def read_only_endpoint(body: dict[str, Any], config: Config) -> str:
    known_only(body, {"endpoint"})
    return read_endpoint(body, config)


def read_later(body: dict[str, Any], config: Config, now: datetime) -> tuple[str, str]:
    """The endpoint, and a slot of the last day."""
    known_only(body, {"endpoint", "slot"})
    slot = body.get("slot")
    if not isinstance(slot, str) or not SLOT.fullmatch(slot):
        raise BadRequest("slot must be of the form 2026-11-22T08:00.")
    try:
        at = datetime.fromisoformat(slot)
        since = at - now.astimezone(ZONE).replace(tzinfo=None)
    except (ValueError, OverflowError):
        raise BadRequest("slot is no date.") from None
    if not EARLIEST_SLOT <= since <= LATEST_SLOT or at.minute % SLOT_MINUTES:
        raise BadRequest("slot must be one of the last day.")
    return read_endpoint(body, config), slot


def read_times(sent: Any) -> tuple[int, ...]:
    """Minutes after local midnight, in order. Raises BadRequest."""
    if not isinstance(sent, list) or len(sent) > MOST_TIMES:
        raise BadRequest(f"times must be a list of at most {MOST_TIMES}.")
    minutes = [read_time(each) for each in sent]
    if len(set(minutes)) != len(minutes):
        raise BadRequest("times must be different.")
    return tuple(sorted(minutes))


def read_time(sent: Any) -> int:
    """Minutes after local midnight. Raises BadRequest: not on a quarter."""
    found = TIME.fullmatch(sent) if isinstance(sent, str) else None
    if not found or int(found[2]) % SLOT_MINUTES:
        raise BadRequest('Each time must be like "08:00", on a quarter of an hour.')
    return int(found[1]) * 60 + int(found[2])


def read_days(sent: Any, *, is_needed: bool) -> tuple[int, ...]:
    """ISO weekdays; with no time of day they may be left out."""
    if sent is None and not is_needed:
        return ()
    if not isinstance(sent, list) or not all(is_day(each) for each in sent):
        raise BadRequest("days must be a list of whole numbers from 1 to 7.")
    days = {int(day) for day in sent}
    if len(days) != len(sent):
        raise BadRequest("days must be different.")
    if is_needed and not days:
        raise BadRequest("days must name at least one.")
    return tuple(sorted(days))


def is_day(sent: Any) -> bool:
    """JSON has one kind of number: 1.0 is a whole one."""
    return type(sent) in (int, float) and sent in range(1, 8)


def read_point(sent: Any) -> str:
    """A public key on the curve P-256, as RFC 8291 wants it."""
    from cryptography.hazmat.primitives.asymmetric import ec

    packed = read_base64(sent, POINT_BYTES)
    try:
        if not packed or packed[0] != 4:
            raise ValueError("not a point, uncompressed")
        ec.EllipticCurvePublicKey.from_encoded_point(ec.SECP256R1(), packed)
    except ValueError:
        raise BadRequest(
            "p256dh must be a public key on P-256: 65 bytes in base64url."
        ) from None
    return str(sent)


def read_secret(sent: Any) -> str:
    """As it was sent. Raises BadRequest: it is not 16 bytes."""
    if not read_base64(sent, SECRET_BYTES):
        raise BadRequest("auth must be 16 bytes in base64url.")
    return str(sent)


def read_base64(sent: Any, size: int) -> bytes:
    """Those bytes, where it is the one way of writing them; else none."""
    if not isinstance(sent, str) or not sent.isascii() or len(sent) > 2 * size:
        return b""
    try:
        found = urlsafe_b64decode(f"{sent}{'=' * (-len(sent) % 4)}")
    except ValueError:
        return b""
    is_same = urlsafe_b64encode(found).rstrip(b"=").decode() == sent
    return found if is_same and len(found) == size else b""


def known_only(body: dict[str, Any], names: set[str]) -> None:
    """Raises BadRequest: something else was sent too."""
    if body.keys() - names:
        raise BadRequest(f"Only {', '.join(sorted(names))} may be sent.")
