"""Signed tokens that tell a push service who sends (VAPID, RFC 8292), kept for hours.

A token is for one push service. Its claims are made anew each time: pywebpush writes
the first service's name into a dictionary it is handed, and the second refuses that.
"""

from __future__ import annotations

import re
from datetime import datetime
from typing import TYPE_CHECKING, Protocol

from py_vapid import Vapid02

from pwa.config import Config

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.asymmetric.ec import EllipticCurvePrivateKey

LIVES_S = 12 * 3600
"""Half of what RFC 8292 allows, so that a wrong clock does no harm."""
RENEWED_AFTER_S = 6 * 3600
NEUTRAL_SUBJECT = "https://carrycard.example"
"""Where an operator gives no address at all. `.example` belongs to nobody (RFC 2606):
a push service then cannot write to anybody, but does send."""
MAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
WEB = re.compile(r"https://[\w-]+(?:\.[\w-]+)+(?::\d+)?(?:/[!-~]*)?")


class SigningKey(Protocol):
    """What is needed of `keys.Key`."""

    @property
    def id(self) -> str: ...
    @property
    def private(self) -> EllipticCurvePrivateKey: ...


class Tokens:
    """The Authorization header of each key for each push service."""

    def __init__(self, config: Config) -> None:
        self.subject = subject(config)
        self.kept: dict[tuple[str, str], tuple[str, float]] = {}

    def authorization(self, key: SigningKey, origin: str, now: datetime) -> str:
        """As the header says it, made anew after some hours.

        Args:
            origin: Of the push service: "https://host", the audience of the token.
        """
        at = now.timestamp()
        header, renew_at = self.kept.get((key.id, origin), ("", 0.0))
        if not renew_at - RENEWED_AFTER_S <= at < renew_at:
            header = signed(key, origin, int(at) + LIVES_S, self.subject)
            self.kept[key.id, origin] = header, at + RENEWED_AFTER_S
        return header


def signed(key: SigningKey, origin: str, expires_at: int, subject: str) -> str:
    # "no-strict" since py_vapid takes no address with a port or a path; ours are
    # checked when the settings are read.
    vapid = Vapid02(key.private, conf={"no-strict": True})
    claims = {"aud": origin, "exp": expires_at, "sub": subject}
    return str(vapid.sign(claims)["Authorization"])


def subject(config: Config) -> str:
    """Whom a push service writes to when it has trouble with us.

    The setting where it is given; else the app's own https address; else the contact
    on /about/ where that is a mail or https address; else a neutral one. Apple's
    service refuses every message of a sender whose subject it cannot read.
    """
    for text in (config.push_subject, config.origin, config.contact):
        found = text.strip()
        if MAIL.fullmatch(found.removeprefix("mailto:")):
            return f"mailto:{found.removeprefix('mailto:')}"
        if WEB.fullmatch(found):
            return found
    return NEUTRAL_SUBJECT
