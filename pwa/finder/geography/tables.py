"""The tables a phone keeps: outcodes, places, councils, as compact columns; the coast.

docs/geography.md says what each column is; static/js/finder/ reads them.
"""

from __future__ import annotations

import csv
import json
import math
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

from pwa.finder.geography.councils import COUNCILS
from pwa.finder.geography.named import also_called
from pwa.finder.geography.written import area_of

DATA = Path(__file__).parent / "data"
NO_PLACE = ("BN91", "E22", "EH77", "EN77", "GIR", "IM99", "PO24", "S94", "SR43")
"""Outcodes of offices that get much post: no live postcode of theirs has a place."""
# Found in the ONS Postcode Directory of November 2025; GIR 0AA was Girobank's.
ISLANDS = {"Isle of Man": "IM", "Jersey": "JE", "Guernsey": "GG"}


def device_file(name: str) -> str:
    """The text of a table the phone keeps.

    Raises:
        KeyError: it is none of DEVICE_FILES.
    """
    return FILES[name]()


def outcode_table(rows: Iterable[dict[str, str]]) -> str:
    """Degrees in thousandths and radii in tenths of a kilometre, as whole numbers."""
    rows = sorted(rows, key=lambda row: (area_of(row["outcode"]), row["outcode"]))
    councils = [
        [share.partition(":")[0] for share in row["councils"].split()] for row in rows
    ]
    codes, numbered = _numbered(councils)
    return _json(
        {
            "councils": codes,
            "outcodes": " ".join(row["outcode"] for row in rows),
            "latitudes": [_thousandths(row["lat"]) for row in rows],
            "longitudes": [_thousandths(row["lon"]) for row in rows],
            "radii": [round(float(row["radius_km"]) * 10) for row in rows],
            "councilsOf": numbered,
            "noPlace": " ".join(NO_PLACE),
        }
    )


def place_table(rows: Iterable[dict[str, str]]) -> str:
    """Degrees in thousandths; a council's own places stand side by side."""
    rows = sorted(rows, key=lambda row: (row["councils"][:9], row["name"]))
    councils = [row["councils"].split() or [ISLANDS[row["shown"]]] for row in rows]
    codes, numbered = _numbered(councils)
    return _json(
        {
            "councils": codes,
            "names": "|".join(row["name"] for row in rows),
            "also": {
                str(number): row["also"]
                for number, row in enumerate(rows)
                if row["also"]
            },
            "latitudes": [_thousandths(row["lat"]) for row in rows],
            "longitudes": [_thousandths(row["lon"]) for row in rows],
            "sizes": [size_of(int(row["population"])) for row in rows],
            "councilsOf": numbered,
        }
    )


def council_table() -> str:
    """Each council with its page, other names, health board and county."""
    councils = list(COUNCILS.values())
    boards = sorted({council.board for council in councils})
    return _json(
        {
            "codes": " ".join(council.code for council in councils),
            "names": "|".join(council.name for council in councils),
            "slugs": " ".join(council.slug for council in councils),
            "also": {
                council.code: "|".join(names)
                for council in councils
                if (names := also_called(council.name, [council.code]))
            },
            "boards": boards,
            "boardOf": [boards.index(council.board) for council in councils],
            "upper": {
                council.code: council.upper for council in councils if council.upper
            },
        }
    )


def size_of(population: int) -> int:
    """Twice the binary logarithm of a population: enough to rank and guess a size."""
    return round(math.log2(max(population, 1)) * 2)


def _numbered(lists: Sequence[Sequence[str]]) -> tuple[list[str], str]:
    """Each code once, and the lists as numbers of codes: "4 4.17 17"."""
    codes = sorted({code for each in lists for code in each})
    number = {code: str(at) for at, code in enumerate(codes)}
    return codes, " ".join(".".join(number[code] for code in each) for each in lists)


def _thousandths(degrees: str) -> int:
    return round(float(degrees) * 1000)


def _json(table: dict[str, object]) -> str:
    return json.dumps(table, ensure_ascii=False, separators=(",", ":")) + "\n"


def read_rows(name: str) -> list[dict[str, str]]:
    """Rows of a table in data/."""
    with (DATA / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


FILES: dict[str, Callable[[], str]] = {
    "outcodes.json": lambda: outcode_table(
        read_rows("outcodes.csv") + read_rows("outcodes_extra.csv")
    ),
    "places.json": lambda: place_table(read_rows("places.csv")),
    "councils.json": council_table,
    "outline.json": lambda: (DATA / "outline.json").read_text(encoding="utf-8"),
}
DEVICE_FILES = tuple(FILES)
