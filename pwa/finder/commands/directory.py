"""What the commands share: the open directory, postcodes, a progress bar."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, TypeVar

import click
from flask import current_app

from pwa.config import Config

if TYPE_CHECKING:
    from pwa.finder.geography.postcodes import Postcodes
    from pwa.finder.store import Store

Item = TypeVar("Item")


def config() -> Config:
    found: Config = current_app.config["CARRYCARD"]
    return found


@contextmanager
def opened_store() -> Iterator[Store]:
    """The directory; a fault of its own ends the command with one line.

    Raises:
        click.ClickException: the directory could not be opened, or refused a change.
    """
    from pwa.finder.store import StoreError

    try:
        with open_store(config()) as store:
            yield store
    except StoreError as error:
        raise click.ClickException(f"{error}. Nothing was changed.") from error


@contextmanager
def open_store(settings: Config) -> Iterator[Store]:
    """The directory of these settings, in a folder for this user alone.

    Raises:
        StoreError: it cannot be opened.
    """
    from pwa.finder.store import Store, StoreError

    try:
        settings.instance.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as error:
        raise StoreError(f"{settings.instance}: {error.strerror}") from error
    with Store.open(settings.database) as store:
        yield store


@contextmanager
def opened_postcodes(settings: Config) -> Iterator[Postcodes]:
    """The full list of postcodes; the first time, it is made, in half a minute.

    Raises:
        StoreError: it cannot be made, and so nothing can be checked.
    """
    from pwa.finder.geography.errors import GeographyError
    from pwa.finder.geography.postcodes import Postcodes
    from pwa.finder.store import StoreError

    folder = settings.instance / "geography"
    if not folder.exists() and sys.stderr.isatty():
        click.echo("Making the list of postcodes, this once …", err=True)
    try:
        found = Postcodes.open(folder)
    except (GeographyError, OSError) as error:
        raise StoreError(f"the list of postcodes cannot be read: {error}") from error
    with found:
        yield found


def with_bar(label: str, items: Iterator[Item]) -> Iterable[Item]:
    """The items; a bar on a terminal shows how many there were."""
    if not sys.stderr.isatty():
        yield from items
        return
    count = 0
    with click.progressbar(
        items,
        label=label,
        file=sys.stderr,
        item_show_func=lambda _item: str(count),
        update_min_steps=200,
    ) as bar:
        for item in bar:
            count += 1
            yield item
