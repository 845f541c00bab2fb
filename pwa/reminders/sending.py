"""Send one message to one browser's push service, over connections that are reused.

What a push service can do to us is bounded: ten seconds each, no redirect followed, no
proxy, no body read, a number of messages at once to one service and in all. One that
answers nobody is left alone for a while, so that it does not hold up the others.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import lru_cache
from types import TracebackType
from typing import TYPE_CHECKING, NamedTuple, Self

import aiohttp

from pwa import clock
from pwa.config import Config
from pwa.reminders import answers
from pwa.reminders.answers import Answer, read_answer
from pwa.reminders.endpoint import EndpointError, PublicResolver, as_url, check
from pwa.reminders.keys import KeysError
from pwa.reminders.message import URGENCIES, Occasion, payload, topic, ttl_s
from pwa.reminders.sealing import SealError, seal
from pwa.reminders.slots import slot_of
from pwa.reminders.tokens import Tokens

if TYPE_CHECKING:
    from yarl import URL

    from pwa.reminders.model import Kind
    from pwa.reminders.needs import KeyRing, Mail

TIMEOUT_S = 10
MOST_AT_ONCE_TO_ONE = 50
MOST_AT_ONCE = 200
SILENT_AFTER = 10
"""So many in a row without any answer, and a service is left alone."""
LEFT_ALONE_S = 30
TOKEN_KEPT_S = 5
"""A key that is retired signs nothing any more after so long."""


@dataclass
class Lane:
    """What is under way to one push service."""

    gate: asyncio.Semaphore
    silent: int = 0
    rests_until: float = 0.0


class Ready(NamedTuple):
    """A message as it is posted."""

    url: URL
    headers: dict[str, str]
    body: bytes


@dataclass
class Sender:
    """Use it as a context: it holds connections.

    Attributes:
        most: At once to one push service.
        is_closing: Set it, and what is not under way yet is given back.
    """

    config: Config
    keys: KeyRing
    most: int = MOST_AT_ONCE_TO_ONE
    now: Callable[[], datetime] = clock.now
    timeout_s: float = TIMEOUT_S
    is_closing: bool = False
    under_way: int = 0
    lanes: dict[str, Lane] = field(default_factory=dict)
    kept: dict[tuple[str, str], tuple[str, float]] = field(default_factory=dict)

    async def __aenter__(self) -> Self:
        self.tokens = Tokens(self.config)
        self.all = asyncio.Semaphore(max(MOST_AT_ONCE, self.most))
        self.session = aiohttp.ClientSession(
            connector=aiohttp.TCPConnector(
                resolver=PublicResolver(self.config), limit=0, ttl_dns_cache=60
            ),
            timeout=aiohttp.ClientTimeout(total=self.timeout_s),
            cookie_jar=aiohttp.DummyCookieJar(),
            skip_auto_headers=("User-Agent", "Accept", "Accept-Encoding"),
            auto_decompress=False,
            trust_env=False,
        )
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        await self.session.close()

    async def send(self, mail: Mail) -> Answer:
        """Send it when its turn comes. Raises nothing that a push service can cause."""
        try:
            origin, url = self.target(mail.endpoint)
        except EndpointError:
            return answers.REFUSED
        lane = self.lanes[origin]
        async with lane.gate, self.all:
            now = self.now()
            at = now.timestamp()
            if at > mail.due_at + ttl_s(mail.kind):
                return answers.LATE
            if self.is_closing or at > mail.until - self.timeout_s - 1:
                return answers.BACK
            passed_s = clock.passed_s()
            if passed_s < lane.rests_until:
                return Answer("rest", int(lane.rests_until - passed_s) + 1)
            try:
                ready = self.ready(mail, origin, url, int(at))
            except (KeysError, SealError):
                return answers.REFUSED
            self.under_way += 1
            try:
                answer = await self.post(ready)
            finally:
                self.under_way -= 1
            self.note(lane, answer)
            return answer

    def target(self, endpoint: str) -> tuple[str, URL]:
        """The push service and the address, judged again: the row may be old.

        Each service is judged once by `check`, which costs a fifth of the encryption;
        each address, which passed `check` when it was stored, by where the client
        would go.

        Raises:
            EndpointError: nothing may be sent there.
        """
        end = endpoint.find("/", len("https://"))
        origin = endpoint[:end]
        if origin not in self.lanes:
            check(f"{origin}/", self.config)
            self.lanes[origin] = Lane(asyncio.Semaphore(self.most))
        url = as_url(endpoint)
        goes_to = f"{url.scheme}://{url.raw_authority}"
        if end < 0 or goes_to != origin or not is_plain(endpoint):
            raise EndpointError("endpoint is not a plain https address on port 443.")
        return origin, url

    def ready(self, mail: Mail, origin: str, url: URL, at: int) -> Ready:
        """Everything but the sending.

        Args:
            at: Now, in seconds since 1970.

        Raises:
            KeysError: our key for that subscription is no more, or cannot be read.
            SealError: the browser's keys are none.
        """
        kind, due_at = mail.kind, mail.due_at
        words = words_of(kind, mail.slot, mail.minute, due_at, self.config.origin)
        left_s = words.ends_at - at
        headers = {
            "Authorization": self.token(mail.key_id, origin),
            "TTL": str(left_s if left_s > 0 else 1),
            "Urgency": words.urgency,
            "Topic": topic(mail.endpoint, words.name),
            "Content-Encoding": "aes128gcm",
            "Content-Type": "application/octet-stream",
        }
        return Ready(url, headers, seal(words.payload, mail.p256dh, mail.auth))

    def token(self, key_id: str, origin: str) -> str:
        """Kept for seconds, so that not every message asks the folder of keys."""
        token, kept_until = self.kept.get((key_id, origin), ("", 0.0))
        passed_s = clock.passed_s()
        if not token or passed_s > kept_until:
            key = self.keys.by_id(key_id)
            token = self.tokens.authorization(key, origin, self.now())
            self.kept[key_id, origin] = token, passed_s + TOKEN_KEPT_S
        return token

    async def post(self, ready: Ready) -> Answer:
        """Only the status and one header are read; whatever follows is cut off."""
        try:
            async with self.session.post(
                ready.url, data=ready.body, headers=ready.headers, allow_redirects=False
            ) as response:
                retry_after = response.headers.get("Retry-After")
                return read_answer(response.status, retry_after, self.now())
        except (TimeoutError, aiohttp.ClientError, OSError):
            return answers.NO_ANSWER

    def note(self, lane: Lane, answer: Answer) -> None:
        """Leave a service alone that has answered nobody for a while."""
        lane.silent = 0 if answer.status else lane.silent + 1
        if lane.silent >= SILENT_AFTER:
            lane.rests_until = clock.passed_s() + LEFT_ALONE_S


def is_plain(endpoint: str) -> bool:
    """Nothing in it could end a line of the request."""
    return endpoint.isascii() and endpoint.isprintable() and " " not in endpoint


class Words(NamedTuple):
    """What all who are due at once have in common.

    Attributes:
        name: Of the occasion, for the topic.
        ends_at: When it is of no more use, in seconds since 1970.
    """

    payload: bytes
    urgency: str
    name: bytes
    ends_at: int


@lru_cache(maxsize=1024)
def words_of(
    kind: Kind, slot: str | None, minute: int | None, due_at: int, opens: str
) -> Words:
    """Worked out once for all of them. `opens`: the app's own origin."""
    slot = slot or slot_of(datetime.fromtimestamp(due_at, UTC), minute)
    name = slot if kind == "reminder" else f"{slot}/{kind}/{due_at}"
    occasion = Occasion(kind, slot, name)
    packed = payload(occasion, opens)
    return Words(packed, URGENCIES[kind], occasion.name, due_at + ttl_s(kind))
