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
    from pwa.finder.store import Store, StoreError

    try:
        config().instance.mkdir(mode=0o700, parents=True, exist_ok=True)
        with Store.open(config().database) as store:
            yield store
    except OSError as error:
        raise click.ClickException(f"Nothing was changed: {error}.") from error
    except StoreError as error:
        raise click.ClickException(f"Nothing was changed: {error}.") from error


def opened_postcodes() -> Postcodes:
    """The full list of postcodes; the first time, it is prepared for a minute.

    Raises:
        click.ClickException: it is not installed.
    """
    from pwa.finder.geography.errors import GeographyError
    from pwa.finder.geography.postcodes import Postcodes

    try:
        return Postcodes.open(config().instance / "geography")
    except (GeographyError, OSError) as error:
        raise click.ClickException(
            f"The list of postcodes cannot be read: {error}. Nothing was changed."
        ) from error


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
