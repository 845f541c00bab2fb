"""The server's list of postcodes: made whole from the package, or not at all."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import brotli
import msgpack
import pytest

from pwa.finder.geography import live, package
from pwa.finder.geography.errors import GeographyError
from pwa.finder.geography.postcodes import Postcodes, make_cache

EDITION = "2099.1 0000"
ROWS = [
    # Seven characters wide, as the directory has it, and in no order.
    ("ZZ1 0AB", "X00000001", 400010.0, 300000.0),
    ("ZZ1 0AA", "X00000001", 400000.0, 300000.0),
    ("ZZ1A0AA", "X00000002", 400200.0, 300300.0),
    ("Z1  0AA", "X00000002", 410000.0, 310000.0),
    ("ZZ1 0AD", "X00000001", float("nan"), float("nan")),
    ("BT1 1AA", "N09000003", 333000.0, 374000.0),
    ("NPT 1AA", "X00000001", 400000.0, 300000.0),
]


def packed(rows: list[tuple[str, str, float, float]]) -> bytes:
    """A file as the package has it."""
    names = ("pcd", "laua", "oseast1m", "osnrth1m")
    data = dict(zip(names, map(list, zip(*rows, strict=True)), strict=True))
    table: dict[str, Any] = {"columns": list(names), "data": data}
    body: bytes = brotli.compress(msgpack.packb(table), quality=1)
    return body


@pytest.fixture
def source(tmp_path: Path) -> Path:
    folder = tmp_path / "package"
    folder.mkdir()
    (folder / "postcodes_Z.msgpack.br").write_bytes(packed(ROWS))
    return folder


def cache(source: Path, tmp_path: Path, bits: list[bool]) -> Path:
    (tmp_path / "live.bin").write_bytes(live.pack_live(EDITION, bits))
    file = tmp_path / "cache" / "postcodes.bin"
    make_cache(source, EDITION, file, tmp_path / "live.bin")
    return file


def test_a_postcode_has_its_point_its_council_and_whether_it_is_live(
    source: Path, tmp_path: Path
) -> None:
    # By number: Z1, then ZZ1 0AA and 0AB, then ZZ1A.
    file = cache(source, tmp_path, [True, True, False, True])

    with Postcodes(file) as postcodes:
        found = {text: postcodes.find(text) for text in ("zz1 0aa", "ZZ10AB", "Z1 0AA")}

    first, second, third = found.values()
    assert first and second and third
    # An easting of 400 km is the grid's own meridian, two degrees west.
    assert (first.latitude, first.longitude) == pytest.approx(
        (52.5977, -2.0013), abs=1e-3
    )
    assert (first.postcode, first.council, first.is_live) == (
        "ZZ1 0AA",
        "X00000001",
        True,
    )
    assert not second.is_live
    assert third.council == "X00000002"


@pytest.mark.parametrize("text", ["ZZ1 0AD", "ZZ1 0AE", "NPT 1AA", "GIR 0AA", "hello"])
def test_what_has_no_place_or_never_was_is_not_found(
    source: Path, tmp_path: Path, text: str
) -> None:
    with Postcodes(cache(source, tmp_path, [True] * 4)) as postcodes:
        assert postcodes.find(text) is None


def test_northern_ireland_and_the_islands_are_known_by_outcode_only(
    source: Path, tmp_path: Path
) -> None:
    with Postcodes(cache(source, tmp_path, [True] * 4)) as postcodes:
        belfast = postcodes.find("bt1 1aa")
        jersey = postcodes.find("JE2 3AB")
        nowhere = postcodes.find("BT99 1AA")

    assert belfast and belfast.precision == "outcode"
    assert belfast.council == "N09000003"
    assert jersey and jersey.council == ""
    assert nowhere is None


def test_a_damaged_package_leaves_no_list_behind(source: Path, tmp_path: Path) -> None:
    whole = (source / "postcodes_Z.msgpack.br").read_bytes()
    (source / "postcodes_Z.msgpack.br").write_bytes(whole[:-5])

    with pytest.raises(GeographyError):
        cache(source, tmp_path, [True] * 4)

    assert not list((tmp_path / "cache").glob("*"))


def test_a_live_list_of_another_edition_is_refused(
    source: Path, tmp_path: Path
) -> None:
    with pytest.raises(GeographyError, match="bits"):
        cache(source, tmp_path, [True] * 5)
    with pytest.raises(GeographyError, match="make_tables"):
        live.read_live("2098.1 0000", tmp_path / "live.bin")


def test_a_list_cut_short_is_refused(source: Path, tmp_path: Path) -> None:
    file = cache(source, tmp_path, [True] * 4)
    file.write_bytes(file.read_bytes()[:-1])

    with pytest.raises(GeographyError, match="no list"):
        Postcodes(file)


def test_the_committed_live_list_is_of_the_package_that_is_installed() -> None:
    edition = package.package_edition(package.package_folder())

    head = live.FILE.read_bytes().partition(b"\n")[0].decode()

    assert head.startswith(f"{edition} ")
