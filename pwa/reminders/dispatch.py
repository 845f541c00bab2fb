"""The loop that sends what is due: claim, send many at once, write down the outcome.

What was sent is written down as soon as it is known, and the next goes to that push
service only then, unless somebody waits long: so next to nothing is sent twice when a
process is killed. Each has its slot's name, by which the push service and the phone
show it once.
"""

from __future__ import annotations

import asyncio
import random
import sys
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING, Any

from pwa import clock
from pwa.reminders import answers, pace
from pwa.reminders.asking import Asking, OutOfOrderError
from pwa.reminders.gates import Gates, service_of
from pwa.reminders.settling import Settling
from pwa.reminders.store.outcomes import Done
from pwa.reminders.waiting import pause, wait_for

if TYPE_CHECKING:
    from pwa.reminders.needs import DueRows, Sends
    from pwa.reminders.store.claimed import Claimed

LEASE_S = 60
"""Longer than a batch takes, should every push service be slow; and how late is what a
process had in hand when it was killed."""
MOST_IN_HAND = 1_000
"""Claimed and not settled; the memory it takes, and how much others cannot claim."""
BATCH = 200
LOOKS_EVERY_S = 5.0
"""At most so long asleep, whatever the queue said: others may put something in it."""
FORGETS_EVERY_S = 3600.0
SHORTEST_SLEEP_S = 0.1
STOPS_WITHIN_S = 9.0
SETTLES_WITHIN_S = 1.0


@dataclass
class Dispatcher:
    """One process's part of the sending.

    Attributes:
        looked_at: When the database was last asked without trouble, by `passed_s`.
        is_gentle: Whether what is not written down is kept small; `run` has it so.
        waits_s: For how long the one that waited longest had waited, at the last look.
    """

    queue: DueRows
    sender: Sends
    lease_s: int = LEASE_S
    most: int = MOST_IN_HAND
    now: Callable[[], datetime] = clock.now
    say: Callable[[str], None] = lambda line: print(line, file=sys.stderr, flush=True)
    looked_at: float | None = None
    is_gentle: bool = False
    waits_s: float = 0.0
    sending: set[asyncio.Task[None]] = field(default_factory=set)

    def __post_init__(self) -> None:
        self.asking = Asking(self.say)
        self.ask = self.asking.ask
        self.settling = Settling(self.queue, self.asking, self.now)
        self.gates = Gates()
        self.forgot_at: float | None = None

    @property
    def counted(self) -> Counter[str]:
        """What came of what this process sent."""
        return self.settling.counted

    async def run(self, stop: asyncio.Event) -> None:
        """Send what is due until told to stop, and then what is under way."""
        self.is_gentle = True
        # Several processes that start together do not look at the same moment.
        await pause(random.random() * LOOKS_EVERY_S / 2, stop)  # noqa: S311
        settling = asyncio.create_task(self.settling.run())
        stopping = asyncio.create_task(stop.wait())
        try:
            while not stop.is_set():
                try:
                    await self.turn(stop, stopping)
                except OutOfOrderError:
                    await pause(self.asking.back_off_s(), stop)
        finally:
            stopping.cancel()
            await self.finish(settling)

    async def once(self) -> Counter[str]:
        """Send all that is due now, once.

        Raises:
            OutOfOrderError: the database does not answer.
        """
        settling = asyncio.create_task(self.settling.run(patience_s=0))
        try:
            while await self.take() or self.settling.in_hand:
                if self.settling.in_hand:
                    await wait_for(self.settling.some_settled, settling)
            await self.forget()
        finally:
            await self.finish(settling)
        settling.result()
        return self.counted

    async def turn(self, stop: asyncio.Event, stopping: asyncio.Task[Any]) -> None:
        """Claim what is due, or wait until something is."""
        taken = await self.take()
        await self.forget()
        self.looked_at, self.asking.troubles = clock.passed_s(), 0
        if taken:
            return
        if not self.has_room():
            await wait_for(self.settling.some_settled, stopping)
            return
        next_at = await self.ask(self.queue.next_at)
        left_s = LOOKS_EVERY_S
        if next_at is not None:
            left_s = max(next_at - self.now().timestamp(), SHORTEST_SLEEP_S)
        await pause(min(left_s, LOOKS_EVERY_S), stop)

    def at_once(self, waits_s: float) -> int:
        """How many may be past the gate of a push service."""
        is_held = self.is_gentle and not self.sender.is_closing
        return pace.at_once(waits_s) if is_held else pace.ANY

    def batch(self) -> int:
        """How many to claim: few are left to others when this process is killed."""
        return max(1, min(BATCH, self.most // 4, 2 * self.at_once(self.waits_s)))

    def has_room(self) -> bool:
        held = 2 * self.batch() if self.at_once(self.waits_s) < BATCH else self.most
        return self.settling.in_hand + self.batch() <= held

    async def take(self) -> int:
        """Claim a batch, where there is room for one, and begin to send it."""
        self.settling.some_settled.clear()
        if not self.has_room():
            return 0
        at, most = self.now(), self.batch()
        rows = await self.ask(lambda: self.queue.claim(at, most, self.lease_s))
        self.settling.in_hand += len(rows)
        oldest = min((row.waits_since for row in rows), default=at.timestamp())
        self.waits_s = at.timestamp() - oldest
        for row in rows:
            task = asyncio.create_task(self.send(row))
            self.sending.add(task)
            task.add_done_callback(self.sending.discard)
        return len(rows)

    async def send(self, row: Claimed) -> None:
        """Send it when its turn comes, and wait until that is written down."""

        def at_once() -> int:
            return self.at_once(self.now().timestamp() - row.waits_since)

        done = None
        try:
            async with self.gates.passed(service_of(row.endpoint), at_once):
                done = Done(row, await self.answer(row))
                await self.settling.settled(done)
        except asyncio.CancelledError:
            if done is None:
                self.settling.add(Done(row, answers.BACK))

    async def answer(self, row: Claimed) -> answers.Answer:
        try:
            return await self.sender.send(row)
        except Exception as error:  # a fault of ours shall not stop the others
            self.say(f"Reminders: one was not sent: {type(error).__name__}")
            return answers.NO_ANSWER

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
        self.sender.is_closing = True
        if self.sending:
            await asyncio.wait(self.sending, timeout=STOPS_WITHIN_S)
        for task in self.sending:
            task.cancel()
        if self.sending:
            await asyncio.wait(self.sending)
        self.settling.end()
        await asyncio.wait({settling}, timeout=SETTLES_WITHIN_S)
        if not settling.done() or settling.exception():
            settling.cancel()
            self.say("Reminders: stopped without the database; some may come twice")
        self.asking.close()
