"""`flask --app pwa reminders broadcast`: tell who asked to be told of a correction."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import click
from flask import current_app
from flask.cli import with_appcontext

from pwa.clock import now

if TYPE_CHECKING:
    from pwa.config import Config


@click.command("broadcast")
@click.option("--yes", "is_sure", is_flag=True, help="Do not ask.")
@click.option(
    "--per-second",
    type=click.IntRange(1, 10_000),
    default=50,
    show_default=True,
    help="How many phones are told in a second.",
)
@click.option("--json", "as_json", is_flag=True, help="Print the figures as JSON.")
@with_appcontext
def broadcast_command(is_sure: bool, per_second: int, as_json: bool) -> None:
    """Queue the message "Carrycard has updated information" for who asked for it.

    The message names nothing. It is sent by `reminders run` or `send`. Asked for again
    within an hour, nothing is queued twice.
    """
    from sqlalchemy.exc import SQLAlchemyError

    from pwa.database import StoreError
    from pwa.reminders.store.queue import Queue
    from pwa.reminders.store.store import ReminderStore

    config: Config = current_app.config["CARRYCARD"]
    if not is_sure:
        click.confirm("Tell every phone that asked for it?", abort=True, err=as_json)
    try:
        with ReminderStore.open(config.database) as store:
            queued = Queue(store.engine).broadcast(now(), per_second)
    except (StoreError, SQLAlchemyError) as error:
        told = str(error) if isinstance(error, StoreError) else type(error).__name__
        raise click.ClickException(told) from error
    if as_json:
        click.echo(json.dumps({"queued": queued or 0, "already": queued is None}))
    elif queued is None:
        click.echo("One was queued within the last hour. Nothing was queued again.")
    else:
        lasts_s = queued / per_second
        click.echo(f"Queued for {queued} phones. Sending takes {lasts_s:.0f} s.")
