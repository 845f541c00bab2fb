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
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING, Any, TypeVar

from sqlalchemy.exc import SQLAlchemyError

from pwa import clock
from pwa.database import StoreError
from pwa.reminders import answers
from pwa.reminders.store.outcomes import Done

if TYPE_CHECKING:
    from pwa.reminders.needs import DueRows, Sends
    from pwa.reminders.store.claimed import Claimed

LEASE_S = 120
"""Longer than a whole batch takes, should every push service be slow."""
MOST_IN_HAND = 1_000
"""Claimed and not settled; the memory it takes, and how much others cannot claim."""
BATCH = 200
LOOKS_EVERY_S = 5.0
"""At most so long asleep, whatever the queue said: others may put something in it."""
FORGETS_EVERY_S = 3600.0
SHORTEST_SLEEP_S = 0.1
STOPS_WITHIN_S = 9.0
SETTLES_WITHIN_S = 1.0
LONGEST_BACK_OFF_S = 30.0
T = TypeVar("T")


class OutOfOrderError(Exception):
    """The database refuses now; nothing was changed, and it is asked again."""


@dataclass
class Dispatcher:
    """One process's part of the sending.

    Attributes:
        looked_at: When the database was last asked without trouble, by `passed_s`.
        counted: What came of what this process sent.
        in_hand: Rows claimed and not settled.
    """

    queue: DueRows
    sender: Sends
    lease_s: int = LEASE_S
    most: int = MOST_IN_HAND
    now: Callable[[], datetime] = clock.now
    say: Callable[[str], None] = lambda line: print(line, file=sys.stderr, flush=True)
    looked_at: float | None = None
    counted: Counter[str] = field(default_factory=Counter)
    in_hand: int = 0
    sending: set[asyncio.Task[None]] = field(default_factory=set)
    done: list[Done[Claimed]] = field(default_factory=list)
    is_ending: bool = False
    troubles: int = 0

    def __post_init__(self) -> None:
        # Two threads: what is done is written down while more is claimed.
        self.threads = ThreadPoolExecutor(2, thread_name_prefix="reminders")
        self.some_done = asyncio.Event()
        self.some_settled = asyncio.Event()
        self.forgot_at: float | None = None

    async def run(self, stop: asyncio.Event) -> None:
        """Send what is due until told to stop, and then what is under way."""
        # Several processes that start together do not look at the same moment.
        await pause(random.random() * LOOKS_EVERY_S / 2, stop)  # noqa: S311
        settling = asyncio.create_task(self.keep_settling())
        stopping = asyncio.create_task(stop.wait())
        try:
            while not stop.is_set():
                try:
                    await self.turn(stop, stopping)
                except OutOfOrderError:
                    await pause(self.back_off_s(), stop)
        finally:
            stopping.cancel()
            await self.finish(settling)

    async def once(self) -> Counter[str]:
        """Send all that is due now, once.

        Raises:
            OutOfOrderError: the database does not answer.
        """
        settling = asyncio.create_task(self.keep_settling(patience_s=0))
        try:
            while await self.take() or self.in_hand:
                if self.in_hand:
                    await wait_for(self.some_settled, settling)
            await self.forget()
        finally:
            await self.finish(settling)
        settling.result()
        return self.counted

    async def turn(self, stop: asyncio.Event, stopping: asyncio.Task[Any]) -> None:
        """Claim what is due, or wait until something is."""
        taken = await self.take()
        await self.forget()
        self.looked_at, self.troubles = clock.passed_s(), 0
        if taken:
            return
        if self.in_hand + self.batch > self.most:
            await wait_for(self.some_settled, stopping)
            return
        next_at = await self.ask(self.queue.next_at)
        left_s = LOOKS_EVERY_S
        if next_at is not None:
            left_s = max(next_at - self.now().timestamp(), SHORTEST_SLEEP_S)
        await pause(min(left_s, LOOKS_EVERY_S), stop)

    @property
    def batch(self) -> int:
        return max(1, min(BATCH, self.most // 4))

    async def take(self) -> int:
        """Claim a batch, where there is room for one, and begin to send it."""
        self.some_settled.clear()
        if self.in_hand + self.batch > self.most:
            return 0
        rows = await self.ask(
            lambda: self.queue.claim(self.now(), self.batch, self.lease_s)
        )
        self.in_hand += len(rows)
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

    async def keep_settling(self, patience_s: float = LONGEST_BACK_OFF_S) -> None:
        """Write down what is done, at once and as much as there is by then.

        Raises:
            OutOfOrderError: the database refused, and `patience_s` is 0.
        """
        while not self.is_ending or self.in_hand:
            await self.some_done.wait()
            self.some_done.clear()
            try:
                await self.settle()
            except OutOfOrderError:
                if self.is_ending or not patience_s:
                    raise
                await asyncio.sleep(self.back_off_s())
                self.some_done.set()

    async def settle(self) -> None:
        if not self.done:
            return
        done, self.done = self.done, []
        try:
            counted = await self.ask(lambda: self.queue.settle(done, self.now()))
        except OutOfOrderError:
            self.done = done + self.done
            raise
        self.counted.update(counted)
        self.in_hand -= len(done)
        self.some_settled.set()

    async def forget(self) -> None:
        """Now and then, delete the subscriptions that nobody has renewed."""
        passed_s = clock.passed_s()
        if self.forgot_at is not None and passed_s < self.forgot_at + FORGETS_EVERY_S:
            return
        self.counted["forgotten"] += await self.ask(
            lambda: self.queue.forget(clock.today())
        )
        self.forgot_at = passed_s

    async def finish(self, settling: asyncio.Task[None]) -> None:
        """Let end what is under way, and give the rest back to whoever is next."""
        self.sender.is_closing = self.is_ending = True
        if self.sending:
            await asyncio.wait(self.sending, timeout=STOPS_WITHIN_S)
        for task in self.sending:
            task.cancel()
        if self.sending:
            await asyncio.wait(self.sending)
        self.some_done.set()
        await asyncio.wait({settling}, timeout=SETTLES_WITHIN_S)
        if not settling.done() or settling.exception():
            settling.cancel()
            self.say("Reminders: stopped without the database; some may come twice")
        self.threads.shutdown(wait=False)

    async def ask(self, work: Callable[[], T]) -> T:
        """Something of the database, in its thread.

        Raises:
            OutOfOrderError: it refused. Said in no words of what was to be stored.
        """
        loop = asyncio.get_running_loop()
        try:
            return await loop.run_in_executor(self.threads, work)
        except (SQLAlchemyError, StoreError, OSError) as error:
            self.troubles += 1
            if self.troubles == 1:
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


async def wait_for(event: asyncio.Event, other: asyncio.Task[Any]) -> None:
    """Until the event, or the end of the other, whose exception it raises."""
    waiting = asyncio.create_task(event.wait())
    await asyncio.wait({waiting, other}, return_when=asyncio.FIRST_COMPLETED)
    waiting.cancel()
    if other.done():
        other.result()
