"""`flask --app pwa finder build`: make the packs that phones fetch."""

from __future__ import annotations

import json
import os
from dataclasses import asdict

import click
from flask import current_app
from flask.cli import with_appcontext

from pwa.config import Config
from pwa.errors import BuildError, ContentError

BACKGROUND_NICENESS = 10


@click.command("build")
@click.option("--json", "as_json", is_flag=True, help="Print the figures as JSON.")
@click.option("--no-postcodes", is_flag=True, help="Leave the full postcodes as is.")
@click.option(
    "--in-background",
    is_flag=True,
    help="Give way to others, and say one line if it fails.",
)
@with_appcontext
def build_command(as_json: bool, no_postcodes: bool, in_background: bool) -> None:
    """Make the packs; nothing is written where nothing has changed."""
    from pwa.finder.packs.build import build_packs
    from pwa.finder.store import StoreError

    config: Config = current_app.config["CARRYCARD"]
    if in_background:
        os.nice(BACKGROUND_NICENESS)
    try:
        report = build_packs(config, with_postcodes=not no_postcodes)
    except (BuildError, ContentError, StoreError) as error:
        raise click.ClickException(f"the packs stay as they are: {error}") from error
    except Exception as error:
        if not in_background:
            raise
        said = f"{type(error).__name__}: {error}".splitlines()[0]
        raise click.ClickException(f"the packs stay as they are: {said}") from error
    if as_json:
        click.echo(json.dumps(asdict(report)))
        return
    counts = ", ".join(f"{name} {count}" for name, count in report.packs.items())
    done = "made" if report.is_changed else "as they were"
    click.echo(
        f"Packs {report.version} {done}: {counts}; "
        f"{report.brotli_bytes / 1000:.0f} KB on the wire"
    )
