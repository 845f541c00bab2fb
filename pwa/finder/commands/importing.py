"""`flask --app pwa finder import`: a publisher's file into the directory."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click
from flask.cli import with_appcontext

from pwa.clock import HOME_ZONE, today
from pwa.config import Config
from pwa.finder.commands import directory, known_sources

if TYPE_CHECKING:
    from pwa.finder.importing import Read
    from pwa.finder.model import Source
    from pwa.finder.store import Outcome

DAY = click.DateTime(["%Y-%m-%d"])


@click.command("import")
@click.argument("format_key", metavar="FORMAT")
@click.argument("place", metavar="SOURCE")
@click.option("--source", "key", default="", help="Short name to keep it under.")
@click.option("--name", default="", help="What the source is called.")
@click.option("--publisher", default="", help="Who publishes it.")
@click.option("--url", default="", help="Where the publisher tells of it.")
@click.option("--licence", default="", help="OGL-3.0, CC-BY-4.0, ODbL-1.0, permission.")
@click.option("--attribution", default="", help="The words its licence asks to show.")
@click.option("--share-alike", is_flag=True, help="Its licence covers what it is in.")
@click.option("--as-of", type=DAY, help="The day the register is of: YYYY-MM-DD.")
@click.option("--dry-run", is_flag=True, help="Check it, and change nothing.")
@click.option("--shrink", is_flag=True, help="It may be less than half of what it was.")
@click.option("--json", "as_json", is_flag=True, help="Print the figures as JSON.")
@with_appcontext
def import_command(
    format_key: str,
    place: str,
    key: str,
    share_alike: bool,
    as_of: datetime | None,
    dry_run: bool,
    shrink: bool,
    as_json: bool,
    **told: str,
) -> None:
    """Check the rows of a file or web address and keep the good ones.

    FORMAT is one of template, ods, nhsbsa, cqc, oruk, hsds-tabular, bmlt,
    meeting-guide, geojson. What the same source said before is replaced: all of it or,
    where anything fails, nothing.
    """
    from pwa.finder.importers import FORMATS
    from pwa.finder.importers.rows import ImportFileError
    from pwa.finder.store import StoreError

    if format_key not in FORMATS:
        raise click.UsageError(
            f"There is no format {format_key!r}. There are: {', '.join(FORMATS)}."
        )
    config = directory.config()
    try:
        with local_file(config, format_key, place) as path:
            read, outcome = imported(
                config,
                format_key,
                path,
                lambda known: told_source(format_key, key, known, told, share_alike),
                as_of=as_of.date() if as_of else None,
                is_trial=dry_run,
                may_shrink=shrink,
            )
    except (ImportFileError, StoreError, ValueError) as error:
        raise click.ClickException(
            f"{str(error).rstrip('.')}. Nothing was changed."
        ) from error
    click.echo(json.dumps(figures_of(read)) if as_json else told_of(read, outcome))


def import_file(
    config: Config, format_key: str, path: Path, source: Source
) -> dict[str, object]:
    """Import a file just got from its publisher; its figures.

    Rows of a register count as checked today, the day the publisher gave them. The same
    file again leaves their day as it was.

    Raises:
        ImportFileError, StoreError, ValueError: nothing was changed.
    """
    read, _ = imported(config, format_key, path, lambda known: source, as_of=today())
    return figures_of(read)


def imported(
    config: Config,
    format_key: str,
    path: Path,
    source_for: Callable[[Callable[[str], Source | None]], Source],
    *,
    as_of: date | None = None,
    is_trial: bool = False,
    may_shrink: bool = False,
) -> tuple[Read, Outcome | None]:
    """Read, check and keep; of a trial there is no outcome.

    Args:
        source_for: Makes the source, given how to ask for one imported before.

    Raises:
        ImportFileError, StoreError, ValueError: nothing was changed.
    """
    from pwa.finder.importing import keep, others_of, read_file

    with directory.open_store(config) as store:
        source = replace(source_for(store.source), retrieved_at=now())
        with directory.opened_postcodes(config) as postcodes:
            read = read_file(
                format_key,
                path,
                source,
                postcodes=postcodes,
                today=today(),
                others=others_of(store, source, format_key),
                councils=known_councils(),
                as_of=as_of,
                progress=lambda rows: directory.with_bar("Checking", rows),
            )
        return read, None if is_trial else keep(store, read, may_shrink=may_shrink)


def told_source(
    format_key: str,
    key: str,
    known: Callable[[str], Source | None],
    told: dict[str, str],
    share_alike: bool,
) -> Source:
    before = known(key or format_key)
    source = known_sources.source_of(format_key, key, before, told)
    return replace(source, share_alike=share_alike or source.share_alike)


def now() -> datetime:
    return datetime.now(HOME_ZONE).astimezone(UTC).replace(microsecond=0)


@contextmanager
def local_file(config: Config, format_key: str, place: str) -> Iterator[Path]:
    """The file itself, or a copy of what stands at a web address, fetched for now.

    Raises:
        ImportFileError: it cannot be fetched.
    """
    if not place.lower().startswith(("https://", "http://")):
        yield Path(place)
        return
    from pwa.finder.commands.fetching import FetchError, fetch
    from pwa.finder.commands.paged import fetch_pages
    from pwa.finder.importers.rows import ImportFileError

    is_paged = format_key == "oruk" and not place.lower().endswith(".json")
    with tempfile.TemporaryDirectory(prefix="carrycard-") as folder:
        try:
            fetched = (fetch_pages if is_paged else fetch)(place, Path(folder))
        except FetchError as error:
            raise ImportFileError(str(error)) from error
        yield fetched.path


def known_councils() -> frozenset[str]:
    from pwa.finder.geography.councils import COUNCILS

    return frozenset(COUNCILS)


def figures_of(read: Read) -> dict[str, object]:
    """As `--json` prints them, and nothing beside."""
    return {
        "rows": read.figures.rows,
        "accepted": read.figures.accepted,
        "quarantined": read.figures.quarantined,
        "rules": dict(read.figures.rules),
    }


def told_of(read: Read, outcome: Outcome | None) -> str:
    """The same for people, and what to do next."""
    from pwa.finder.validation import RULES

    figures, source = read.figures, read.source
    lines = [
        f"{source.key}: {figures.rows} rows read, {figures.accepted} accepted, "
        f"{figures.quarantined} refused.",
        *counted("Refused by", figures.rules, RULES),
        *counted("Mended by", read.repairs, RULES),
    ]
    if outcome is None:
        lines.append("This was a trial: nothing was changed.")
    else:
        lines.append(
            f"In the directory: {outcome.added} new, {outcome.changed} changed, "
            f"{outcome.reopened} open again, {outcome.unchanged} as before, "
            f"{outcome.closed} closed."
        )
    lines += next_steps(source, bool(figures.quarantined), outcome is not None)
    return "\n".join(lines)


def counted(
    title: str, counts: Mapping[str, int], rules: Mapping[str, str]
) -> list[str]:
    rows = [
        f"  {rule} {count:>6}  {rules.get(rule, '')}"
        for rule, count in sorted(counts.items())
    ]
    return [f"{title}:", *rows] if rows else []


def next_steps(source: Source, has_rejects: bool, is_kept: bool) -> list[str]:
    run = "flask --app pwa finder"
    steps = []
    if has_rejects and is_kept:
        steps.append(f"See why rows were refused: {run} reject list {source.key}")
    if source.licence == known_sources.NOT_SAID:
        steps.append("Say its licence before you publish it: import again --licence …")
    if is_kept:
        steps.append(f"Ring those that are due: {run} verify")
        steps.append(f"Make what phones fetch: {run} build")
    return ["Next:", *(f"  {each}" for each in steps)] if steps else []
