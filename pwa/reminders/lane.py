"""One push service: how much is under way to it, and whether it answers at all."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass

from pwa import clock
from pwa.reminders.waiting import pause

SILENT_AFTER = 10
"""So many in a row without any answer, and a service is left alone."""
LEFT_ALONE_S = 30
ASKS_AGAIN_S = 0.2
LONGEST_REST_S = 0.5


@dataclass
class Lane:
    """What is under way to one push service.

    Attributes:
        most: At once, however late it is.
    """

    most: int
    under_way: int = 0
    silent: int = 0
    rests_until: float = 0.0

    def __post_init__(self) -> None:
        self.full = asyncio.Semaphore(self.most)
        self.gate, self.freed = asyncio.Lock(), asyncio.Event()

    @asynccontextmanager
    async def entered(self, at_once: Callable[[], int]) -> AsyncIterator[None]:
        """Wait until less is under way than may be, which grows with the waiting.

        Where that is one, a rest as long as it took comes before the next.
        """
        if is_gentle := at_once() < self.most:
            async with self.gate:
                while self.under_way >= at_once():
                    self.freed.clear()
                    await pause(ASKS_AGAIN_S, self.freed)
                self.under_way += 1
        async with self.full:
            self.under_way += not is_gentle
            began = clock.passed_s()
            try:
                yield
            finally:
                if is_gentle and at_once() == 1:
                    rest_s = min(clock.passed_s() - began, LONGEST_REST_S)
                    asyncio.get_running_loop().call_later(rest_s, self.leave)
                else:
                    self.leave()

    def leave(self) -> None:
        self.under_way -= 1
        self.freed.set()

    def note(self, *, is_answered: bool) -> None:
        """Leave a service alone that has answered nobody for a while."""
        self.silent = 0 if is_answered else self.silent + 1
        if self.silent >= SILENT_AFTER:
            self.rests_until = clock.passed_s() + LEFT_ALONE_S
