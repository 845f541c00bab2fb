"""A gate before each push service: few are past it and not yet written down."""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

from pwa.reminders.waiting import pause

ASKS_AGAIN_S = 0.2
"""More may pass only because time has passed."""


@dataclass
class Gates:
    """One for each push service; a service that hangs holds up no other."""

    past: Counter[str] = field(default_factory=Counter)

    def __post_init__(self) -> None:
        self.one_left = asyncio.Event()

    @asynccontextmanager
    async def passed(
        self, service: str, at_once: Callable[[], int]
    ) -> AsyncIterator[None]:
        """Wait until fewer than that are past; one less is when the block ends."""
        while self.past[service] >= at_once():
            self.one_left.clear()
            await pause(ASKS_AGAIN_S, self.one_left)
        self.past[service] += 1
        try:
            yield
        finally:
            self.past[service] -= 1
            self.one_left.set()


def service_of(endpoint: str) -> str:
    """Scheme and host, as the row has them; whether they may be asked is not judged."""
    return endpoint[: endpoint.find("/", len("https://"))]
