"""`flask --app pwa reminders stats`: how many there are, and how the sending goes."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import click
from flask import current_app
from flask.cli import with_appcontext

from pwa import clock

if TYPE_CHECKING:
    from pwa.config import Config
    from pwa.reminders.store.queue import Queue


@click.command("stats")
@click.option("--json", "as_json", is_flag=True, help="Print the figures as JSON.")
@with_appcontext
def stats_command(as_json: bool) -> None:
    """Count subscriptions, what waits, and what came of what was sent. No people."""
    from sqlalchemy.exc import SQLAlchemyError

    from pwa.database import StoreError
    from pwa.reminders.store.queue import Queue
    from pwa.reminders.store.store import ReminderStore

    config: Config = current_app.config["CARRYCARD"]
    try:
        with ReminderStore.open(config.database) as store:
            figures = figures_of(Queue(store.engine))
    except (StoreError, SQLAlchemyError) as error:
        told = str(error) if isinstance(error, StoreError) else type(error).__name__
        raise click.ClickException(told) from error
    if as_json:
        click.echo(json.dumps(figures))
    else:
        click.echo("\n".join(f"{name}: {value}" for name, value in figures.items()))


def figures_of(queue: Queue) -> dict[str, int]:
    """Counts, but for `waiting_s`, `late_s`, `late_p95_s`: seconds.

    The last is where 95 of 100 that were sent are no later: 10, 30, 60, 300 or 3600;
    0 where none was sent.
    """
    from pwa.reminders.store.outcomes import late_within_s

    now = clock.now()
    due_at, sizes, figures = queue.oldest_due(now), queue.sizes(), queue.figures()
    queued = {
        f"queued_{kind}": sizes.get(kind, 0)
        for kind in ("reminder", "later", "test", "safety")
    }
    return {
        "subscriptions": sizes["subscriptions"],
        **queued,
        "waiting_s": max(0, int(now.timestamp()) - due_at) if due_at else 0,
        "late_p95_s": late_within_s(figures, 0.95) or 0,
        **figures,
    }
