"""`flask --app pwa export DIR`; with FORMAT in place of DIR it is `finder export`."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from pathlib import Path

import click
from flask import Flask, current_app
from flask.cli import with_appcontext

from pwa.config import Config
from pwa.errors import BuildError, ContentError, NotBuiltError
from pwa.exporting import folder as folders
from pwa.exporting import hosts
from pwa.exporting.site import Files, site_files
from pwa.shell.release import Release
from pwa.shell.serving import why_unusable


@dataclass(frozen=True, slots=True)
class ExportReport:
    """What was written.

    Attributes:
        files: How many, those that a host may serve packed among them.
        bytes: What they weigh together.
        kept: How many of them are of exports before, for phones half-way between.
    """

    release: str
    files: int
    bytes: int
    kept: int


def export(app: Flask, target: Path) -> ExportReport:
    """Write the site of the last build into that folder, in place of its last export.

    Raises:
        BuildError: something of it could not be made, or the folder has something else
            in it; it stays as it was.
        ContentError: a content file is malformed.
        NotBuiltError: there is no build that fits the settings.
    """
    config: Config = app.config["CARRYCARD"]
    release: Release | None = app.extensions["release"]
    fault = why_unusable(config, release)
    if fault or release is None:
        raise NotBuiltError(fault)
    with folders.held(target):
        before = folders.read_record(target)
        files: Files = {**site_files(app, config, release)}
        files |= hosts.files(files, config.api_origin)
        record = folders.record_of(files, config, before)
        kept = folders.kept_from(target, record, files)
        weight = folders.write(target, files | kept, record)
    return ExportReport(release.name, len(files) + len(kept), weight, len(kept))


@click.command("export")
@click.argument("target", metavar="DIR", type=click.Path(path_type=Path))
@click.option("--json", "as_json", is_flag=True, help="Print the figures as JSON.")
@with_appcontext
def site_command(target: Path, as_json: bool) -> None:
    """Write the app as static files into DIR, for any static host.

    With oruk, geojson or csv in place of DIR this is "finder export"; ./csv is a DIR.
    """
    app: Flask = current_app._get_current_object()  # type: ignore[attr-defined]
    try:
        report = export(app, target.resolve())
    except (BuildError, ContentError, NotBuiltError) as error:
        raise click.ClickException(str(error)) from error
    except OSError as error:
        raise click.ClickException(f"{error.filename}: {error.strerror}") from error
    if as_json:
        click.echo(json.dumps(asdict(report)))
        return
    click.echo(
        f"{target}: release {report.release}, {report.files} files, "
        f"{report.bytes / 1_000_000:.1f} MB"
    )
    if "packs/manifest.json" not in folders.listed(target):
        click.echo("There are no packs in it. Run: flask --app pwa finder build")


class ExportCommand(click.Group):
    """Two commands of one name: a format among the words tells which."""

    def __init__(self, others: click.Command, formats: tuple[str, ...]) -> None:
        super().__init__(
            "export",
            help=site_command.help,
            add_help_option=False,
            context_settings={"ignore_unknown_options": True},
        )
        self.others, self.formats = others, formats

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """All words are those of the command itself."""
        is_format = any(each in self.formats for each in args)
        return "", self.others if is_format else site_command, args


def export_commands(others: click.Command, formats: tuple[str, ...]) -> click.Group:
    """The command; `others` is what it is with one of `formats` in place of DIR."""
    return ExportCommand(others, formats)
