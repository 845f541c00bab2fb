"""GeoJSON and Open Referral UK files: whole, credited, and read by our own import."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from pwa.finder.exports.features import features
from pwa.finder.exports.services import services
from pwa.finder.importers.geojson import read_geojson
from pwa.finder.importers.oruk import read_oruk
from pwa.finder.model import Listing
from tests.unit.finder.oruk.made_up import (
    ALL,
    COUNCILS,
    DAY,
    HIDDEN,
    SOURCE,
    TREATMENT,
)
from tests.unit.finder.oruk.schemas import faults_by_ours

PAIRS = [(each, SOURCE) for each in ALL]


def as_geojson(*, is_one: bool = True) -> Any:
    return json.loads("".join(features(PAIRS, [SOURCE], is_one=is_one)))


def as_oruk() -> Any:
    return json.loads("".join(services(PAIRS, len(PAIRS), COUNCILS, DAY)))


def test_every_listing_is_a_feature_with_its_licence() -> None:
    found = as_geojson(is_one=False)

    assert [each["id"] for each in found["features"]] == [each.key for each in ALL]
    assert found["sources"][0]["attribution"] == "Contains nothing real."
    for each in found["features"]:
        assert each["properties"]["licence"] == "OGL-3.0"


def test_a_point_is_longitude_before_latitude() -> None:
    [feature] = [each for each in as_geojson()["features"] if each["id"] == "T1"]

    assert feature["geometry"] == {"type": "Point", "coordinates": [-1.55, 53.8]}
    assert feature["properties"]["phone"] == "0113 496 0000"
    assert feature["properties"]["phone_not_confirmed"] == "07700 900123"


def test_a_confidential_place_is_on_no_map() -> None:
    [feature] = [each for each in as_geojson()["features"] if each["id"] == "H1"]

    assert feature["geometry"] is None
    assert "ecret" not in json.dumps(feature)
    assert "ecret" not in json.dumps(as_oruk())
    assert feature["properties"]["address_is_confidential"] is True


def test_a_file_of_services_is_one_valid_page() -> None:
    page = as_oruk()

    assert (page["total_items"], page["size"], page["empty"]) == (5, 5, False)
    faults = faults_by_ours("service")
    assert [faults(each) for each in page["contents"]] == [[]] * len(ALL)


def test_no_listing_is_a_whole_file_too() -> None:
    assert json.loads("".join(services([], 0, COUNCILS, DAY)))["empty"] is True
    assert json.loads("".join(features([], [], is_one=False)))["features"] == []


def test_our_own_import_reads_the_files(tmp_path: Path) -> None:
    file = tmp_path / "file.json"

    file.write_text(json.dumps(as_geojson()), encoding="utf-8")
    from_geojson = [each.listing for each in read_geojson(file, SOURCE)]
    file.write_text(json.dumps(as_oruk()), encoding="utf-8")
    from_oruk = [each.listing for each in read_oruk(file, SOURCE)]

    for found in (from_geojson, from_oruk):
        assert [each and each.name for each in found] == [each.name for each in ALL]
        first = found[0]
        assert isinstance(first, Listing)
        assert first.location.postcode == TREATMENT.location.postcode
        assert first.location.latitude == TREATMENT.location.latitude
        assert first.checked_on == TREATMENT.checked_on
        assert first.phones[0].number == TREATMENT.phones[0].number
        hidden = found[2]
        assert hidden and hidden.name == HIDDEN.name
        assert hidden.location.lines == ()
    # Times are kept in Open Referral; what they are for is not.
    times = {(row.weekday, row.opens, row.closes) for row in TREATMENT.hours}
    assert from_oruk[0]
    assert {(row.weekday, row.opens, row.closes) for row in from_oruk[0].hours} == times
