"""One pair of keys, and how it is read from its file.

Imports cryptography: what serves pages imports this inside the function that needs it.
"""

from __future__ import annotations

import re
from base64 import urlsafe_b64encode
from dataclasses import dataclass, field
from datetime import date
from hashlib import blake2b, sha256
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    PublicFormat,
    load_pem_private_key,
)
from py_vapid import Vapid02

ID = re.compile(r"k[0-9a-f]{12}")
ROTATE = "flask --app pwa reminders keys rotate"


class KeysError(RuntimeError):
    """A key cannot be used, made or retired; the message says what to do."""


class UnknownKeyError(KeysError):
    """No key with this id is live."""


@dataclass(frozen=True, slots=True)
class Key:
    """One pair of keys.

    Attributes:
        id: "k" and a short hash of the public key.
        public: The applicationServerKey of a subscription: 65 bytes in base64url.
        private: Never leaves the server.
        made_on: Day (UTC) on which its file was written.
    """

    id: str
    public: str
    private: ec.EllipticCurvePrivateKey = field(repr=False, compare=False)
    made_on: date

    def vapid(self) -> Vapid02:
        """As pywebpush and py_vapid want it; each caller gets its own."""
        return Vapid02(self.private)

    def hide(self, text: str) -> str:
        """A hash that nobody without this key can make again or try texts against."""
        number = self.private.private_numbers().private_value
        secret = number.to_bytes(32, "big")
        made = blake2b(text.encode(), key=secret, person=b"hide", digest_size=16)
        return made.hexdigest()


def read_key(file: Path, made_on: date) -> Key:
    """Raises KeysError: it is no key, or not the one that its name says."""
    try:
        private = load_pem_private_key(file.read_bytes(), password=None)
    except OSError as error:
        raise unreadable(file, error) from error
    except (ValueError, TypeError) as error:
        raise damaged(file) from error
    if not isinstance(private, ec.EllipticCurvePrivateKey):
        raise damaged(file)
    if not isinstance(private.curve, ec.SECP256R1):
        raise damaged(file)
    public = public_text(private)
    if id_of(public) != file.stem:
        raise damaged(file)
    return Key(file.stem, public, private, made_on)


def unreadable(file: Path, error: OSError) -> KeysError:
    return KeysError(
        f"{file} cannot be read: {error.strerror}. Only the user that the server runs "
        "as may read it: give it to that user"
    )


def damaged(file: Path) -> KeysError:
    return KeysError(
        f"{file} is damaged: put it back from a copy, or delete it and run {ROTATE}; "
        "phones then subscribe anew when the app is next opened"
    )


def public_text(private: ec.EllipticCurvePrivateKey) -> str:
    point = private.public_key().public_bytes(
        Encoding.X962, PublicFormat.UncompressedPoint
    )
    return urlsafe_b64encode(point).rstrip(b"=").decode()


def id_of(public: str) -> str:
    return f"k{sha256(public.encode()).hexdigest()[:12]}"
