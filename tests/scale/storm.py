"""Part after part is killed while pages are read and reminders are sent."""

from __future__ import annotations

import asyncio
import os
import shutil
import signal
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

from tests import postgres
from tests.push_service import Browser
from tests.scale.queue import QueueSeen
from tests.scale.report import Report
from tests.scale.site import WEB, Service, wait_until_up
from tests.scale.traffic import each, wants

READERS = 16
PAUSE_S = 0.03
AT_ONCE = 8
BETWEEN_S = 3.0
LONGEST_SLEEP_S = 8.0
HANGS_S = 3.0
STATIC = Path("static/dist/site/static")
SETTLES_S = 3.0
"""As in deploy/release: until nginx, too, knows that a worker is back."""


@dataclass
class Told:
    """What clients were promised meanwhile.

    Attributes:
        let_go_at: When the reminder of each phone was due, by endpoint.
        tests: Endpoints whose test message was taken (202).
        blows: What was done, in order.
        in_dead_hands: So many at most were claimed by dispatchers that were killed.
    """

    let_go_at: dict[str, float] = field(default_factory=dict)
    tests: set[str] = field(default_factory=set)
    blows: list[str] = field(default_factory=list)
    in_dead_hands: int = 0


async def storm(
    service: Service, queue: QueueSeen, phones: list[Browser], report: Report
) -> Told:
    """A portion of the reminders comes due just before each blow."""
    told, stop, front = Told(), asyncio.Event(), service.front
    blows = plan(service)
    size = -(-len(phones) // len(blows))

    async def busy(at: int) -> int:
        """What a phone does that opens the app, changes a time, and tries it out."""
        body = {"endpoint": phones[at].endpoint}
        number = READERS + at
        asked = wants(phones[at])
        await front.ask("PUT", "/api/reminders/subscription", number, asked)
        await front.ask("POST", "/api/reminders/renew", number, body)
        if at and await front.once("POST", "/api/reminders/test", number, body) == 202:
            told.tests.add(phones[at].endpoint)
        return 0

    tasks = [
        asyncio.create_task(front.read(stop, number, PAUSE_S))
        for number in range(READERS)
    ]
    asking = asyncio.create_task(each(busy, len(phones), AT_ONCE))
    began = time.perf_counter()
    for at, (name, blow) in enumerate(blows):
        portion = phones[at * size : (at + 1) * size]
        for phone in portion:
            told.let_go_at[phone.endpoint] = time.time()
        await asyncio.to_thread(queue.let_go, [each.endpoint for each in portion])
        await some_arrived(service, portion)
        front.phase = name
        await asyncio.to_thread(blow)
        told.blows.append(name)
        if name.startswith("kill") and "dispatcher" in name:
            told.in_dead_hands += len(portion)
        await asyncio.sleep(BETWEEN_S)
        for port in service.ports:
            await asyncio.to_thread(wait_until_up, f"http://127.0.0.1:{port}/healthz")
    await asking
    stop.set()
    await asyncio.gather(*tasks)
    report.figure("storm lasted", f"{time.perf_counter() - began:.0f} s")
    return told


def carry(served: Path, to: Path) -> None:
    """As deploy/release does: files that open pages name are to be found."""
    there = to / STATIC
    for file in (served / STATIC).glob("*.????????.*"):
        if not (there / file.name).exists():
            shutil.copy2(file, there)


async def some_arrived(service: Service, portion: list[Browser]) -> None:
    """Until the first of a portion is at the push service, and others are under way."""
    paths = {urlsplit(each.endpoint).path for each in portion}
    until = time.perf_counter() + LONGEST_SLEEP_S
    asked = service.push.asked
    before = sum(asked[each] for each in paths)
    while sum(asked[each] for each in paths) == before and time.perf_counter() < until:
        await asyncio.sleep(0.005)


def plan(service: Service) -> list[tuple[str, Callable[[], None]]]:
    """What is done to the service; between two there is time to get up again."""
    units = service.units

    def worker_of(name: str) -> None:
        """The process that answers, not the one that looks after it."""
        child = units.units[name].child()
        with suppress(ProcessLookupError):
            if child is not None:
                os.kill(child, signal.SIGKILL)

    def two_workers() -> None:
        units.kill("web-2")
        units.kill("web-3")

    def two_senders() -> None:
        units.kill("send-3")
        units.kill("send-4")

    def hang_then_kill() -> None:
        """Nginx waits for an answer that never comes, and asks another at the end."""
        units.freeze("web-1")
        time.sleep(HANGS_S)
        units.kill("web-1")

    def change_to(release: Path) -> None:
        """One worker after the other, each once the one before answers."""
        carry(units.units["web-1"].cwd, release)
        for at in range(1, WEB + 1):
            units.units[f"web-{at}"].cwd = release
            units.restart(f"web-{at}")
            wait_until_up(f"http://127.0.0.1:{service.ports[at - 1]}/healthz")
            time.sleep(SETTLES_S)

    return [
        ("kill a web worker", lambda: units.kill("web-1")),
        ("kill a dispatcher", lambda: units.kill("send-1")),
        ("kill the process that answers", lambda: worker_of("web-2")),
        ("crash PostgreSQL", lambda: postgres.crash(service.database)),
        ("reload nginx", lambda: units.units["nginx"].signal(signal.SIGHUP)),
        ("kill a dispatcher", lambda: units.kill("send-2")),
        ("stop a dispatcher and start it", lambda: units.restart("send-3")),
        ("kill two web workers", two_workers),
        ("hang a web worker, then kill it", hang_then_kill),
        ("crash PostgreSQL", lambda: postgres.crash(service.database)),
        ("kill two dispatchers", two_senders),
        (
            "change all workers to the next release",
            lambda: change_to(service.releases[1]),
        ),
        ("roll back to the release before", lambda: change_to(service.releases[0])),
    ]
