"""A rough line round the United Kingdom, 10 to 20 km out at sea.

It tells Dublin from Belfast and Calais from Dover, and takes in the Isle of Man; the
distance from the postcode says the rest. Drawn by hand for this use.
"""

from __future__ import annotations

LINE: tuple[tuple[float, float], ...] = (
    (49.70, -6.60), (49.80, -4.80), (50.00, -3.40), (50.35, -1.00), (50.60, 0.40),
    (50.80, 1.10), (51.05, 1.50), (51.50, 1.70), (52.00, 1.85), (52.50, 2.00),
    (53.15, 1.50), (53.40, 0.60), (53.80, 0.40), (54.30, 0.15), (54.80, -0.70),
    (55.50, -1.20), (55.90, -1.60), (56.20, -2.20), (57.20, -1.70), (57.55, -1.45),
    (57.95, -1.70), (58.20, -2.60), (58.90, -2.20), (59.70, -0.90), (60.40, -0.40),
    (61.00, -0.50), (61.00, -1.20), (60.20, -2.40), (59.55, -2.90), (59.00, -5.00),
    (58.70, -6.50), (58.00, -8.90), (57.60, -8.90), (56.65, -7.95), (56.20, -7.30),
    (55.55, -6.75), (55.40, -6.95), (55.28, -7.00), (55.08, -7.42), (54.75, -7.62),
    (54.72, -7.95), (54.45, -8.25), (54.15, -7.90), (54.02, -7.30), (54.15, -6.85),
    (54.00, -6.65), (53.99, -6.20), (53.95, -5.70), (54.00, -5.00), (53.40, -4.90),
    (53.15, -4.90), (52.75, -5.05), (51.95, -5.60), (51.60, -5.50), (51.15, -4.95),
    (50.60, -5.35), (50.20, -6.00), (50.05, -6.60),
)  # fmt: skip
"""Latitude and longitude, WGS 84, with the clock's opposite from Scilly."""


def is_in_the_uk(latitude: float, longitude: float) -> bool:
    """Whether the point lies inside the line. Finite numbers only."""
    is_inside = False
    for at, (north, east) in enumerate(LINE):
        north_before, east_before = LINE[at - 1]
        if (north > latitude) != (north_before > latitude):
            along = (latitude - north) / (north_before - north)
            if longitude < east + along * (east_before - east):
                is_inside = not is_inside
    return is_inside
