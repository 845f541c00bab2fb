"""Read a push message as a browser would: RFC 8291, by hand, from the primitives.

It shares no code with what sends, nor with the library that encrypts.
"""

from __future__ import annotations

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

HEAD_BYTES = 16 + 4 + 1 + 65
OVERHEAD_BYTES = HEAD_BYTES + 1 + 16
"""Salt, record size, length of the key, key; delimiter, and AES-GCM's tag."""


def opened(sealed: bytes, private: ec.EllipticCurvePrivateKey, secret: bytes) -> bytes:
    """The message.

    Args:
        private: The browser's own key.
        secret: Its 16 secret bytes, `auth`.

    Raises:
        ValueError: it is not one record of aes128gcm, or is not for this browser.
    """
    salt, record_bytes, key_bytes = sealed[:16], sealed[16:20], sealed[20:21]
    sender, record = sealed[21:HEAD_BYTES], sealed[HEAD_BYTES:]
    if key_bytes != b"\x41" or len(record) > int.from_bytes(record_bytes, "big"):
        raise ValueError("not one record of aes128gcm")
    receiver = private.public_key().public_bytes(
        Encoding.X962, PublicFormat.UncompressedPoint
    )
    public = ec.EllipticCurvePublicKey.from_encoded_point(ec.SECP256R1(), sender)
    shared = private.exchange(ec.ECDH(), public)
    material = derived(32, secret, b"WebPush: info\0" + receiver + sender, shared)
    key = derived(16, salt, b"Content-Encoding: aes128gcm\0", material)
    nonce = derived(12, salt, b"Content-Encoding: nonce\0", material)
    try:
        plain = AESGCM(key).decrypt(nonce, record, None).rstrip(b"\0")
    except InvalidTag as error:
        raise ValueError("not for this browser, or changed on the way") from error
    if plain[-1:] != b"\x02":
        raise ValueError("not the last record")
    return plain[:-1]


def derived(length: int, salt: bytes, info: bytes, material: bytes) -> bytes:
    return HKDF(SHA256(), length, salt, info).derive(material)
