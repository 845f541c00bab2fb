"""The loop that sends: it stops well, survives trouble, and tells how it goes."""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from aiohttp.test_utils import TestClient, TestServer
from sqlalchemy.exc import OperationalError

from pwa import clock
from pwa.reminders import answers, health
from pwa.reminders.answers import Answer
from pwa.reminders.asking import Asking, OutOfOrderError
from pwa.reminders.dispatch import Dispatcher
from pwa.reminders.store.claimed import Claimed
from pwa.reminders.store.outcomes import Done, Owed
from tests.push_service import PushService
from tests.unit.reminders.made_up import claimed_row
from tests.unit.reminders.sending_site import Site, with_service

NOW = datetime(2026, 11, 22, 8, tzinfo=UTC)


LONG_AGO = int(NOW.timestamp()) - 3600


def row(number: int, due_at: int = LONG_AGO) -> Claimed:
    """One that has waited so long that it is sent at full speed."""
    return claimed_row(number, due_at)


def late(rows: Rows, post: Post, **options: Any) -> Dispatcher:
    return Dispatcher(rows, post, now=lambda: NOW, **options)


@dataclass
class Rows:
    """A queue in memory.

    Attributes:
        faults: So many calls are refused first.
    """

    waiting: list[Claimed]
    faults: int = 0
    settled: list[Done[Claimed]] = field(default_factory=list)
    booked: Counter[str] = field(default_factory=Counter)
    forgotten: int = 0

    def work(self) -> None:
        if self.faults:
            self.faults -= 1
            raise OperationalError("SELECT secret", {}, Exception("secret"))

    def claim(self, now: datetime, most: int, lease_s: int) -> list[Claimed]:
        self.work()
        taken, self.waiting = self.waiting[:most], self.waiting[most:]
        return taken

    def settle(self, done: list[Done[Claimed]], now: datetime) -> Owed:
        self.work()
        self.settled += done
        return Owed(Counter(each.answer.what for each in done))

    def book(self, owed: Owed) -> None:
        self.work()
        self.booked.update(owed.figures)

    def next_at(self) -> int | None:
        return None

    def forget(self, today: date) -> int:
        self.forgotten += 1
        return 0

    def whats(self) -> list[str]:
        return sorted(each.answer.what for each in self.settled)


@dataclass
class Post:
    """Takes what it is given; holds back what a test says."""

    held: asyncio.Event
    most: int = 5
    is_closing: bool = False
    under_way: int = 0
    begun: int = 0

    def __post_init__(self) -> None:
        self.gate = asyncio.Semaphore(self.most)

    async def send(self, mail: Claimed) -> Answer:
        async with self.gate:
            if self.is_closing:
                return answers.BACK
            self.begun += 1
            await self.held.wait()
        return answers.SENT


@pytest.fixture(autouse=True)
def no_waiting(monkeypatch: pytest.MonkeyPatch) -> None:
    """The start that is drawn, and the backing off, take no time here."""
    monkeypatch.setattr("pwa.reminders.dispatch.random.random", lambda: 0.0)
    monkeypatch.setattr(Asking, "back_off_s", lambda _: 0.0)


async def until(is_so: object) -> None:
    assert callable(is_so)
    for _ in range(10_000):
        if is_so():
            return
        await asyncio.sleep(0.001)
    raise AssertionError("it never came to that")


def test_stopped_it_ends_what_is_under_way_and_gives_back_the_rest() -> None:
    async def stopped() -> tuple[Rows, list[str]]:
        rows, says = Rows([row(number) for number in range(20)]), list[str]()
        post, stop = Post(asyncio.Event()), asyncio.Event()
        dispatcher = late(rows, post, say=says.append)
        running = asyncio.create_task(dispatcher.run(stop))
        await until(lambda: post.begun == 5 and not rows.waiting)
        stop.set()
        await until(lambda: post.is_closing)
        post.held.set()
        await running
        return rows, says

    rows, says = asyncio.run(stopped())

    assert rows.whats() == ["back"] * 15 + ["sent"] * 5
    assert rows.waiting == []
    assert says == []


def test_what_does_not_end_in_time_is_given_back(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("pwa.reminders.dispatch.STOPS_WITHIN_S", 0.05)

    async def stopped() -> Rows:
        rows = Rows([row(number) for number in range(3)])
        post, stop = Post(asyncio.Event()), asyncio.Event()
        running = asyncio.create_task(late(rows, post).run(stop))
        await until(lambda: post.begun == 3)
        stop.set()
        await asyncio.wait_for(running, 5)
        return rows

    assert asyncio.run(stopped()).whats() == ["back"] * 3


def test_trouble_of_the_database_passes_and_nothing_is_lost() -> None:
    async def troubled() -> tuple[Rows, list[str]]:
        rows, says = Rows([row(1), row(2)], faults=3), list[str]()
        post, stop = Post(asyncio.Event()), asyncio.Event()
        post.held.set()
        dispatcher = late(rows, post, say=says.append)
        running = asyncio.create_task(dispatcher.run(stop))
        await until(lambda: post.begun == 2)
        rows.faults = 2
        await until(lambda: len(rows.settled) == 2)
        stop.set()
        await running
        return rows, says

    rows, says = asyncio.run(troubled())

    assert rows.whats() == ["sent", "sent"]
    assert says[0] == "Reminders: no database for now: OperationalError"
    assert not any("secret" in line for line in says)


def test_one_pass_tells_that_the_database_does_not_answer() -> None:
    async def once() -> None:
        rows, post = Rows([], faults=1), Post(asyncio.Event())
        await late(rows, post, say=lambda _: None).once()

    with pytest.raises(OutOfOrderError):
        asyncio.run(once())


def test_a_fault_of_ours_with_one_message_does_not_stop_the_others() -> None:
    class Faulty(Post):
        async def send(self, mail: Claimed) -> Answer:
            if mail.id == 1:
                raise KeyError(mail.endpoint)
            return await super().send(mail)

    async def once() -> tuple[Rows, list[str]]:
        rows, says = Rows([row(1), row(2)]), list[str]()
        post = Faulty(asyncio.Event())
        post.held.set()
        await late(rows, post, say=says.append).once()
        return rows, says

    rows, says = asyncio.run(once())

    assert rows.whats() == ["again", "sent"]
    assert says == ["Reminders: one was not sent: KeyError"]


def test_no_more_is_in_hand_than_may_be() -> None:
    async def held() -> tuple[int, int]:
        rows = Rows([row(number) for number in range(100)])
        post, stop = Post(asyncio.Event()), asyncio.Event()
        dispatcher = late(rows, post, most=40)
        running = asyncio.create_task(dispatcher.run(stop))
        # Two at first, then, as they have waited long, ten at a time.
        await until(lambda: len(dispatcher.sending) == 32)
        for _ in range(50):
            await asyncio.sleep(0.001)
        in_hand = len(dispatcher.sending)
        post.held.set()
        await until(lambda: len(rows.settled) == 100)
        stop.set()
        await running
        return in_hand, len(rows.settled)

    assert asyncio.run(held()) == (32, 100)


def test_who_is_not_renewed_is_forgotten_once_an_hour(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    passed_s = 0.0
    monkeypatch.setattr(clock, "passed_s", lambda: passed_s)

    async def forgotten() -> list[int]:
        nonlocal passed_s
        rows, seen = Rows([]), []
        dispatcher = late(rows, Post(asyncio.Event()))
        for at in (0.0, 3599.0, 3600.0, 7199.0, 7200.0):
            passed_s = at
            await dispatcher.forget()
            seen.append(rows.forgotten)
        return seen

    assert asyncio.run(forgotten()) == [1, 1, 2, 2, 3]


@pytest.fixture
def both(tmp_path: Path) -> Iterator[tuple[Site, PushService]]:
    address = f"sqlite:///{tmp_path / 'private' / 'carrycard.db'}"
    with with_service(address, tmp_path) as made:
        yield made


def test_figures_are_told_and_name_nobody(both: tuple[Site, PushService]) -> None:
    site, service = both
    browser = service.subscribe()
    site.add(browser)
    site.go_to(browser)

    async def told() -> tuple[int, str, int]:
        async with site.sender() as sender:
            dispatcher, stop = site.dispatcher(sender), asyncio.Event()
            served = TestServer(health.application(dispatcher, site.queue))
            async with TestClient(served) as client:
                before = (await client.get("/healthz")).status
                running = asyncio.create_task(dispatcher.run(stop))
                await until(lambda: site.queue.figures()["sent"] == 1)
                text = await (await client.get("/metrics")).text()
                after = (await client.get("/healthz")).status
                stop.set()
                await running
        return before, text, after

    before, text, after = asyncio.run(told())

    assert (before, after) == (503, 200)
    assert "carrycard_reminders_sent_total 1.0" in text
    assert 'carrycard_reminders_late_seconds_bucket{le="60.0"} 1.0' in text
    assert "carrycard_reminders_subscriptions 1.0" in text
    assert not any(
        secret in text
        for secret in (browser.endpoint, "127.0.0.1", browser.auth, "08:00", "python_")
    )


def test_without_a_look_for_a_minute_it_is_not_well(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    async def made() -> Dispatcher:
        return Dispatcher(Rows([]), Post(asyncio.Event()))

    dispatcher = asyncio.run(made())
    dispatcher.looked_at = 100.0

    monkeypatch.setattr(clock, "passed_s", lambda: 159.0)
    assert health.is_well(dispatcher)
    monkeypatch.setattr(clock, "passed_s", lambda: 160.0)
    assert not health.is_well(dispatcher)
