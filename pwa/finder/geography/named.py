"""Other names of places and councils: Welsh, Gaelic and short. Written by hand."""

from __future__ import annotations

import csv
from functools import cache
from pathlib import Path

DATA = Path(__file__).parent / "data"


@cache
def read_named() -> dict[tuple[str, str], tuple[str, ...]]:
    """Other names by name and the beginning of the council's code."""
    with (DATA / "also_called.csv").open(encoding="utf-8", newline="") as file:
        return {
            (row["name"], row["council"]): tuple(row["also"].split("|"))
            for row in csv.DictReader(file)
        }


def also_called(name: str, councils: list[str]) -> tuple[str, ...]:
    """Other names of the place of that name whose first council this is."""
    council = councils[0] if councils else ""
    for length in (len(council), 1):
        found = read_named().get((name, council[:length]))
        if found:
            return found
    return ()
