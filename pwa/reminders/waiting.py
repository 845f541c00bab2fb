"""Wait for one thing, but not past another."""

from __future__ import annotations

import asyncio
from typing import Any


async def pause(seconds: float | None, stop: asyncio.Event) -> None:
    """Wait so long, or for ever, but not once the event is there."""
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
