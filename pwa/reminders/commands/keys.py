"""`flask --app pwa reminders keys`: which there are, a new one, an old one gone."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

import click
from flask import current_app
from flask.cli import AppGroup, with_appcontext

from pwa.config import Config

if TYPE_CHECKING:
    from pwa.reminders.keys import Keys
    from pwa.reminders.store.store import ReminderStore

keys_commands = AppGroup("keys", help="The keys that show whose reminders they are.")
as_json_option = click.option(
    "--json", "as_json", is_flag=True, help="Print the figures as JSON."
)


@keys_commands.command("list")
@as_json_option
@with_appcontext
def list_command(as_json: bool) -> None:
    """Each live key, when it was made, and how many subscriptions need it."""
    with plain_faults(), opened() as store:
        keys, used = folder(), store.by_key()
        current, live = keys.current().id, keys.live()
    known = {each.id for each in live}
    figures = {
        "keys": [
            {
                "id": each.id,
                "made_on": each.made_on.isoformat(),
                "is_current": each.id == current,
                "subscriptions": used.get(each.id, 0),
            }
            for each in live
        ],
        "without_key": sum(
            count for key_id, count in used.items() if key_id not in known
        ),
    }
    if as_json:
        click.echo(json.dumps(figures))
        return
    for key in live:
        word = ", current" if key.id == current else ""
        count = used.get(key.id, 0)
        click.echo(f"{key.id}  made {key.made_on}, {count} subscriptions{word}")
    if figures["without_key"]:
        click.echo(f"{figures['without_key']} subscriptions have no key any more.")


@keys_commands.command("rotate")
@as_json_option
@with_appcontext
def rotate_command(as_json: bool) -> None:
    """Make a new current key. Phones subscribe anew when the app is next opened."""
    with plain_faults():
        keys = folder()
        made = keys.rotate()
        live = [each for each in keys.ids() if each != made.id]
    if as_json:
        click.echo(json.dumps({"current": made.id, "also_live": live}))
        return
    click.echo(f"{made.id} is the current key now.")
    for each in live:
        click.echo(f"{each} stays live until: reminders keys retire {each}")


@keys_commands.command("retire")
@click.argument("key_id", metavar="ID")
@click.option(
    "--force", "is_forced", is_flag=True, help="Delete the subscriptions that need it."
)
@as_json_option
@with_appcontext
def retire_command(key_id: str, is_forced: bool, as_json: bool) -> None:
    """Delete a key that is not the current one."""
    with plain_faults(), opened() as store:
        folder().retire(key_id, store.by_key().get(key_id, 0), is_forced=is_forced)
        # Asked again: some may have come in meanwhile, and none can be sent to now.
        deleted = store.delete_of_key(key_id)
    if as_json:
        click.echo(json.dumps({"retired": key_id, "deleted": deleted}))
        return
    click.echo(f"{key_id} is retired; {deleted} subscriptions were deleted.")


def folder() -> Keys:
    from pwa.reminders.keys import Keys

    config: Config = current_app.config["CARRYCARD"]
    return Keys(config.keys)


@contextmanager
def opened() -> Iterator[ReminderStore]:
    from pwa.reminders.store.store import ReminderStore

    config: Config = current_app.config["CARRYCARD"]
    with ReminderStore.open(config.database) as store:
        yield store


@contextmanager
def plain_faults() -> Iterator[None]:
    """What is wrong with a key or the database is said in one line."""
    from pwa.database import StoreError
    from pwa.reminders.keys import KeysError

    try:
        yield
    except (KeysError, StoreError) as error:
        raise click.ClickException(str(error)) from None
