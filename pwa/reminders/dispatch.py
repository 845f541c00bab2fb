"""The loop that sends what is due: claim, send many at once, write down the outcome.

What was sent is written down as soon as it is known, so that little is sent twice when
a process is killed: about as many messages as were under way at that moment. Each has
its slot's name, by which the push service and the phone show it once.
"""

from __future__ import annotations

import asyncio
import random
import sys
from collections import Counter
from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING, Any, Literal, Protocol, TypeVar

from sqlalchemy.exc import SQLAlchemyError

from pwa import clock
from pwa.database import StoreError
from pwa.reminders import answers
from pwa.reminders.store.outcomes import Done

if TYPE_CHECKING:
    from datetime import date

    from pwa.reminders.answers import Answer
    from pwa.reminders.store.queue import Claimed

LEASE_S = 120
"""Longer than a whole batch takes, should every push service be slow."""
MOST_IN_HAND = 1_000
"""Claimed and not settled; the memory it takes, and how much others cannot claim."""
BATCH = 200
LOOKS_EVERY_S = 5.0
"""At most so long asleep, whatever the queue said: others may put something in it."""
FORGETS_EVERY_S = 3600.0
STOPS_WITHIN_S = 9.5
LONGEST_BACK_OFF_S = 30.0
T = TypeVar("T")
Stopping = asyncio.Task[Literal[True]]


class DueRows(Protocol):
    """What is needed of `store.queue.Queue`."""

    def claim(self, now: datetime, most: int, lease_s: int) -> list[Claimed]: ...
    def settle(self, done: list[Done[Claimed]], now: datetime) -> Mapping[str, int]: ...
    def next_at(self) -> int | None: ...
    def forget(self, today: date) -> int: ...


class Sends(Protocol):
    """What is needed of `sending.Sender`."""

    is_closing: bool

    async def send(self, mail: Claimed) -> Answer: ...


class OutOfOrderError(Exception):
    """The database refuses now; nothing was changed, and it is asked again."""


@dataclass
class Dispatcher:
    """One process's part of the sending.

    Attributes:
        looked_at: When the database was last asked without trouble, by `passed_s`.
        counted: What came of what this process sent.
    """

    queue: DueRows
    sender: Sends
    lease_s: int = LEASE_S
    most: int = MOST_IN_HAND
    now: Callable[[], datetime] = clock.now
    say: Callable[[str], None] = lambda line: print(line, file=sys.stderr, flush=True)
    looked_at: float | None = None
    counted: Counter[str] = field(default_factory=Counter)
    sending: set[asyncio.Task[None]] = field(default_factory=set)
    done: list[Done[Claimed]] = field(default_factory=list)
    troubles: int = 0

    def __post_init__(self) -> None:
        # One thread: the database is asked one thing at a time, beside the sending.
        self.thread = ThreadPoolExecutor(1, thread_name_prefix="reminders")
        self.some_done = asyncio.Event()
        self.forgot_at: float | None = None

    async def run(self, stop: asyncio.Event) -> None:
        """Send what is due until told to stop, and then what is under way."""
        # Several processes that start together do not look at the same moment.
        await pause(random.random() * LOOKS_EVERY_S / 2, stop)  # noqa: S311
        stopping = asyncio.create_task(stop.wait())
        try:
            while not stop.is_set():
                try:
                    await self.turn(stopping)
                except OutOfOrderError:
                    self.troubles += 1
                    await pause(self.back_off_s(), stop)
        finally:
            stopping.cancel()
            await self.finish()

    async def once(self) -> Counter[str]:
        """Send all that is due now, once.

        Raises:
            OutOfOrderError: the database does not answer.
        """
        try:
            while await self.take() or self.sending or self.done:
                await self.wait_for_some(None)
                await self.settle()
            await self.forget()
        finally:
            await self.finish()
        return self.counted

    async def turn(self, stopping: Stopping) -> None:
        """Write down what came back, claim more, and wait for either."""
        await self.settle()
        taken = await self.take()
        await self.forget()
        self.looked_at, self.troubles = clock.passed_s(), 0
        if taken == 0:
            await self.wait_for_some(stopping)

    async def take(self) -> int:
        """Claim a batch, where there is room for one, and begin to send it."""
        batch = max(1, min(BATCH, self.most // 4))
        if len(self.sending) + len(self.done) + batch > self.most:
            return 0
        rows = await self.ask(lambda: self.queue.claim(self.now(), batch, self.lease_s))
        for row in rows:
            task = asyncio.create_task(self.send(row))
            self.sending.add(task)
            task.add_done_callback(self.sending.discard)
        return len(rows)

    async def send(self, row: Claimed) -> None:
        try:
            answer = await self.sender.send(row)
        except asyncio.CancelledError:
            answer = answers.BACK
        except Exception as error:  # a fault of ours shall not stop the others
            self.say(f"Reminders: one was not sent: {type(error).__name__}")
            answer = answers.NO_ANSWER
        self.done.append(Done(row, answer))
        self.some_done.set()

    async def settle(self) -> None:
        """Write down all that is done by now. What is refused is kept for later."""
        if not self.done:
            return
        done, self.done = self.done, []
        self.some_done.clear()
        try:
            counted = await self.ask(lambda: self.queue.settle(done, self.now()))
        except OutOfOrderError:
            self.done = done + self.done
            raise
        self.counted.update(counted)

    async def wait_for_some(self, stopping: Stopping | None) -> None:
        """Until something is done, or due, or it is time to look again."""
        if self.done:
            return
        timeout = LOOKS_EVERY_S
        if not self.sending:
            if stopping is None:
                return
            next_at = await self.ask(self.queue.next_at)
            if next_at is not None:
                left_s = next_at - self.now().timestamp()
                timeout = min(max(left_s, 0.0), timeout)
        some_done = asyncio.create_task(self.some_done.wait())
        awaited: set[asyncio.Task[Any]] = {some_done}
        if stopping is not None:
            awaited.add(stopping)
        await asyncio.wait(
            awaited, timeout=timeout, return_when=asyncio.FIRST_COMPLETED
        )
        some_done.cancel()

    async def forget(self) -> None:
        """Now and then, delete the subscriptions that nobody has renewed."""
        passed_s = clock.passed_s()
        if self.forgot_at is not None and passed_s < self.forgot_at + FORGETS_EVERY_S:
            return
        self.counted["forgotten"] += await self.ask(
            lambda: self.queue.forget(clock.today())
        )
        self.forgot_at = passed_s

    async def finish(self) -> None:
        """Let end what is under way, and give the rest back to whoever is next."""
        self.sender.is_closing = True
        end = clock.passed_s() + STOPS_WITHIN_S
        try:
            while self.sending and (left_s := end - clock.passed_s()) > 0:
                await asyncio.wait(
                    self.sending, timeout=left_s, return_when=asyncio.FIRST_COMPLETED
                )
                await self.settle()
            for task in self.sending:
                task.cancel()
            if self.sending:
                await asyncio.wait(self.sending)
            await self.settle()
        except OutOfOrderError:
            self.say("Reminders: stopped without the database; some may come twice")
        finally:
            self.thread.shutdown(wait=False)

    async def ask(self, work: Callable[[], T]) -> T:
        """Something of the database, in its thread.

        Raises:
            OutOfOrderError: it refused. Said in no words of what was to be stored.
        """
        loop = asyncio.get_running_loop()
        try:
            return await loop.run_in_executor(self.thread, work)
        except (SQLAlchemyError, StoreError, OSError) as error:
            if not self.troubles:
                self.say(f"Reminders: no database for now: {type(error).__name__}")
            raise OutOfOrderError from None

    def back_off_s(self) -> float:
        longest = min(2.0**self.troubles, LONGEST_BACK_OFF_S)
        return longest * (0.5 + random.random() / 2)  # noqa: S311


async def pause(seconds: float, stop: asyncio.Event) -> None:
    """Wait, but not once we are to stop."""
    try:
        await asyncio.wait_for(stop.wait(), seconds)
    except TimeoutError:
        return
