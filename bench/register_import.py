"""A register read, checked and kept, against its bare rows in SQLite unread."""

from __future__ import annotations

import contextlib
import csv
import sqlite3
import time
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import count
from pathlib import Path
from statistics import median

from bench.cdp import BrowserError
from bench.made_up_pharmacies import made_up_pharmacies
from bench.report import Row, ratio_row
from bench.rounds import Series, run_rounds
from pwa.config import Config
from pwa.finder.commands.directory import opened_postcodes
from pwa.finder.commands.importing import import_file
from pwa.finder.exports.table import table
from pwa.finder.model import Listing, Phone, Source
from pwa.finder.store import Store

ROWS = 5_000
FOR_DRAMA = ("0113 496", "0114 496", "0116 496", "0117 496", "0118 496")
"""Each followed by 0000 to 0999: Ofcom keeps these numbers for invented people."""
SOURCE = Source(key="invented", name="Invented")
ON_LAND = 0.95
"""The rest were made up in the sea, and are refused."""
OURS, BARE = "import, checked and kept", "csv into SQLite, unread"


@dataclass(frozen=True, slots=True)
class Took:
    """How long something took."""

    seconds: float


def measure(folder: Path, runs: int) -> tuple[list[Row], Series[Took]]:
    """Each in turn, into a store of its own each time."""
    folder.mkdir()
    file = folder / "register.csv"
    file.write_text("".join(table(made_up_rows(), is_one=True)), encoding="utf-8")
    number = count()
    config = Config(instance=folder / "instance")
    # The tables of postcodes are made once, not for each import.
    with opened_postcodes(config):
        pass
    series = run_rounds(
        "import",
        runs,
        [
            (OURS, lambda: ours(file, config, folder / f"ours-{next(number)}.db")),
            (BARE, lambda: bare(file, folder / f"bare-{next(number)}.db")),
        ],
    )
    took, least = series.pairs(OURS, BARE, lambda each: each.seconds)
    row = ratio_row(f"import {ROWS:,} rows, checked and kept", took, least, None, "")
    return [replace(row, measured=f"{ROWS / median(took):,.0f} rows a second")], series


def made_up_rows() -> Iterator[tuple[Listing, Source]]:
    """With numbers that a register could have; without their postcodes of nowhere."""
    for number, listing in enumerate(made_up_pharmacies(ROWS)):
        assert listing.location
        yield (
            replace(
                listing,
                name=f"{listing.name} {number}",
                phones=(Phone(f"{FOR_DRAMA[number // 1000]} {number % 1000:04}"),),
                location=replace(listing.location, postcode="", precision="rooftop"),
            ),
            SOURCE,
        )


def ours(file: Path, config: Config, database: Path) -> Took:
    """All that `finder import` does, but for the start of Python.

    Raises:
        BrowserError: rows were refused, so that this would be of something else.
    """
    config = replace(config, database_url=f"sqlite:///{database}")
    Store.open(config.database).close()
    began = time.perf_counter()
    figures = import_file(config, "template", file, SOURCE)
    took = Took(time.perf_counter() - began)
    if int(str(figures["accepted"])) < ROWS * ON_LAND:
        raise BrowserError(f"import: {figures}")
    return took


def bare(file: Path, database: Path) -> Took:
    """The cells as they stand, in one transaction on the disk."""
    began = time.perf_counter()
    with (
        contextlib.closing(sqlite3.connect(database)) as connection,
        file.open(encoding="utf-8", newline="") as lines,
    ):
        head, *rows = csv.reader(lines)
        marks = ",".join("?" * len(head))
        connection.execute(f"CREATE TABLE bare ({', '.join(head)})")
        insert = f"INSERT INTO bare VALUES ({marks})"  # noqa: S608 - our own marks
        connection.executemany(insert, rows)
        connection.commit()
    return Took(time.perf_counter() - began)
