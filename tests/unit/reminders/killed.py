"""One process that sends, as it is killed in test_kills.py."""

from __future__ import annotations

import asyncio
from pathlib import Path

from pwa.config import Config
from pwa.reminders.dispatch import Dispatcher
from pwa.reminders.keys import Keys
from pwa.reminders.sending import Sender
from pwa.reminders.store.queue import Queue
from pwa.reminders.store.store import ReminderStore


def send_until_killed(address: str, instance: Path, origin: str) -> None:
    """The same as `reminders run`, with nothing set otherwise."""
    config = Config(instance=instance, environment="test", push_test_origin=origin)
    asyncio.run(sending(ReminderStore.open(address), config))


async def sending(store: ReminderStore, config: Config) -> None:
    async with Sender(config, Keys(config.keys)) as sender:
        await Dispatcher(Queue(store.engine), sender).run(asyncio.Event())
