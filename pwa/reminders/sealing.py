"""Encrypt a message for one browser: RFC 8291, by pywebpush.

Only its encryption is used here. How it posts (no time-out, redirects followed, nothing
kept for a phone that is off) and how it signs (a signature for each message, the claims
of its caller changed) is done in `sending.py` and `tokens.py`.
"""

from __future__ import annotations

from base64 import urlsafe_b64decode

from http_ece import ECEException
from pywebpush import WebPusher, WebPushException

POINT_BYTES = 65
AUTH_BYTES = 16


class SealError(ValueError):
    """The browser's keys are none: nothing can be encrypted for it."""


def seal(payload: bytes, p256dh: str, auth: str) -> bytes:
    """The body of a push message, in aes128gcm: 103 bytes longer than the message.

    Args:
        payload: At most 3,993 bytes, all that fits one record.
        p256dh: The browser's public key, in base64url without padding.
        auth: Its secret, the same way.

    Raises:
        SealError: the keys cannot be read, or are no point of the curve.
    """
    require(p256dh, POINT_BYTES)
    require(auth, AUTH_BYTES)
    keys = {"p256dh": p256dh, "auth": auth}
    try:
        sealed = WebPusher({"endpoint": "", "keys": keys}).encode(payload)
        return bytes(sealed["body"])
    except (ECEException, WebPushException, ValueError) as error:
        raise SealError("the browser's keys are none") from error


def require(text: str, length: int) -> None:
    """pywebpush lets pass what is too short.

    Raises:
        SealError: it is not so many bytes in base64url.
    """
    try:
        found = urlsafe_b64decode(text + "=" * (-len(text) % 4))
    except ValueError as error:
        raise SealError("the browser's keys are not base64url") from error
    if len(found) != length:
        raise SealError("the browser's keys have another length")
