"""Points with properties, under whatever names their publisher gave them."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from pwa.finder.importers.rows import ImportFileError
from tests.unit.finder.importers.reading import (
    NAMES_OF_PEOPLE,
    listings_of,
    refused_fields,
    rows_of,
)


def test_a_point_with_the_maps_own_tags_is_read() -> None:
    first, _ = listings_of("geojson", "places.geojson")

    assert (first.record, first.kind, first.offers) == (
        "node/1",
        "pharmacy",
        ("needle-exchange",),
    )
    assert first.location.lines == ("1 Lantern Row",)
    assert (first.location.latitude, first.location.longitude) == (53.796, -1.551)
    assert first.location.wheelchair == "limited"
    assert [each.number for each in first.phones] == ["0113 496 0000", "0113 496 0001"]
    assert [(row.weekday, row.weeks) for row in first.hours] == [
        (1, ()),
        (2, ()),
        (3, ()),
        (4, ()),
        (5, ()),
        (6, (1, -1)),
    ]
    assert {row.bank_holiday for row in first.hours} == {"closed"}
    assert first.checked_on == date(2026, 1, 2)


def test_properties_in_other_words_and_capitals_are_read() -> None:
    _, second = listings_of("geojson", "places.geojson")

    assert (second.record, second.name, second.kind) == ("7", "Turnaround", "treatment")
    assert second.location.lines == ("2 Lantern Row", "Leeds")
    assert second.location.postcode == "LS1 4AP"


def test_features_that_cannot_be_read_are_set_aside() -> None:
    rows = rows_of("geojson", "places.geojson")

    assert refused_fields(rows) == [
        (3, "geometry"),
        (4, "geometry"),
        (5, "hours"),
        (6, "id"),
    ]
    assert not any(name in repr(rows) for name in NAMES_OF_PEOPLE)


def test_coordinates_on_another_grid_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "x.geojson"
    path.write_text(
        '{"type": "FeatureCollection", "features": [], "crs": {"type": "name", '
        '"properties": {"name": "urn:ogc:def:crs:EPSG::27700"}}}',
        encoding="utf-8",
    )

    with pytest.raises(ImportFileError, match="WGS 84"):
        rows_of("geojson", path)
