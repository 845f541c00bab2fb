"""Grid references to degrees, and distances between points."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pyproj import Transformer

EARTH_KM = 6371.0088
"""Mean radius, IUGG: https://doi.org/10.1007/s001900050278"""
KM_PER_DEGREE = EARTH_KM * math.pi / 180
SHARE = 0.9
"""Nine in ten: a radius holds so many, and a place's councils cover so many."""


@cache
def _transformer() -> Transformer:
    from pyproj import Transformer

    return Transformer.from_crs(27700, 4326, always_xy=True)


def to_degrees(
    eastings: Sequence[float], northings: Sequence[float]
) -> tuple[list[float], list[float]]:
    """Latitudes and longitudes (WGS 84) of points on the British grid, in metres."""
    longitudes, latitudes = _transformer().transform(list(eastings), list(northings))
    return list(latitudes), list(longitudes)


def distance_km(
    latitude: float, longitude: float, other_latitude: float, other_longitude: float
) -> float:
    """By the haversine formula."""
    north = math.radians(other_latitude - latitude) / 2
    east = math.radians(other_longitude - longitude) / 2
    chord = (
        math.sin(north) ** 2
        + math.cos(math.radians(latitude))
        * math.cos(math.radians(other_latitude))
        * math.sin(east) ** 2
    )
    return 2 * EARTH_KM * math.asin(min(1.0, math.sqrt(chord)))


def reach_km(distances: Iterable[float]) -> float:
    """The distance within which nine in ten lie."""
    ordered = sorted(distances)
    return ordered[min(len(ordered) - 1, int(len(ordered) * SHARE))]
