"""People at the front door: some read pages, others have reminders sent.

Each has an address of its own on the loopback network, since the proxy counts callers.
"""

from __future__ import annotations

import asyncio
import random
import re
import ssl
import time
from collections import Counter
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

import aiohttp

from pwa.clock import now
from pwa.reminders.model import ZONE
from tests.push_service import Browser
from tests.scale.proxy import NAME

NETWORK = "127.77"
"""No process of ours has such an address: it may stand in no log."""
PAGES = (
    *("/", "/card/", "/card/edit", "/facts/", "/medicines/", "/finder/", "/log/"),
    *("/about/privacy", "/offline", "/cy/", "/cy/card/", "/version.json"),
    *("/manifest.json", "/service-worker.js", "/healthz", "/packs/manifest.json"),
    "/api/oruk/services",
)
LINKED = re.compile(r"/static/[\w-]+\.[0-9a-f]{8}\.\w+")
PATIENCE_S = aiohttp.ClientTimeout(total=20)
TRIES = 60
PASSING = {429, 500, 502, 503, 504}
TROUBLE = (aiohttp.ClientError, OSError, TimeoutError)


@dataclass
class Seen:
    """What came of the requests of all readers.

    Attributes:
        took_s: Of each answer.
        failed: What went wrong, by what it was.
    """

    took_s: list[float] = field(default_factory=list)
    failed: Counter[str] = field(default_factory=Counter)
    retried: Counter[str] = field(default_factory=Counter)

    def percentile_ms(self, share: float) -> float:
        ordered = sorted(self.took_s)
        return ordered[int(share * (len(ordered) - 1))] * 1000 if ordered else 0.0


class Front:
    """The proxy, as clients reach it.

    Attributes:
        phase: What is being done to the service; told with what fails.
    """

    def __init__(self, port: int, trust: ssl.SSLContext) -> None:
        self.origin = f"https://127.0.0.1:{port}"
        self.trust = trust
        self.seen = Seen()
        self.phase = "quiet"

    def session(self, number: int) -> aiohttp.ClientSession:
        address = f"{NETWORK}.{number // 250}.{number % 250 + 1}"
        connector = aiohttp.TCPConnector(
            ssl=self.trust, local_addr=(address, 0), limit=4
        )
        return aiohttp.ClientSession(
            self.origin,
            connector=connector,
            timeout=PATIENCE_S,
            headers={"Host": NAME, "Accept-Encoding": "gzip"},
        )

    async def read(self, stop: asyncio.Event, number: int, pause_s: float) -> None:
        """Open page after page; now and then with every file the page names."""
        chance = random.Random(number)
        async with self.session(number) as session:
            while not stop.is_set():
                text = await self.get(session, chance.choice(PAGES))
                if chance.random() < 0.2:
                    for name in sorted(set(LINKED.findall(text))):
                        await self.get(session, name)
                await asyncio.sleep(pause_s)

    async def get(
        self, session: aiohttp.ClientSession, path: str, *, is_last: bool = False
    ) -> str:
        began = time.perf_counter()
        try:
            async with session.get(path) as response:
                text = await response.text("utf-8", "replace")
        except aiohttp.ClientPayloadError:
            # Killed in the middle of an answer: no proxy can mend that. A browser asks
            # again, once, and a worker keeps nothing that is cut short.
            self.seen.retried["page cut short"] += 1
            if is_last:
                self.seen.failed[f"{self.phase}: cut short twice"] += 1
                return ""
            return await self.get(session, path, is_last=True)
        except TROUBLE as error:
            self.seen.failed[f"{self.phase}: {type(error).__name__}"] += 1
            return ""
        self.seen.took_s.append(time.perf_counter() - began)
        if response.status != 200:
            self.seen.failed[f"{self.phase}: {response.status}"] += 1
        return text

    async def ask(self, method: str, path: str, number: int, body: Any) -> int:
        """One request as the app makes it, again where it is told to come back."""
        async with self.session(number) as session:
            for _ in range(TRIES):
                try:
                    async with session.request(method, path, json=body) as response:
                        if response.status not in PASSING:
                            return response.status
                        self.seen.retried[str(response.status)] += 1
                except TROUBLE as error:
                    self.seen.retried[type(error).__name__] += 1
                await asyncio.sleep(0.5)
        return 0

    async def once(self, method: str, path: str, number: int, body: Any) -> int:
        """One request, and 0 where no answer came."""
        async with self.session(number) as session:
            try:
                async with session.request(method, path, json=body) as response:
                    return response.status
            except TROUBLE as error:
                self.seen.retried[type(error).__name__] += 1
                return 0


def wants(browser: Browser) -> dict[str, Any]:
    """What a phone sends that asks for a reminder each day, far from now."""
    later = now().astimezone(ZONE) + timedelta(hours=12)
    return {
        "subscription": browser.to_json(),
        "times": [f"{later.hour:02}:00"],
        "days": [1, 2, 3, 4, 5, 6, 7],
        "safety": True,
    }


async def each(work: Any, count: int, at_once: int) -> list[int]:
    """The work for each number, so many under way at a time."""
    turns = asyncio.Semaphore(at_once)

    async def one(number: int) -> int:
        async with turns:
            return int(await work(number))

    return await asyncio.gather(*(one(number) for number in range(count)))
