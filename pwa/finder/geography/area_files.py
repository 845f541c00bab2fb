"""Full postcodes for the phone: one small binary file for each postcode area.

docs/geography.md says what each byte is; static/js/finder/area-file.js reads them.
"""

from __future__ import annotations

import hashlib
import json
import math
import shutil
import struct
import tempfile
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path

from pwa.finder.geography.points import KM_PER_DEGREE, reach_km
from pwa.finder.geography.postcodes import Postcodes
from pwa.finder.geography.written import INWARDS, SECTOR, area_of, outcode_of
from pwa.packed import integrity, packed

MAGIC = b"CPA1"
HEAD = struct.Struct("<4s2sBxHxxIii")
"""Magic, area, councils, sectors, live postcodes, least latitude and longitude."""
TENTHS_MILLI = 10_000
"""Points are kept to a ten-thousandth of a degree: within 6 metres."""
BITMAP = SECTOR // 8
MAX_REACH = 255
"""A sector's reach is in fifths of a kilometre, in one byte."""
FORMAT = b"area files 2"


@dataclass(frozen=True, slots=True)
class Unit:
    """One postcode of an area.

    Attributes:
        sector: "LS6 2".
        unit: 0 to 399, for its last two letters.
        latitude, longitude: In ten-thousandths of a degree.
    """

    sector: str
    unit: int
    latitude: int
    longitude: int
    council: str
    is_live: bool


def write_area_files(folder: Path, out: Path) -> None:
    """Write postcodes.json and pc/<AREA>.<hash>.bin into `out`, packed copies beside.

    What was made before for the same edition of the postcodes is kept in `folder` (the
    instance's "geography") and only copied.

    Raises:
        GeographyError: the postcodes cannot be read; `out` is as it was.
    """
    made = folder / f"areas-{areas_key()}"
    if not made.exists():
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=folder, prefix=".areas-") as temporary:
            work = Path(temporary) / "areas"
            (work / "pc").mkdir(parents=True)
            with Postcodes.open(folder) as postcodes:
                make_area_files(units_by_area(postcodes), work)
            for old in folder.glob("areas-*"):
                shutil.rmtree(old, ignore_errors=True)
            if not made.exists():
                work.replace(made)
    shutil.copytree(made, out, dirs_exist_ok=True)


def areas_key() -> str:
    """Changes whenever the files would."""
    return hashlib.sha256(FORMAT + Postcodes.key().encode()).hexdigest()[:16]


def units_by_area(postcodes: Postcodes) -> Iterator[tuple[str, list[Unit]]]:
    """Every area with its postcodes, in the order of their numbers."""
    for area, rows in groupby(
        postcodes, key=lambda row: area_of(outcode_of(row[0] // INWARDS))
    ):
        yield (
            area,
            [
                Unit(
                    f"{outcode_of(number // INWARDS)} {number % INWARDS // SECTOR}",
                    number % SECTOR,
                    round(latitude * TENTHS_MILLI),
                    round(longitude * TENTHS_MILLI),
                    council,
                    is_live,
                )
                for number, latitude, longitude, council, is_live in rows
            ],
        )


def make_area_files(areas: Iterable[tuple[str, list[Unit]]], out: Path) -> None:
    """Write each area's file and the list of them."""
    listed = []
    for area, units in areas:
        body = pack_area(area, units)
        name = f"{area}.{hashlib.sha256(body).hexdigest()[:8]}.bin"
        made = packed(body, brotli_quality=9)
        for suffix, content in made.items():
            (out / "pc" / f"{name}{suffix}").write_bytes(content)
        listed.append(
            {
                "area": area,
                "url": f"/packs/pc/{name}",
                "bytes": len(made[".gz"]),
                "length": len(body),
                "integrity": integrity(body),
            }
        )
    listed.sort(key=lambda each: str(each["area"]))
    table = {
        "format": 1,
        "bytes": sum(int(str(each["bytes"])) for each in listed),
        "length": sum(int(str(each["length"])) for each in listed),
        "areas": listed,
    }
    text = json.dumps(table, separators=(",", ":")) + "\n"
    (out / "postcodes.json").write_text(text, encoding="utf-8")


def pack_area(area: str, units: list[Unit]) -> bytes:
    """The bytes of one area's file. Units are sorted by sector, then by unit."""
    live = [unit for unit in units if unit.is_live]
    codes = sorted({unit.council for unit in units})
    sectors = [(name, list(rows)) for name, rows in groupby(units, lambda u: u.sector)]
    middles = [_middle(rows) for _, rows in sectors]
    south = min(latitude for latitude, _ in middles)
    west = min(longitude for _, longitude in middles)

    deltas = []
    for (_, rows), start in zip(sectors, middles, strict=True):
        before = start
        for unit in rows:
            if unit.is_live:
                here = unit.latitude, unit.longitude
                deltas.append((here[0] - before[0], here[1] - before[1]))
                before = here
    norths = [_zigzag(north) for north, _ in deltas]
    easts = [_zigzag(east) for _, east in deltas]
    return b"".join(
        (
            HEAD.pack(
                MAGIC,
                area.encode().ljust(2),
                len(codes),
                len(sectors),
                len(live),
                south,
                west,
            ),
            "".join(codes).encode("ascii"),
            "".join(_sector_name(area, name) for name, _ in sectors).encode("ascii"),
            b"".join((la - south).to_bytes(2, "little") for la, _ in middles),
            b"".join((lo - west).to_bytes(2, "little") for _, lo in middles),
            bytes(
                _reach(rows, middle)
                for (_, rows), middle in zip(sectors, middles, strict=True)
            ),
            bytes(codes.index(_main_council(rows)) for _, rows in sectors),
            b"".join(_bitmap(rows, True) for _, rows in sectors),
            b"".join(_bitmap(rows, False) for _, rows in sectors),
            bytes(north & 0xFF for north in norths),
            bytes(east & 0xFF for east in easts),
            bytes(north >> 8 for north in norths),
            bytes(east >> 8 for east in easts),
            bytes(codes.index(unit.council) for unit in live),
        )
    )


def _sector_name(area: str, sector: str) -> str:
    """Three letters: "6 2" of "LS6 2", "112" of "LS11 2", "1A2" of "EC1A 2"."""
    outcode, digit = sector.split()
    return f"{outcode[len(area) :]:<2}{digit}"


def _counted(rows: list[Unit]) -> list[Unit]:
    """The live ones; where all have ended, those."""
    return [unit for unit in rows if unit.is_live] or rows


def _middle(rows: list[Unit]) -> tuple[int, int]:
    counted = _counted(rows)
    return (
        sum(unit.latitude for unit in counted) // len(counted),
        sum(unit.longitude for unit in counted) // len(counted),
    )


def _reach(rows: list[Unit], middle: tuple[int, int]) -> int:
    narrow = math.cos(math.radians(middle[0] / TENTHS_MILLI))
    kilometres = reach_km(
        math.hypot(unit.latitude - middle[0], (unit.longitude - middle[1]) * narrow)
        * (KM_PER_DEGREE / TENTHS_MILLI)
        for unit in _counted(rows)
    )
    return min(MAX_REACH, math.ceil(kilometres * 5))


def _main_council(rows: list[Unit]) -> str:
    counts = Counter(unit.council for unit in _counted(rows))
    return min(counts, key=lambda code: (-counts[code], code))


def _bitmap(rows: list[Unit], is_live: bool) -> bytes:
    bits = bytearray(BITMAP)
    for unit in rows:
        if unit.is_live == is_live:
            bits[unit.unit >> 3] |= 1 << (unit.unit & 7)
    return bytes(bits)


def _zigzag(number: int) -> int:
    """Small numbers of either sign as small whole ones.

    Raises:
        OverflowError: it does not fit two bytes.
    """
    folded = number * 2 if number >= 0 else -number * 2 - 1
    if folded > 0xFFFF:
        raise OverflowError(f"{number} is too far from one postcode to the next")
    return folded
