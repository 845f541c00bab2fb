"""Tables are made as docs/geography.md says, from a handful of invented points."""

from __future__ import annotations

from pwa.finder.geography.make_tables import (
    Nearby,
    Place,
    Point,
    outcode_rows,
    place_rows,
)

LEEDS, BRADFORD, ASHFORD = "E08000035", "E08000032", "E07000105"


def points(
    outcode: str, council: str, count: int, latitude: float, longitude: float = -1.5
) -> list[Point]:
    return [
        Point(outcode, latitude + step / 1000, longitude, council)
        for step in range(count)
    ]


def test_an_outcode_is_at_its_middle_with_the_councils_of_the_most_first() -> None:
    made = outcode_rows(
        points("ZZ1", BRADFORD, 3, 53.9) + points("ZZ1", LEEDS, 7, 53.8)
    )

    [[outcode, latitude, longitude, reach, councils]] = made
    assert (outcode, latitude, longitude) == ("ZZ1", "53.805", "-1.500")
    assert councils == f"{LEEDS}:0.700 {BRADFORD}:0.300"
    assert 10.0 < float(reach) < 11.0


def test_a_place_has_the_councils_around_it_and_its_county_beside_it() -> None:
    nearby = Nearby(points("ZZ1", ASHFORD, 9, 51.14, 0.87))

    [[name, _, shown, nation, *_, councils]] = place_rows(
        [Place("Ashford", 51.145, 0.87, 70_000, "ENG")], nearby
    )

    assert (name, shown, nation, councils) == ("Ashford", "Kent", "england", ASHFORD)


def test_a_place_far_from_any_house_has_the_council_of_the_nearest() -> None:
    nearby = Nearby(points("ZZ1", LEEDS, 1, 53.8))

    assert nearby.councils(53.85, -1.5, 1.0) == [LEEDS]
    assert nearby.councils(55.0, -1.5, 1.0) == []


def test_of_two_places_alike_the_larger_is_kept() -> None:
    nearby = Nearby(points("ZZ1", LEEDS, 9, 53.8))
    small = Place("Newtown", 53.801, -1.5, 600, "ENG")
    large = Place("Newtown", 53.802, -1.5, 9_000, "ENG")

    rows = place_rows([small, large], nearby)

    assert [row[6] for row in rows] == ["9000"]


def test_the_islands_have_no_council_of_ours() -> None:
    rows = place_rows([Place("Douglas", 54.15, -4.48, 26_000, "IM")], Nearby([]))

    assert rows[0][2:4] == ["Isle of Man", "crown-dependency"]
    assert rows[0][-1] == ""
