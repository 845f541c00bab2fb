"""What the tests of the importers share: read a fixture, or a file made on the spot."""

from __future__ import annotations

from pathlib import Path

from pwa.finder.importers import FORMATS
from pwa.finder.importers.rows import Row
from pwa.finder.model import Hours, Listing, Source

FIXTURES = Path(__file__).parent / "fixtures"

NAMES_OF_PEOPLE = (
    "Bloggs",
    "bloggs",
    "Jo B",
    "INVENTED",
    "Invented",
    "SECRET",
    "900123",
)
"""What the fixtures hold of people; "SECRET" is their every password."""


def rows_of(format_key: str, path: Path | str, publisher: str = "") -> list[Row]:
    place = path if isinstance(path, Path) else FIXTURES / path
    return list(FORMATS[format_key](place, Source("s", "S", publisher)))


def listings_of(
    format_key: str, path: Path | str, publisher: str = ""
) -> list[Listing]:
    return [
        row.listing
        for row in rows_of(format_key, path, publisher)
        if row.listing and not row.problems
    ]


def week_of(hours: tuple[Hours, ...]) -> list[tuple[int, int, int]]:
    return [(row.weekday, row.opens, row.closes) for row in hours]


def refused_fields(rows: list[Row]) -> list[tuple[int, str]]:
    return [(row.number, row.problems[0].field) for row in rows if row.problems]
