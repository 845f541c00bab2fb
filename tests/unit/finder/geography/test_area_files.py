"""The files of full postcodes are as docs/geography.md says, and whole or not there."""

from __future__ import annotations

import base64
import gzip
import hashlib
import json
from pathlib import Path

import pytest

from pwa.finder.geography.area_files import Unit, make_area_files, pack_area
from pwa.finder.geography.written import inward_number, number_of

FIXTURES = Path(__file__).parents[3] / "js" / "finder" / "fixtures"


def invented() -> list[Unit]:
    """The rows that the reader's tests have too."""
    rows = json.loads((FIXTURES / "area-zz.json").read_text("utf-8"))["postcodes"]
    return [
        Unit(
            postcode[:-2],
            inward_number(postcode[-3:]) % 400,
            round(latitude * 10_000),
            round(longitude * 10_000),
            council,
            is_live,
        )
        for postcode, (latitude, longitude, council, is_live) in sorted(
            rows.items(), key=lambda row: number_of(row[0])
        )
    ]


def test_the_bytes_are_those_that_the_phone_s_reader_is_tested_on() -> None:
    packed = pack_area("ZZ", invented())

    assert packed == (FIXTURES / "area-zz.bin").read_bytes()


def test_postcodes_too_far_apart_are_refused_and_not_bent() -> None:
    near = Unit("ZZ1 0", 0, 500_000, 0, "X00000001", True)
    far = Unit("ZZ1 0", 1, 590_000, 0, "X00000001", True)

    with pytest.raises(OverflowError, match="too far"):
        pack_area("ZZ", [near, far])


def test_the_list_names_each_file_with_its_weight_and_hash(tmp_path: Path) -> None:
    (tmp_path / "pc").mkdir()

    make_area_files([("ZZ", invented())], tmp_path)

    [area] = json.loads((tmp_path / "postcodes.json").read_text("utf-8"))["areas"]
    file = tmp_path / area["url"].removeprefix("/packs/")
    body = file.read_bytes()
    zipped = file.with_name(f"{file.name}.gz").read_bytes()
    digest = base64.b64encode(hashlib.sha256(body).digest()).decode()
    assert area["area"] == "ZZ"
    assert (area["length"], area["bytes"]) == (len(body), len(zipped))
    assert area["integrity"] == f"sha256-{digest}"
    assert gzip.decompress(zipped) == body
