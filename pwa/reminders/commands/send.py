"""`flask --app pwa reminders send`: send what is due now, once, for a timer."""

from __future__ import annotations

import asyncio
import json
from typing import TYPE_CHECKING

import click
from flask import current_app
from flask.cli import with_appcontext

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pwa.config import Config
    from pwa.reminders.store.store import ReminderStore

TOLD = ("sent", "skipped", "gone", "refused", "retried", "dropped", "forgotten")


@click.command("send")
@click.option("--json", "as_json", is_flag=True, help="Print the figures as JSON.")
@with_appcontext
def send_command(as_json: bool) -> None:
    """Send what is due now, once. For a timer, every minute or few.

    Exit status 0 also where a push service did not take something: it is tried again
    the next time. 1 where the database or the keys cannot be used.
    """
    from pwa.database import StoreError
    from pwa.reminders.store.store import ReminderStore

    config: Config = current_app.config["CARRYCARD"]
    try:
        with ReminderStore.open(config.database) as store:
            figures = asyncio.run(send_once(config, store))
    except StoreError as error:
        raise click.ClickException(str(error)) from error
    if as_json:
        click.echo(json.dumps(figures))
    else:
        told = ", ".join(f"{each} {figures[each]}" for each in TOLD)
        click.echo(f"Reminders: {told}")


async def send_once(config: Config, store: ReminderStore) -> Mapping[str, int]:
    """Raises StoreError: the database does not answer any more."""
    from pwa.database import StoreError
    from pwa.reminders.asking import OutOfOrderError
    from pwa.reminders.dispatch import Dispatcher
    from pwa.reminders.keys import Keys
    from pwa.reminders.sending import Sender
    from pwa.reminders.store.queue import Queue

    async with Sender(config, Keys(config.keys)) as sender:
        try:
            counted = await Dispatcher(Queue(store.engine), sender).once()
        except OutOfOrderError as error:
            raise StoreError("the database does not answer any more") from error
    return {each: counted[each] for each in TOLD}
