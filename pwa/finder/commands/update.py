"""`flask finder update`: get every publisher's file anew and import what changed."""

from __future__ import annotations

import fcntl
import json
import sys
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Literal

import click
from flask import current_app
from flask.cli import with_appcontext

from pwa.config import Config
from pwa.errors import ConfigError
from pwa.finder.commands.fetching import Fetched, FetchError, Progress, fetch

if TYPE_CHECKING:
    from pwa.finder.commands.source_settings import Feed

SETTINGS = "finder-sources.toml"
FOLDER = "fetched"


@dataclass(frozen=True, slots=True)
class Updated:
    """What became of one source.

    Attributes:
        state: "current": its file is the one of last time. "failed": the data of the
            last good import stands as it was.
        figures: Of the import, where there was one.
    """

    key: str
    state: Literal["updated", "current", "failed"]
    says: str = ""
    figures: dict[str, object] = field(default_factory=dict)


@click.command("update")
@click.option(
    "--settings",
    type=click.Path(path_type=Path),
    help=f"The file of publishers' addresses; {SETTINGS} in the instance folder.",
)
@click.option("--only", default="", help="One source, by its key.")
@click.option("--json", "as_json", is_flag=True, help="Print the figures as JSON.")
@with_appcontext
def update(settings: Path | None, only: str, as_json: bool) -> None:
    """Get the publishers' files, where they changed, and import them.

    A source that fails keeps the data of its last good import, and the others go on.
    Exit status: 0 all well, 1 a source failed, 2 the settings cannot be used.
    """
    from pwa.finder.commands.source_settings import read_settings

    config: Config = current_app.config["CARRYCARD"]
    try:
        feeds = read_settings(settings or config.instance / SETTINGS)
    except ConfigError as error:
        raise click.UsageError(str(error)) from error
    if only:
        feeds = tuple(feed for feed in feeds if feed.source.key == only)
        if not feeds:
            raise click.UsageError(f"there is no source {only!r} in the settings")
    done = []
    with _alone(config.instance / FOLDER):
        for feed in feeds:
            done.append(update_one(config, feed, show_progress=not as_json))
            if not as_json:
                click.echo(_told(done[-1]))
    failed = sum(each.state == "failed" for each in done)
    if as_json:
        figures = {"sources": [asdict(each) for each in done], "failed": failed}
        click.echo(json.dumps(figures))
    if failed:
        raise click.exceptions.Exit(1)


@contextmanager
def _alone(folder: Path) -> Iterator[None]:
    """One update at a time: two would write the same files."""
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / "lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            raise click.ClickException("Another update is running.") from error
        yield


def update_one(config: Config, feed: Feed, show_progress: bool = False) -> Updated:
    """Fetch and import one source. Nothing is changed where either fails.

    A file that did not change is imported again: that takes seconds, fills a database
    that is new, and dates the source by the day its publisher was last asked.
    """
    from pwa.finder.importers.rows import ImportFileError

    key = feed.source.key
    folder = config.instance / FOLDER / key
    try:
        with _bar(key, show_progress) as progress:
            fetched = _fetch(feed, folder, progress)
        figures = _import(config, feed, fetched.path)
    except (FetchError, ImportFileError) as error:
        (folder / "incoming").unlink(missing_ok=True)
        return Updated(key, "failed", str(error))
    except Exception as error:  # one source's fault must not keep the others out
        (folder / "incoming").unlink(missing_ok=True)
        return Updated(key, "failed", f"{type(error).__name__}: {error}"[:300])
    fetched.keep()
    return Updated(key, "updated" if fetched.is_new else "current", figures=figures)


def _fetch(feed: Feed, folder: Path, progress: Progress) -> Fetched:
    if feed.format == "oruk" and not feed.url.lower().endswith(".json"):
        from pwa.finder.commands.paged import fetch_pages

        return fetch_pages(feed.url, folder, progress=progress)
    return fetch(feed.url, folder, progress=progress)


def _import(config: Config, feed: Feed, path: Path) -> dict[str, object]:
    from pwa.finder.commands.importing import import_file

    return import_file(config, feed.format, path, feed.source)


def _bar(key: str, is_shown: bool) -> AbstractContextManager[Progress]:
    """A progress bar on a terminal; elsewhere nothing."""
    if not is_shown or not sys.stderr.isatty():
        return nullcontext(_say_nothing)
    return _Bar(key)


def _say_nothing(done: int, total: int | None) -> None:
    pass


class _Bar:
    def __init__(self, key: str) -> None:
        self._key = key
        self._shown = 0

    def __enter__(self) -> Callable[[int, int | None], None]:
        return self._tell

    def __exit__(self, *_: object) -> None:
        click.echo("\r\x1b[K", nl=False, err=True)

    def _tell(self, done: int, total: int | None) -> None:
        if total and done * 20 // total == self._shown:
            return
        self._shown = done * 20 // total if total else 0
        bar = f"[{'#' * self._shown:<20}]" if total else f"{done}"
        click.echo(f"\r{self._key} {bar}", nl=False, err=True)


def _told(done: Updated) -> str:
    if done.state != "failed":
        figures = ", ".join(
            f"{done.figures[name]} {name}"
            for name in ("rows", "accepted", "quarantined")
            if name in done.figures
        )
        return f"{done.key}: {done.state}. {figures}"
    return f"{done.key}: failed, its last good data stands. {done.says}"
