"""The tables that phones keep: small, whole, naming only councils that there are."""

from __future__ import annotations

import gzip
import json
from collections import Counter
from typing import Any

import pytest

from pwa.errors import ContentError
from pwa.finder.geography import DEVICE_FILES, device_file
from pwa.finder.geography.councils import (
    COUNCILS,
    council_by_slug,
    read_councils,
    with_upper,
)

BUDGET_BYTES = 130_000


@pytest.fixture(scope="module")
def tables() -> dict[str, Any]:
    return {name: json.loads(device_file(name)) for name in DEVICE_FILES}


def test_together_they_stay_within_what_a_phone_fetches_at_first() -> None:
    packed = [
        len(gzip.compress(device_file(name).encode(), 9)) for name in DEVICE_FILES
    ]

    assert sum(packed) <= BUDGET_BYTES


@pytest.mark.parametrize(
    ("name", "many", "columns"),
    [
        ("outcodes.json", "outcodes", ["latitudes", "longitudes", "radii"]),
        ("places.json", "names", ["latitudes", "longitudes", "sizes"]),
    ],
)
def test_every_row_has_all_its_columns(
    tables: dict[str, Any], name: str, many: str, columns: list[str]
) -> None:
    table = tables[name]
    rows = table[many].split("|" if name == "places.json" else " ")

    assert {len(table[column]) for column in columns} == {len(rows)}
    assert len(table["councilsOf"].split(" ")) == len(rows)
    assert all(49_000 < latitude < 61_000 for latitude in table["latitudes"])
    assert all(-8_700 < longitude < 1_800 for longitude in table["longitudes"])


def test_every_council_named_is_one_that_has_a_name(tables: dict[str, Any]) -> None:
    for name in ("outcodes.json", "places.json"):
        named = set(tables[name]["councils"]) - {"IM", "JE", "GG"}
        assert named <= COUNCILS.keys()


def test_every_district_has_an_outcode_and_so_can_be_found(
    tables: dict[str, Any],
) -> None:
    districts = {code for code in COUNCILS if not code.startswith("E10")}

    assert set(tables["outcodes.json"]["councils"]) == districts


def test_there_are_as_many_councils_as_each_nation_has() -> None:
    counts = Counter(code[:3] for code in COUNCILS)

    # As in the directory of November 2025; two-tier counties are 21 since 2023.
    assert counts == {
        "E06": 63,
        "E07": 164,
        "E08": 36,
        "E09": 33,
        "E10": 21,
        "N09": 11,
        "S12": 32,
        "W06": 22,
    }


def test_boards_are_as_many_as_each_nation_has() -> None:
    boards = {
        nation: {c.board for c in COUNCILS.values() if c.nation == nation}
        for nation in ("wales", "scotland", "northern-ireland", "england")
    }
    trusts = {
        part
        for board in boards["northern-ireland"]
        for part in board.removesuffix(" Health and Social Care Trust").split(" or ")
    }

    assert len(boards["wales"]) == 7
    assert len(boards["scotland"]) == 14
    assert trusts == {"Belfast", "Northern", "South Eastern", "Southern", "Western"}
    assert boards["england"] == {""}


def test_a_district_of_two_tiers_has_its_county_and_no_other_has_one() -> None:
    ashford = council_by_slug("ashford")

    assert ashford
    assert with_upper(ashford.code) == ("E07000105", "E10000016")
    assert COUNCILS["E10000016"].name == "Kent"
    assert with_upper("E08000035") == ("E08000035",)
    assert {c.code[:3] for c in COUNCILS.values() if c.upper} == {"E07"}


@pytest.mark.parametrize(
    ("changed", "fault"),
    [
        ({"nation": "cornwall"}, "no such nation"),
        ({"upper": "E10000099"}, "E10000099"),
        ({"slug": "kent"}, "twice"),
    ],
)
def test_a_faulty_list_of_councils_is_refused_by_name(
    changed: dict[str, str], fault: str
) -> None:
    row = {"code": "E07000105", "name": "Ashford", "slug": "ashford"}
    row |= {"nation": "england", "board": "", "upper": "E10000016"}
    kent = row | {"code": "E10000016", "name": "Kent", "slug": "kent", "upper": ""}

    assert read_councils([row, kent])["E07000105"].upper == "E10000016"
    with pytest.raises(ContentError, match=fault):
        read_councils([row | changed, kent])
