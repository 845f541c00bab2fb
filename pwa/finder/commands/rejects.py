"""`flask --app pwa finder reject …`: rows that an import refused, and why."""

from __future__ import annotations

import json
from collections import Counter

import click
from flask.cli import AppGroup

from pwa.clock import today
from pwa.finder.commands import directory

SHOWN = 50
"""Rows in a list on the screen; `--json` prints them all."""

reject_commands = AppGroup("reject", help="Rows that an import refused, and why.")


@reject_commands.command("list")
@click.argument("source", default="")
@click.option("--rule", default="", help="Only those of one rule, such as R07.")
@click.option("--all", "with_decided", is_flag=True, help="Also those looked at.")
@click.option("--json", "as_json", is_flag=True, help="Print them as JSON.")
def list_command(source: str, rule: str, with_decided: bool, as_json: bool) -> None:
    """Count refused rows by rule, and name them: of SOURCE, or of all sources."""
    from pwa.finder.validation import RULES

    with directory.opened_store() as store:
        found = store.rejects(source, rule.upper())
    found = [each for each in found if with_decided or not each.decided_by]
    if as_json:
        rows = [
            {
                "source": each.source,
                "row": each.row,
                "rule": each.rule,
                "field": each.field,
                "says": each.says,
            }
            for each in found
        ]
        click.echo(json.dumps(rows))
        return
    if not found:
        click.echo("No row was refused.")
        return
    for (key, name), count in sorted(
        Counter((each.source, each.rule) for each in found).items()
    ):
        click.echo(f"{key}  {name} {count:>6}  {RULES.get(name, '')}")
    click.echo()
    for each in found[:SHOWN]:
        click.echo(f"{each.source} row {each.row}: {each.rule} {each.says}")
    if len(found) > SHOWN:
        click.echo(f"and {len(found) - SHOWN} more: add --rule, or --json for all")
    click.echo("See one: flask --app pwa finder reject show SOURCE ROW")


@reject_commands.command("show")
@click.argument("source")
@click.argument("row", type=int)
@click.option("--json", "as_json", is_flag=True, help="Print it as JSON.")
def show_command(source: str, row: int, as_json: bool) -> None:
    """Show one refused row as it was read, and each thing wrong with it."""
    from pwa.finder.validation import RULES

    with directory.opened_store() as store:
        found = store.rejects(source, row=row)
    if not found:
        raise click.ClickException(f"{source} has no refused row {row}.")
    if as_json:
        faults = [
            {"rule": each.rule, "field": each.field, "says": each.says}
            for each in found
        ]
        shown = {"source": source, "row": row, "raw": found[0].raw, "faults": faults}
        click.echo(json.dumps(shown))
        return
    for name, text in found[0].raw.items():
        click.echo(f"{name}: {text}")
    click.echo()
    for each in found:
        click.echo(f"{each.rule} {each.field}: {each.says} ({RULES.get(each.rule)})")
    if found[0].decided_by:
        click.echo(f"Looked at by {found[0].decided_by} on {found[0].decided_on}.")


@reject_commands.command("settle")
@click.argument("source")
@click.argument("row", type=int)
@click.option("--by", required=True, help="Who looked at it.")
def settle_command(source: str, row: int, by: str) -> None:
    """Take a row that was looked at off the list, until it reads otherwise."""
    with directory.opened_store() as store:
        if not store.decide_reject(source, row, by, today()):
            raise click.ClickException(f"{source} has no refused row {row}.")
    click.echo(f"{source} row {row} is settled.")
