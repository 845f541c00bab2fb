"""Whether a postcode exists, where it is and in which council: on the server.

All 2.6 million of Great Britain, ended ones among them, in one file that is searched
where it lies: 37 MB on the disk, next to nothing in memory. The file is made from the
PyPI package the first time and whenever the package has a new edition.
"""

from __future__ import annotations

import hashlib
import mmap
import os
import struct
import tempfile
from array import array
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from pwa.finder.geography import live, package
from pwa.finder.geography.errors import GeographyError
from pwa.finder.geography.points import to_degrees
from pwa.finder.geography.tables import read_rows
from pwa.finder.geography.written import LEFT_OUT, number_of, write

__all__ = ["GeographyError", "KnownPostcode", "Postcodes", "write"]

MAGIC = b"CPCS0001"
HEAD = struct.Struct("<8sII")
"""Magic, postcodes, councils; then nine bytes a council, then the columns."""
MICRODEGREES = 1_000_000
ENDED = 0x8000


@dataclass(frozen=True, slots=True)
class KnownPostcode:
    """A postcode that exists, or did.

    Attributes:
        postcode: Written "LS1 4AP".
        latitude, longitude: WGS 84 degrees, of its middle to about 5 metres; of its
            outcode's middle where `precision` is "outcode".
        council: GSS code of the district, the likeliest for an outcode; "" in Jersey,
            Guernsey and the Isle of Man.
        is_live: Post is still sent there. Not known, and True, for an outcode.
        precision: "outcode" in Northern Ireland and the islands, where a postcode's
            existence cannot be checked beyond its first half.
    """

    postcode: str
    latitude: float
    longitude: float
    council: str
    is_live: bool
    precision: Literal["postcode", "outcode"] = "postcode"


class Postcodes:
    """Every postcode there is, searched in a file. Use it as a context manager, or let
    it go: it holds one open file."""

    def __init__(self, file: Path) -> None:
        """Open a file that `make_cache` wrote.

        Raises:
            GeographyError: it is not one, or is cut short.
        """
        with file.open("rb") as opened:
            self._map = mmap.mmap(opened.fileno(), 0, access=mmap.ACCESS_READ)
        try:
            magic, count, councils = HEAD.unpack_from(self._map)
        except struct.error as error:
            raise GeographyError(f"{file} is no list of postcodes") from error
        start = _columns_start(councils)
        if magic != MAGIC or len(self._map) != start + count * 14:
            raise GeographyError(f"{file} is no list of postcodes")
        codes = self._map[HEAD.size : HEAD.size + councils * 9].decode("ascii")
        self._codes = [codes[at : at + 9] for at in range(0, len(codes), 9)]
        view = memoryview(self._map)
        self._numbers = view[start : start + count * 4].cast("I")
        self._latitudes = view[start + count * 4 : start + count * 8].cast("i")
        self._longitudes = view[start + count * 8 : start + count * 12].cast("i")
        self._councils = view[start + count * 12 :].cast("H")
        self._outcodes = _left_out_outcodes()

    @staticmethod
    def key() -> str:
        """Changes whenever the list would."""
        edition = package.package_edition(package.package_folder())
        digest = hashlib.sha256(MAGIC + edition.encode() + live.FILE.read_bytes())
        return digest.hexdigest()[:16]

    @classmethod
    def open(cls, folder: Path) -> Postcodes:
        """The list in the folder, which is made where it is missing or of an old
        edition: that takes half a minute. Others may do so at the same time.

        Raises:
            GeographyError: the package is missing or damaged. No file is left behind.
        """
        file = folder / f"postcodes-{cls.key()}.bin"
        if not file.exists():
            source = package.package_folder()
            make_cache(source, package.package_edition(source), file)
            for old in folder.glob("postcodes-*.bin"):
                if old != file:
                    old.unlink(missing_ok=True)
        return cls(file)

    def __len__(self) -> int:
        return len(self._numbers)

    def __enter__(self) -> Postcodes:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the file; nothing can be found after."""
        for view in (
            self._numbers,
            self._latitudes,
            self._longitudes,
            self._councils,
        ):
            view.release()
        self._map.close()

    def find(self, text: str) -> KnownPostcode | None:
        """The postcode, however it is spaced; None where there never was one."""
        postcode = write(text)
        if postcode is None:
            return None
        if postcode.startswith(LEFT_OUT):
            return self._at_outcode(postcode)
        number = number_of(postcode)
        at = bisect_left(self._numbers, number)
        if at == len(self._numbers) or self._numbers[at] != number:
            return None
        return KnownPostcode(
            postcode,
            self._latitudes[at] / MICRODEGREES,
            self._longitudes[at] / MICRODEGREES,
            self._codes[self._councils[at] & ~ENDED],
            not self._councils[at] & ENDED,
        )

    def __iter__(self) -> Iterator[tuple[int, float, float, str, bool]]:
        """Number, latitude, longitude, council and whether it is live, by number."""
        columns = (self._numbers, self._latitudes, self._longitudes, self._councils)
        for number, latitude, longitude, council in zip(*columns, strict=True):
            yield (
                number,
                latitude / MICRODEGREES,
                longitude / MICRODEGREES,
                self._codes[council & ~ENDED],
                not council & ENDED,
            )

    def _at_outcode(self, postcode: str) -> KnownPostcode | None:
        row = self._outcodes.get(postcode[:-4])
        if row is None:
            return None
        return KnownPostcode(
            postcode,
            float(row["lat"]),
            float(row["lon"]),
            row["councils"][:9],
            True,
            "outcode",
        )


@dataclass(frozen=True, slots=True)
class Located:
    """Postcodes of one first letter with their points, in order of their numbers."""

    rows: package.Rows
    latitudes: list[float]
    longitudes: list[float]
    is_live: list[bool]


def located(
    source: Path, edition: str, live_file: Path = live.FILE
) -> Iterator[Located]:
    """The package's postcodes, letter by letter.

    Raises:
        GeographyError: the package is damaged, or data/live.bin is of another edition.
    """
    is_live = live.read_live(edition, live_file)
    start = 0
    for rows in package.read_package(source):
        end = start + len(rows.written)
        latitudes, longitudes = to_degrees(rows.eastings, rows.northings)
        yield Located(rows, latitudes, longitudes, is_live[start:end])
        start = end
    if start != len(is_live):
        raise GeographyError(f"{live_file.name} has {len(is_live)} bits for {start}")


def make_cache(
    source: Path, edition: str, file: Path, live_file: Path = live.FILE
) -> None:
    """Write the list of the package's postcodes; the file is there whole or not at all.

    Raises:
        GeographyError: see `located`.
    """
    numbers, latitudes, longitudes = array("I"), array("i"), array("i")
    councils = array("H")
    codes: dict[str, int] = {}
    for part in located(source, edition, live_file):
        numbers.extend(part.rows.numbers)
        latitudes.extend(round(each * MICRODEGREES) for each in part.latitudes)
        longitudes.extend(round(each * MICRODEGREES) for each in part.longitudes)
        councils.extend(
            codes.setdefault(code, len(codes)) | (0 if keep else ENDED)
            for code, keep in zip(part.rows.councils, part.is_live, strict=True)
        )
    head = HEAD.pack(MAGIC, len(numbers), len(codes)) + "".join(codes).encode("ascii")
    file.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=file.parent, prefix=".postcodes-")
    try:
        with os.fdopen(handle, "wb") as out:
            out.write(head.ljust(_columns_start(len(codes)), b"\0"))
            for column in (numbers, latitudes, longitudes, councils):
                column.tofile(out)
        Path(name).replace(file)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise


def _columns_start(councils: int) -> int:
    """The columns begin at a multiple of four bytes."""
    return (HEAD.size + councils * 9 + 3) // 4 * 4


def _left_out_outcodes() -> dict[str, dict[str, str]]:
    return {row["outcode"]: row for row in read_rows("outcodes_extra.csv")}
