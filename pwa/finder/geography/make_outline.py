"""Make data/outline.json anew: `python -m pwa.finder.geography.make_outline FILE`.

It is committed, like the other tables of places. FILE is `countries-10m.json` of the
npm package world-atlas 2.0.2, which is Natural Earth 4.1.0 at 1:10,000,000, in the
public domain: https://www.naturalearthdata.com/about/terms-of-use/
"""

from __future__ import annotations

import json
import math
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from pwa.finder.geography.tables import DATA

SHOWN = {"826", "372", "833", "831", "832"}
"""ISO 3166-1 numbers: the United Kingdom, Ireland, and the three Crown Dependencies."""
TOLERANCE_KM = 0.5
"""So far a simplified coast may lie from the drawn one, itself good to about 1 km."""
KM_A_DEGREE = 111.195
SHRINK = math.cos(math.radians(54.5))
"""How much shorter a degree of longitude is than one of latitude, in the middle."""
THOUSANDTHS = 1000

Point = tuple[float, float]


def rings(topology: dict[str, Any]) -> Iterator[list[Point]]:
    """Every outer and inner line of the lands shown, in degrees, longitude first.

    https://github.com/topojson/topojson-specification
    """
    lines = [line_of(arc, topology["transform"]) for arc in topology["arcs"]]
    for land in topology["objects"]["countries"]["geometries"]:
        if land.get("id") not in SHOWN:
            continue
        is_one = land["type"] == "Polygon"
        for polygon in [land["arcs"]] if is_one else land["arcs"]:
            for numbers in polygon:
                yield joined(lines, numbers)


def line_of(arc: Sequence[Sequence[int]], transform: dict[str, Any]) -> list[Point]:
    (wide, high), (left, low) = transform["scale"], transform["translate"]
    x = y = 0
    line = []
    for east, north in arc:
        x, y = x + east, y + north
        line.append((x * wide + left, y * high + low))
    return line


def joined(lines: Sequence[list[Point]], numbers: Sequence[int]) -> list[Point]:
    """One ring of several lines; a number below zero is a line run backwards."""
    ring: list[Point] = []
    for number in numbers:
        line = lines[number] if number >= 0 else lines[~number][::-1]
        ring += line[1:] if ring else line
    return ring


def simplified(ring: list[Point]) -> list[Point]:
    """The ring with fewer points, none left out further off than the tolerance."""
    half = len(ring) // 2
    return thinned(ring[: half + 1])[:-1] + thinned(ring[half:])


def thinned(line: list[Point]) -> list[Point]:
    """Ramer, Douglas and Peucker's way: keep the point farthest off, then each part."""
    if len(line) < 3:
        return line
    offs = [off_km(point, line[0], line[-1]) for point in line[1:-1]]
    farthest = max(range(len(offs)), key=offs.__getitem__)
    if offs[farthest] <= TOLERANCE_KM:
        return [line[0], line[-1]]
    at = farthest + 1
    return thinned(line[: at + 1])[:-1] + thinned(line[at:])


def off_km(point: Point, start: Point, end: Point) -> float:
    """How far a point is from a line without end through two others, flat."""
    (px, py), (ex, ey) = ((x - start[0], y - start[1]) for x, y in (point, end))
    px, ex = px * SHRINK, ex * SHRINK
    length = math.hypot(ex, ey)
    apart = abs(ex * py - ey * px) / length if length else math.hypot(px, py)
    return apart * KM_A_DEGREE


def table(topology: dict[str, Any]) -> str:
    """Each ring as one row: a point in thousandths of a degree, then the steps on."""
    rows = []
    for ring in map(simplified, rings(topology)):
        if len(ring) < 4:  # Nothing is left of an islet.
            continue
        row: list[int] = []
        east = north = 0
        for x, y in ring[:-1]:  # Its last point is its first.
            at = round(x * THOUSANDTHS), round(y * THOUSANDTHS)
            row += [at[0] - east, at[1] - north]
            east, north = at
        rows.append(row)
    return json.dumps({"rings": rows}, separators=(",", ":")) + "\n"


def main() -> None:
    """Write the table; the file it is made from is the one argument."""
    made = table(json.loads(Path(sys.argv[1]).read_text(encoding="utf-8")))
    (DATA / "outline.json").write_text(made, encoding="utf-8")
    print(f"outline.json: {len(made):,} B")


if __name__ == "__main__":
    main()
