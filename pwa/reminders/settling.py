"""Write down what came of each message, as soon as it is known.

A message that was sent and not written down is sent again if this process is killed. So
that comes first, alone and short; what is only counted waits for a second.
"""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING

from pwa import clock
from pwa.reminders.asking import LONGEST_BACK_OFF_S, Asking, OutOfOrderError
from pwa.reminders.store.outcomes import Done, Owed
from pwa.reminders.waiting import pause

if TYPE_CHECKING:
    from pwa.reminders.needs import DueRows
    from pwa.reminders.store.claimed import Claimed

COUNTS_EVERY_S = 1.0


@dataclass
class Settling:
    """What this process has in hand, from the claim until it is written down.

    Attributes:
        in_hand: Rows claimed and not settled.
        counted: What came of those that were settled.
        owed: What of it is still to be counted in the database.
    """

    queue: DueRows
    asking: Asking
    now: Callable[[], datetime]
    in_hand: int = 0
    counted: Counter[str] = field(default_factory=Counter)
    done: list[Done[Claimed]] = field(default_factory=list)
    owed: Owed = field(default_factory=Owed)
    is_ending: bool = False

    def __post_init__(self) -> None:
        self.some_done = asyncio.Event()
        self.some_settled = asyncio.Event()
        self.counts_at = 0.0
        self.awaited: dict[int, asyncio.Future[None]] = {}

    def add(self, done: Done[Claimed]) -> None:
        self.done.append(done)
        self.some_done.set()

    async def settled(self, done: Done[Claimed]) -> None:
        """Add it, and wait until it is written down."""
        written = self.awaited[id(done)] = asyncio.get_running_loop().create_future()
        self.add(done)
        await written

    def end(self) -> None:
        """Let `run` return once nothing is in hand."""
        self.is_ending = True
        self.some_done.set()

    async def run(self, patience_s: float = LONGEST_BACK_OFF_S) -> None:
        """Settle at once what is done, and as much as there is by then.

        Raises:
            OutOfOrderError: the database refused, and `patience_s` is 0.
        """
        while not self.is_ending or self.in_hand or self.owed:
            await pause(self.wait_s(), self.some_done)
            self.some_done.clear()
            try:
                await self.settle()
                await self.count()
            except OutOfOrderError:
                if self.is_ending or not patience_s:
                    raise
                await asyncio.sleep(self.asking.back_off_s())
                self.some_done.set()

    def wait_s(self) -> float | None:
        if self.is_ending and not self.in_hand:
            return 0.0
        return max(self.counts_at - clock.passed_s(), 0.0) if self.owed else None

    async def settle(self) -> None:
        if not self.done:
            return
        done, self.done = self.done, []
        sent = [each for each in done if each.answer.what == "sent"]
        other = [each for each in done if each.answer.what != "sent"]
        left = [each for each in (sent, other) if each]
        try:
            while left:
                some = left[0]
                owed = await self.asking.ask(
                    lambda some=some: self.queue.settle(some, self.now())  # type: ignore[misc]
                )
                del left[0]
                self.owed.add(owed)
                self.counted.update(owed.figures)
                self.in_hand -= len(some)
                for each in some:
                    self.tell(each)
                self.some_settled.set()
        finally:
            self.done = [each for some in left for each in some] + self.done

    def tell(self, done: Done[Claimed]) -> None:
        """Whoever waits for it."""
        written = self.awaited.pop(id(done), None)
        if written and not written.done():
            written.set_result(None)

    async def count(self) -> None:
        """Once a second, or when nothing is in hand."""
        passed_s = clock.passed_s()
        if not self.owed or (self.in_hand and passed_s < self.counts_at):
            return
        owed = self.owed
        await self.asking.ask(lambda: self.queue.book(owed))
        self.owed, self.counts_at = Owed(), passed_s + COUNTS_EVERY_S
