"""A push service of our own on loopback, strict as the real ones are, or as bad.

It reads each message as the browser would, and checks the sender's token by hand: it
shares no code with what sends. It answers whatever a test asks it to.
"""

from __future__ import annotations

import asyncio
import json
import time
from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from os import urandom
from threading import Event, Thread
from typing import Any

from aiohttp import web
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.utils import encode_dss_signature
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from tests.rfc8291 import opened

LONGEST_TOKEN_S = 24 * 3600
MOST_BYTES = 4096


@dataclass(frozen=True, slots=True)
class Reply:
    """How to answer: `hangs` not at all, `trickles` with a body without end."""

    status: int = 201
    headers: Mapping[str, str] = field(default_factory=dict)
    body: bytes = b""
    hangs: bool = False
    trickles: bool = False
    after_s: float = 0.0


TAKEN = Reply()


@dataclass(frozen=True, slots=True)
class Posted:
    """One message that was not looked at yet."""

    method: str
    path: str
    headers: Mapping[str, str]
    body: bytes
    at: float = field(default_factory=time.time)


@dataclass(frozen=True, slots=True)
class Received:
    """One message as it came."""

    path: str
    at: float
    headers: Mapping[str, str]
    claims: Mapping[str, Any]
    body_bytes: int
    plain: bytes

    @property
    def payload(self) -> dict[str, Any]:
        found: dict[str, Any] = json.loads(self.plain)
        return found


@dataclass(frozen=True, slots=True)
class Browser:
    """One subscription, with the private key that only the browser has."""

    endpoint: str
    p256dh: str
    auth: str
    private: ec.EllipticCurvePrivateKey

    def to_json(self) -> dict[str, Any]:
        """As PushSubscription.toJSON() gives it."""
        keys = {"p256dh": self.p256dh, "auth": self.auth}
        return {"endpoint": self.endpoint, "expirationTime": None, "keys": keys}


class PushService:
    """Runs in a thread of its own while it is a context.

    Attributes:
        received: What was well-formed, in the order in which it came.
        faults: What was wrong with the rest; such a message is answered 400.
        now: The time that a token is held against, in seconds since 1970.
        reads_later: Set it, and what comes is only kept, in `unread`, for `take`.
        asked: Requests to each path, the bad ones too.
    """

    def __init__(self, default: Reply = TAKEN) -> None:
        self.default = default
        self.replies: dict[str, Callable[[int], Reply]] = {}
        self.browsers: dict[str, Browser] = {}
        self.received: list[Received] = []
        self.now: Callable[[], float] = time.time
        self.reads_later = False
        self.unread: list[Posted] = []
        self.faults: list[str] = []
        self.asked: Counter[str] = Counter()
        self.origin = ""
        self.most_at_once = self.at_once = 0
        self.connections: set[object] = set()

    def subscribe(self, *replies: Reply) -> Browser:
        """A browser; its messages are answered so in turn, the last for ever."""
        private = ec.generate_private_key(ec.SECP256R1())
        public = private.public_key().public_bytes(
            Encoding.X962, PublicFormat.UncompressedPoint
        )
        path = f"/push/{urandom(12).hex()}"
        found = Browser(
            f"{self.origin}{path}", to_text(public), to_text(urandom(16)), private
        )
        self.browsers[path] = found
        if replies:
            last = len(replies) - 1
            self.replies[path] = lambda turn: replies[min(turn, last)]
        return found

    def to(self, browser: Browser) -> list[Received]:
        return [each for each in self.received if browser.endpoint.endswith(each.path)]

    @contextmanager
    def running(self) -> Iterator[PushService]:
        self.loop = asyncio.new_event_loop()
        self.stop = asyncio.Event()
        is_up = Event()
        thread = Thread(target=self.loop.run_until_complete, args=[self.serve(is_up)])
        thread.start()
        is_up.wait(10)
        try:
            yield self
        finally:
            self.loop.call_soon_threadsafe(self.stop.set)
            thread.join(10)
            self.loop.close()

    async def serve(self, is_up: Event) -> None:
        application = web.Application(client_max_size=1 << 20)
        application.router.add_route("*", "/{path:.*}", self.answer)
        runner = web.AppRunner(application, access_log=None, shutdown_timeout=0)
        await runner.setup()
        site = web.TCPSite(runner, "127.0.0.1", 0, backlog=1024)
        await site.start()
        self.origin = f"http://127.0.0.1:{runner.addresses[0][1]}"
        is_up.set()
        await self.stop.wait()
        await runner.cleanup()

    async def answer(self, request: web.Request) -> web.StreamResponse:
        self.at_once += 1
        self.most_at_once = max(self.most_at_once, self.at_once)
        self.connections.add(request.transport)
        try:
            return await self.answered(request)
        finally:
            self.at_once -= 1

    async def answered(self, request: web.Request) -> web.StreamResponse:
        turn = self.asked[request.path]
        self.asked[request.path] += 1
        posted = Posted(
            request.method, request.path, request.headers, await request.read()
        )
        if self.reads_later:
            self.unread.append(posted)
        elif not self.take(posted):
            return web.Response(status=400)
        chosen = self.replies.get(request.path)
        reply = chosen(turn) if chosen else self.default
        if reply.after_s:
            await asyncio.sleep(reply.after_s)
        if reply.hangs:
            await self.stop.wait()
        if reply.trickles:
            return await self.trickle(request, reply)
        return web.Response(status=reply.status, headers=reply.headers, body=reply.body)

    async def trickle(self, request: web.Request, reply: Reply) -> web.StreamResponse:
        response = web.StreamResponse(status=reply.status, headers=reply.headers)
        await response.prepare(request)
        while not self.stop.is_set():
            await response.write(b"x")
            await asyncio.sleep(0.05)
        return response

    def take(self, posted: Posted) -> bool:
        """Whether it is as it should be."""
        try:
            self.received.append(self.read(posted))
        except (ValueError, KeyError, InvalidSignature) as error:
            self.faults.append(f"{type(error).__name__}: {error}")
            return False
        return True

    def read(self, request: Posted) -> Received:
        """What a push service and then the browser make of a message.

        Raises:
            ValueError: a header or the token is not as RFC 8030, 8291, 8292 have it.
            InvalidSignature: somebody else signed the token.
        """
        browser = self.browsers[request.path]
        claims = self.claims_of(request.headers["Authorization"])
        expect(request.method == "POST", "method")
        expect(request.headers["Content-Encoding"] == "aes128gcm", "encoding")
        expect(int(request.headers["TTL"]) >= 0, "TTL")
        expect(request.headers.get("Urgency") in ("high", "normal"), "Urgency")
        expect(0 < len(from_text(request.headers["Topic"])) <= 24, "Topic")
        expect(len(request.body) <= MOST_BYTES, "body")
        plain = opened(request.body, browser.private, from_text(browser.auth))
        return Received(
            request.path,
            request.at,
            dict(request.headers),
            claims,
            len(request.body),
            plain,
        )

    def claims_of(self, header: str) -> dict[str, Any]:
        scheme, _, rest = header.partition(" ")
        parts = dict(each.strip().split("=", 1) for each in rest.split(","))
        expect(scheme == "vapid", "scheme")
        signed, _, signature = parts["t"].rpartition(".")
        raw = from_text(signature)
        expect(len(raw) == 64, "signature")
        ec.EllipticCurvePublicKey.from_encoded_point(
            ec.SECP256R1(), from_text(parts["k"])
        ).verify(
            encode_dss_signature(
                int.from_bytes(raw[:32], "big"), int.from_bytes(raw[32:], "big")
            ),
            signed.encode(),
            ec.ECDSA(SHA256()),
        )
        head, claims = (json.loads(from_text(each)) for each in signed.split("."))
        expect(head == {"typ": "JWT", "alg": "ES256"}, "head")
        expect(claims["aud"] == self.origin, f"aud is {claims['aud']}")
        left_s = claims["exp"] - self.now()
        expect(0 < left_s <= LONGEST_TOKEN_S, "exp")
        expect(claims["sub"].startswith(("mailto:", "https://")), "sub")
        return {**claims, "k": parts["k"]}


def expect(is_so: bool, what: str) -> None:
    if not is_so:
        raise ValueError(f"wrong {what}")


def to_text(raw: bytes) -> str:
    return urlsafe_b64encode(raw).rstrip(b"=").decode()


def from_text(text: str) -> bytes:
    return urlsafe_b64decode(text + "=" * (-len(text) % 4))
