"""`flask finder reports`: what people say is wrong, for the operator to look into."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import click
from flask import current_app
from flask.cli import with_appcontext

from pwa import clock
from pwa.config import Config

if TYPE_CHECKING:
    from pwa.finder.store import Report, Store

WHAT_WORDS = {
    "number": "the number is wrong",
    "closed": "it is closed",
    "moved": "it has moved",
    "hours": "the hours are wrong",
    "other": "something else",
}


@click.command("reports")
@click.option("--done", multiple=True, metavar="ID", help="It was looked into.")
@click.option("--json", "as_json", is_flag=True, help="Print the figures as JSON.")
@with_appcontext
def reports_command(done: tuple[str, ...], as_json: bool) -> None:
    """List the reports that wait, oldest first; --done takes one off.

    The beginning of an id is enough where no other begins so. A report only says what
    somebody thinks: ring and check, then write it down with "finder verify".
    """
    with opened() as store:
        waiting = store.reports() if store else []
        for each in [the_one(waiting, begun) for begun in done]:
            if store and store.report_handled(each.id, clock.today()):
                waiting.remove(each)
        names = {each.listing: name_of(store, each.listing) for each in waiting}
    rows = [row(each, names[each.listing]) for each in waiting]
    if as_json:
        figures = {"waiting": len(rows), "done": len(done), "reports": rows}
        click.echo(json.dumps(figures))
        return
    for found in rows:
        click.echo(f"{found['id'][:8]}  {found['received_on']}  {found['key']}")
        what = WHAT_WORDS.get(found["what"], found["what"])
        click.echo(f"    {found['name']}: {what}")
        for line in found["words"].splitlines():
            click.echo(f"    > {line}")
    click.echo(f"{len(rows)} waiting." if rows else "No report is waiting.")


def the_one(waiting: list[Report], begun: str) -> Report:
    """The report whose id begins so. Raises UsageError: none does, or several do."""
    found = [each for each in waiting if begun and each.id.startswith(begun)]
    if len(found) != 1:
        why = "several begin" if found else "no waiting report begins"
        raise click.UsageError(f"{why} with {begun!r}; nothing was changed")
    return found[0]


def row(report: Report, name: str) -> dict[str, Any]:
    return {
        "id": report.id,
        "received_on": report.received_on.isoformat(),
        "key": report.listing,
        "name": name,
        "what": report.fault,
        "words": report.words,
    }


def name_of(store: Store | None, key: str) -> str:
    """Its name, also where it is not shown any more, or of the starter directory."""
    from pwa.finder.starter import load_starter

    found = store.find(key) if store else None
    in_starter = {each.key: each.name for each in load_starter()[1]}
    return found.name if found else in_starter.get(key, "no longer listed")


@contextmanager
def opened() -> Iterator[Store | None]:
    """The database, or None where there is none yet: looking does not make one."""
    from pwa.finder.packs.collect import is_there
    from pwa.finder.store import Store, StoreError

    config: Config = current_app.config["CARRYCARD"]
    if not is_there(config):
        yield None
        return
    try:
        with Store.open(config.database) as store:
            yield store
    except StoreError as error:
        raise click.ClickException(str(error)) from error
