"""One process that sends, as it is killed in test_kills.py."""

from __future__ import annotations

import asyncio
from pathlib import Path

from pwa.config import Config
from pwa.reminders import dispatch
from pwa.reminders.keys import Keys
from pwa.reminders.sending import Sender
from pwa.reminders.store.queue import Queue
from pwa.reminders.store.store import ReminderStore

LEASE_S = 8
TIMEOUT_S = 2
MOST_IN_HAND = 2


def send_until_killed(address: str, instance: Path, origin: str) -> None:
    """The same as `reminders run`, but it looks more often, and has less in hand."""
    dispatch.LOOKS_EVERY_S = 0.3
    config = Config(instance=instance, environment="test", push_test_origin=origin)
    asyncio.run(sending(ReminderStore.open(address), config))


async def sending(store: ReminderStore, config: Config) -> None:
    async with Sender(config, Keys(config.keys), timeout_s=TIMEOUT_S) as sender:
        queue = Queue(store.engine)
        dispatcher = dispatch.Dispatcher(queue, sender, LEASE_S, MOST_IN_HAND)
        await dispatcher.run(asyncio.Event())
