"""Encrypt a message for one browser: RFC 8291, with the primitives of `cryptography`.

pywebpush and its http_ece do the same in 1.7 and 1.2 times the processor time of these
primitives, measured by `python -m bench --push`: both write our public key out twice
and go the long way about AES. 1.1 is our limit, so the steps are here. The tests hold
them to the example in the RFC and let http_ece read what comes out.
"""

from __future__ import annotations

import os
from base64 import urlsafe_b64decode
from hmac import digest

from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

CURVE = ec.SECP256R1()
RECORD_BYTES = (4096).to_bytes(4, "big")
HASH = "sha256"
LAST_RECORD = b"\x02"
POINT_BYTES = 65
AUTH_BYTES = 16
OVERHEAD_BYTES = 16 + 4 + 1 + POINT_BYTES + 1 + 16
"""Salt, record size, length of the key, key, delimiter, and AES-GCM's tag."""


class SealError(ValueError):
    """The browser's keys are none: nothing can be encrypted for it."""


def seal(payload: bytes, p256dh: str, auth: str) -> bytes:
    """The body of a push message, in aes128gcm.

    Args:
        payload: At most 3,993 bytes, all that fits one record.
        p256dh: The browser's public key, in base64url.
        auth: Its secret, in base64url.

    Raises:
        SealError: the keys cannot be read, or are no point of the curve.
    """
    return seal_with(
        payload,
        decoded(p256dh, POINT_BYTES),
        decoded(auth, AUTH_BYTES),
        ec.generate_private_key(CURVE),
        os.urandom(16),
    )


def seal_with(
    payload: bytes,
    receiver: bytes,
    secret: bytes,
    private: ec.EllipticCurvePrivateKey,
    salt: bytes,
) -> bytes:
    """`seal` with all that is random given, as the RFC's example has it."""
    try:
        public = ec.EllipticCurvePublicKey.from_encoded_point(CURVE, receiver)
    except ValueError as error:
        raise SealError("the browser's key is no point of the curve") from error
    sender = private.public_key().public_bytes(
        Encoding.X962, PublicFormat.UncompressedPoint
    )
    shared = private.exchange(ec.ECDH(), public)
    # HKDF with SHA-256, each output within one block. RFC 8291, section 3.4.
    both = b"WebPush: info\0" + receiver + sender + b"\x01"
    material = digest(digest(secret, shared, HASH), both, HASH)
    random = digest(salt, material, HASH)
    key = digest(random, b"Content-Encoding: aes128gcm\0\x01", HASH)[:16]
    nonce = digest(random, b"Content-Encoding: nonce\0\x01", HASH)[:12]
    record = AESGCM(key).encrypt(nonce, payload + LAST_RECORD, None)
    return b"".join((salt, RECORD_BYTES, bytes((POINT_BYTES,)), sender, record))


def decoded(text: str, length: int) -> bytes:
    try:
        found = urlsafe_b64decode(text + "=" * (-len(text) % 4))
    except ValueError as error:
        raise SealError("the browser's keys are not base64url") from error
    if len(found) != length:
        raise SealError("the browser's keys have another length")
    return found
