"""`flask finder export`: the directory as a file for others, with its licences."""

from __future__ import annotations

import json
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import IO, TYPE_CHECKING

import click
from flask import current_app
from flask.cli import with_appcontext

from pwa.clock import today
from pwa.config import Config

if TYPE_CHECKING:
    from pwa.finder.model import Listing, Source
    from pwa.finder.packs import Collected

FORMATS = ("oruk", "geojson", "csv")


@click.command("export")
@click.argument("form", metavar="FORMAT", type=click.Choice(FORMATS))
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path), required=False)
@click.option("--source", default="", metavar="KEY", help="Only this source.")
@click.option("--json", "as_json", is_flag=True, help="Print the figures as JSON.")
@with_appcontext
def export_command(form: str, file: Path | None, source: str, as_json: bool) -> None:
    """Write the directory as FORMAT (oruk, geojson or csv) to FILE, or to the screen.

    What is not shown to people is not written either. A source whose licence is
    share-alike is only written by itself, with --source. In a csv of one source that
    source's own ids name the rows, so that "finder import template" reads them back.
    """
    if as_json and file is None:
        raise click.UsageError("--json tells figures, so name a FILE for the rest")
    from pwa.errors import ContentError
    from pwa.finder.packs import collect
    from pwa.finder.store import StoreError

    config: Config = current_app.config["CARRYCARD"]
    try:
        found = collect(config)
    except (ContentError, StoreError) as error:
        raise click.ClickException(str(error)) from error
    kept = chosen(found, source)
    try:
        with opened(file) as out, told(kept, file) as shown:
            out.writelines(parts(form, shown, kept, found, is_one=bool(source)))
    except OSError as error:
        raise click.ClickException(f"{file}: {error.strerror}") from error
    if file is not None:
        tell(form, kept, found, file, as_json=as_json)


def chosen(found: Collected, source: str) -> list[Listing]:
    """Raises UsageError: there is no such source, or nothing of it is shown."""
    if source and source not in found.sources:
        names = ", ".join(found.sources) or "none"
        raise click.UsageError(f"nothing is shown of {source!r}; there is: {names}")
    return [
        each
        for each in found.listings
        if (
            each.source == source
            if source
            else not found.sources[each.source].share_alike
        )
    ]


def parts(
    form: str,
    listings: Iterable[Listing],
    kept: list[Listing],
    found: Collected,
    *,
    is_one: bool,
) -> Iterator[str]:
    """The text of the file, bit by bit. `listings` are those kept, as they are read."""
    from pwa.finder.directory import council_names
    from pwa.finder.exports.features import features
    from pwa.finder.exports.services import services
    from pwa.finder.exports.table import table

    pairs = ((each, found.sources[each.source]) for each in listings)
    if form == "oruk":
        return services(pairs, len(kept), council_names(), today())
    if form == "geojson":
        return features(pairs, credited(kept, found), is_one=is_one)
    return table(pairs, is_one=is_one)


def credited(kept: list[Listing], found: Collected) -> list[Source]:
    keys = {each.source for each in kept}
    return [source for key, source in found.sources.items() if key in keys]


def tell(
    form: str, kept: list[Listing], found: Collected, file: Path, *, as_json: bool
) -> None:
    """Say what was written, whose it is, and what the table had no place for."""

    from pwa.finder.exports.table import left_out

    missing = Counter(each for listing in kept for each in left_out(listing))
    figures = {
        "format": form,
        "listings": len(kept),
        "bytes": file.stat().st_size,
        "sources": {each.key: each.licence for each in credited(kept, found)},
        "left_out": dict(sorted(missing.items())) if form == "csv" else {},
    }
    if as_json:
        click.echo(json.dumps(figures))
        return
    click.echo(f"{file}: {len(kept)} listings as {form}.")
    for each in credited(kept, found):
        click.echo(f"  {each.name}: {each.licence}. {each.attribution}".rstrip())
    for name, count in figures["left_out"].items():  # type: ignore[attr-defined]
        click.echo(f"  {count} have {name} that this table has no place for.")


@contextmanager
def opened(file: Path | None) -> Iterator[IO[str]]:
    """The screen, or a file that is there whole or stays as it was."""
    if file is None:
        yield sys.stdout
        return
    folder = file.resolve().parent
    with NamedTemporaryFile(
        "w",
        encoding="utf-8",
        errors="replace",
        newline="",
        dir=folder,
        prefix=f".{file.name}.",
        delete=False,
    ) as written:
        draft = Path(written.name)
        try:
            yield written
            written.flush()
            draft.chmod(0o644)
            draft.replace(file)
        finally:
            draft.unlink(missing_ok=True)


@contextmanager
def told(kept: list[Listing], file: Path | None) -> Iterator[Iterable[Listing]]:
    """A progress bar on a terminal, while a file is written."""
    if file is None or not sys.stderr.isatty():
        yield kept
        return
    with click.progressbar(kept, label="Writing", file=sys.stderr) as shown:
        yield shown
