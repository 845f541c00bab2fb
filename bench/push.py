"""Reminders: processor time of a message, and messages a second, against others.

Ours is what is done for one message before it is posted: its words, topic and token are
found, and it is encrypted. The bare primitives encrypt alone, with nothing around. That
its address is judged, and read for the HTTP client, is told apart: pywebpush does not
judge, and any client reads.
"""

from __future__ import annotations

import asyncio
import os
import time
from base64 import urlsafe_b64encode
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial
from pathlib import Path
from types import SimpleNamespace

import aiohttp
import http_ece
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from pywebpush import WebPusher, webpush

from bench import goals
from bench.push_server import served
from bench.report import Row, ratio_row
from bench.rounds import Series, run_rounds
from pwa.clock import now
from pwa.config import Config
from pwa.reminders.keys import Keys
from pwa.reminders.message import PAYLOAD_BYTES
from pwa.reminders.sending import Sender
from pwa.reminders.store.claimed import Claimed
from tests.unit.reminders.made_up import claimed_row

MESSAGES = 500
SENT = 2_000
AT_ONCE = 50
PLAIN = b"x" * PAYLOAD_BYTES
POINT = (Encoding.X962, PublicFormat.UncompressedPoint)
CURVE = ec.SECP256R1()
BARE, OURS, JUDGED = "bare primitives", "ours", "ours, address judged too"


@dataclass(frozen=True, slots=True)
class Cost:
    """Of one message: microseconds of the processor, or messages in a second."""

    value: float


@dataclass(frozen=True, slots=True)
class Phone:
    """A made-up subscription, as raw bytes and as text."""

    point: bytes
    secret: bytes
    mail: Claimed

    @property
    def info(self) -> dict[str, object]:
        keys = {"p256dh": self.mail.p256dh, "auth": self.mail.auth}
        return {"endpoint": self.mail.endpoint, "keys": keys}


def measure(folder: Path, runs: int) -> tuple[list[Row], list[Series[Cost]]]:
    """Each way in turn, round after round."""
    with served() as origin:
        config = Config(instance=folder, environment="test", push_test_origin=origin)
        keys = Keys(config.keys)
        key = keys.current()
        phones = [phone(origin, key.id, number) for number in range(SENT)]
        few = phones[:MESSAGES]
        costs = run_rounds(
            "push, processor",
            runs,
            [
                (BARE, partial(cost, lambda: [bare(each) for each in few])),
                (OURS, partial(made, config, keys, few, is_judged=False)),
                (JUDGED, partial(made, config, keys, few, is_judged=True)),
                ("http_ece", partial(cost, lambda: [ece(each) for each in few])),
                ("WebPusher.encode", partial(cost, lambda: [encode(e) for e in few])),
                ("webpush()", partial(cost, lambda: plain(few, key.vapid()))),
            ],
        )
        rates = run_rounds(
            "push, 30 ms",
            runs,
            [
                ("bare aiohttp", partial(rate, lambda: bare_sender(phones))),
                ("ours", partial(rate, lambda: our_sender(config, keys, phones))),
            ],
        )
    return rows(costs, rates), [costs, rates]


def phone(origin: str, key_id: str, number: int) -> Phone:
    private = ec.generate_private_key(CURVE)
    point, secret = private.public_key().public_bytes(*POINT), os.urandom(16)
    mail = claimed_row(
        number,
        int(now().timestamp()),
        endpoint=f"{origin}/wpush/v2/{os.urandom(60).hex()}",
        p256dh=to_text(point),
        auth=to_text(secret),
        key_id=key_id,
    )
    return Phone(point, secret, mail)


def to_text(raw: bytes) -> str:
    return urlsafe_b64encode(raw).rstrip(b"=").decode()


def bare(each: Phone) -> bytes:
    """RFC 8291 as `cryptography` would have it written."""
    private = ec.generate_private_key(CURVE)
    sender = private.public_key().public_bytes(*POINT)
    public = ec.EllipticCurvePublicKey.from_encoded_point(CURVE, each.point)
    shared = private.exchange(ec.ECDH(), public)
    salt = os.urandom(16)
    both = b"WebPush: info\0" + each.point + sender
    material = derive(32, each.secret, both, shared)
    key = derive(16, salt, b"Content-Encoding: aes128gcm\0", material)
    nonce = derive(12, salt, b"Content-Encoding: nonce\0", material)
    record = AESGCM(key).encrypt(nonce, PLAIN + b"\x02", b"")
    return salt + b"\0\0\x10\0\x41" + sender + record


def derive(length: int, salt: bytes, info: bytes, material: bytes) -> bytes:
    return HKDF(hashes.SHA256(), length, salt, info).derive(material)


def made(config: Config, keys: Keys, phones: list[Phone], *, is_judged: bool) -> Cost:
    async def making() -> Cost:
        async with Sender(config, keys) as sender:
            at = int(now().timestamp())
            origin, url = sender.target(phones[0].mail.endpoint)

            def work() -> None:
                for each in phones:
                    if is_judged:
                        sender.target(each.mail.endpoint)
                    sender.ready(each.mail, origin, url, at)

            return cost(work)

    return asyncio.run(making())


def ece(each: Phone) -> bytes:
    private = ec.generate_private_key(CURVE)
    sealed: bytes = http_ece.encrypt(
        PLAIN, private_key=private, dh=each.point, auth_secret=each.secret
    )
    return sealed


def encode(each: Phone) -> object:
    return WebPusher(each.info).encode(PLAIN)


def plain(phones: list[Phone], vapid: object) -> None:
    """As its documentation has it, with nothing sent."""
    taken = SimpleNamespace(status_code=201, text="", headers={})
    session = SimpleNamespace(post=lambda *_, **__: taken)
    for each in phones:
        webpush(
            each.info,
            PLAIN,
            vapid_private_key=vapid,
            vapid_claims={"sub": "mailto:nobody@example.org"},
            ttl=3600,
            requests_session=session,
        )


def cost(work: Callable[[], object]) -> Cost:
    began = time.process_time()
    work()
    return Cost((time.process_time() - began) / MESSAGES * 1e6)


def rate(work: Callable[[], float]) -> Cost:
    return Cost(SENT / work())


def bare_sender(phones: list[Phone]) -> float:
    """Nothing but: encrypt, post, so many at once."""

    async def sent() -> float:
        gate = asyncio.Semaphore(AT_ONCE)
        connector = aiohttp.TCPConnector(limit=0)
        async with aiohttp.ClientSession(connector=connector) as session:

            async def one(each: Phone) -> None:
                async with gate:
                    post = session.post(
                        each.mail.endpoint,
                        data=bare(each),
                        headers={"Authorization": "x" * 300, "TTL": "3600"},
                    )
                    async with post as response:
                        assert response.status == 201

            began = time.perf_counter()
            await asyncio.gather(*(one(each) for each in phones))
            return time.perf_counter() - began

    return asyncio.run(sent())


def our_sender(config: Config, keys: Keys, phones: list[Phone]) -> float:
    async def sent() -> float:
        async with Sender(config, keys, most=AT_ONCE, now=late) as sender:
            began = time.perf_counter()
            answers = await asyncio.gather(*(sender.send(each.mail) for each in phones))
            took_s = time.perf_counter() - began
            assert all(each.what == "sent" for each in answers)
            return took_s

    due_at = phones[0].mail.due_at

    def late() -> datetime:
        return datetime.fromtimestamp(due_at, now().tzinfo) + timedelta(seconds=1)

    return asyncio.run(sent())


def rows(costs: Series[Cost], rates: Series[Cost]) -> list[Row]:
    def value(each: Cost) -> float:
        return each.value

    found = []
    for name in costs.samples:
        ours, theirs = costs.pairs(name, BARE, value)
        goal = goals.PUSH_CPU_RATIO if name == OURS else None
        row = ratio_row(f"push, CPU, {name}", ours, theirs, goal, "primitives")
        found.append(in_unit(row, ours, "us"))
    ours, theirs = rates.pairs("ours", "bare aiohttp", value)
    row = in_unit(ratio_row("push, 30 ms, 50 at once", ours, theirs, None, ""), ours)
    least = goals.PUSH_RATE_RATIO
    is_met = row.ratio is not None and row.ratio.value >= least
    told = "pass" if is_met else "MISSED"
    return [
        *found,
        Row(row.what, row.measured, row.ratio, f">= {least} x aiohttp", told),
    ]


def in_unit(row: Row, values: list[float], unit: str = "a second") -> Row:
    middle = sorted(values)[len(values) // 2]
    return Row(row.what, f"{middle:.0f} {unit}", row.ratio, row.goal, row.verdict)
