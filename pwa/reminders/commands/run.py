"""`flask --app pwa reminders run`: send what is due, until stopped."""

from __future__ import annotations

import asyncio
import os
import signal
from typing import TYPE_CHECKING

import click
from flask import current_app
from flask.cli import with_appcontext

if TYPE_CHECKING:
    from pwa.config import Config
    from pwa.reminders.store.store import ReminderStore

LOOKS_FOR_SERVER_EVERY_S = 1.0


@click.command("run")
@click.option(
    "--metrics",
    metavar="HOST:PORT",
    help="Answer /healthz and /metrics (Prometheus) there. No personal data.",
)
@click.option("--beside", type=int, hidden=True, help="Stop when this process ends.")
@with_appcontext
def run_command(metrics: str | None, beside: int | None) -> None:
    """Send reminders when they are due, until stopped.

    Any number may run at once on PostgreSQL; on SQLite one is enough. Stopped with
    Ctrl-C or SIGTERM, it lets end what is under way, within 10 seconds.
    """
    config: Config = current_app.config["CARRYCARD"]
    address = host_and_port(metrics) if metrics else None
    click.echo(f"Reminders are sent when they are due, by process {os.getpid()}.")
    asyncio.run(send_until_stopped(config, address, beside))


def host_and_port(text: str) -> tuple[str, int]:
    host, _, port = text.rpartition(":")
    if not host or not port.isdigit() or int(port) > 65535:
        raise click.BadParameter("--metrics must be HOST:PORT, as 127.0.0.1:9464")
    return host.strip("[]"), int(port)


async def send_until_stopped(
    config: Config, address: tuple[str, int] | None, beside: int | None
) -> None:
    from pwa.reminders import health
    from pwa.reminders.dispatch import Dispatcher
    from pwa.reminders.keys import Keys
    from pwa.reminders.sending import Sender
    from pwa.reminders.store.queue import Queue

    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    for each in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(each, stop.set)
    watching = asyncio.create_task(stop_with(beside, stop)) if beside else None
    store = await opened(config, stop)
    if store is None:
        return
    runner = None
    try:
        async with Sender(config, Keys(config.keys)) as sender:
            queue = Queue(store.engine)
            dispatcher = Dispatcher(queue, sender)
            if address:
                application = health.application(dispatcher, queue)
                try:
                    runner = await health.serve(application, *address)
                except OSError as error:
                    raise click.ClickException(
                        f"--metrics {address[0]}:{address[1]}: {error.strerror}"
                    ) from error
            await dispatcher.run(stop)
    finally:
        if runner:
            await runner.cleanup()
        if watching:
            watching.cancel()
        store.close()


async def opened(config: Config, stop: asyncio.Event) -> ReminderStore | None:
    """The store, as soon as the database answers; None when stopped before."""
    from pwa.database import StoreError
    from pwa.reminders.asking import LONGEST_BACK_OFF_S
    from pwa.reminders.store.store import ReminderStore
    from pwa.reminders.waiting import pause

    wait_s = 1.0
    while not stop.is_set():
        try:
            return await asyncio.to_thread(ReminderStore.open, config.database)
        except StoreError as error:
            if wait_s == 1:
                click.echo(f"Reminders wait for the database: {error}", err=True)
            await pause(wait_s, stop)
            wait_s = min(2 * wait_s, LONGEST_BACK_OFF_S)
    return None


async def stop_with(process: int, stop: asyncio.Event) -> None:
    """Stop once that process is no longer our parent: it has ended, however it did."""
    while os.getppid() == process:
        await asyncio.sleep(LOOKS_FOR_SERVER_EVERY_S)
    stop.set()
