"""A file that cannot be the right one is refused, with what to do about it."""

from __future__ import annotations

import struct
import zipfile
import zlib
from contextlib import nullcontext
from pathlib import Path

import pytest

from pwa.finder.importers import FORMATS
from pwa.finder.importers import zips as zips_module
from pwa.finder.importers.rows import ImportFileError
from tests.unit.finder.importers.reading import FIXTURES, rows_of

BAD_FILES: dict[str, bytes] = {
    "empty": b"",
    "blank": b" \n \n",
    "a web page": b"<!doctype html><title>Not found</title>",
    "a picture": b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR",
    "half a JSON": b'[{"slug": "a", "name": "A"',
    "JSON of numbers": b"[1, 2",
    "not UTF-8": b'[{"name": "caf\xe9"}]',
    "deep JSON": b"[" * 100_000,
    "a number that is none": b'{"contents": [NaN]}',
    "a long line": b"a,b,c," * 2_000_000,
    "a broken zip": b"PK\x03\x04 and then nothing",
    "a table of something else": b"colour,shape\r\nred,round\r\n",
}


@pytest.mark.parametrize("name", BAD_FILES)
@pytest.mark.parametrize("format_key", FORMATS)
def test_a_file_of_another_kind_is_refused_with_advice(
    tmp_path: Path, format_key: str, name: str
) -> None:
    path = tmp_path / "file"
    path.write_bytes(BAD_FILES[name])

    with pytest.raises(ImportFileError) as caught:
        rows_of(format_key, path)

    assert str(caught.value).endswith(".")
    assert len(str(caught.value)) > 20


@pytest.mark.parametrize("format_key", FORMATS)
def test_a_file_that_is_not_there_is_named(tmp_path: Path, format_key: str) -> None:
    with pytest.raises(ImportFileError, match=r"nothing\.csv"):
        rows_of(format_key, tmp_path / "nothing.csv")


@pytest.mark.parametrize(
    ("format_key", "name"),
    [
        ("ods", "edispensary.csv"),
        ("nhsbsa", "consolidated_list.csv"),
        ("cqc", "care_directory.csv"),
        ("bmlt", "bmlt.json"),
        ("oruk", "oruk_service.json"),
    ],
)
def test_a_file_cut_short_is_noticed(
    tmp_path: Path, format_key: str, name: str
) -> None:
    path = tmp_path / "cut"
    path.write_bytes((FIXTURES / name).read_bytes()[:-60])

    with pytest.raises(ImportFileError, match=r"cut short|in the middle of a row"):
        rows_of(format_key, path)


def test_a_zip_that_swells_is_not_opened(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(zips_module, "MAX_INSIDE_BYTES", 1_000_000)
    path = tmp_path / "bomb.xlsx"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("xl/sheet.xml", b"0" * 5_000_000)

    assert path.stat().st_size < 50_000
    for format_key in ("template", "cqc", "hsds-tabular", "ods"):
        with pytest.raises(ImportFileError, match="far larger than a register"):
            rows_of(format_key, path)


@pytest.mark.parametrize("stated", [0, 10, 999_999])
def test_a_zip_that_lies_about_its_sizes_is_not_opened(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, stated: int
) -> None:
    monkeypatch.setattr(zips_module, "MAX_INSIDE_BYTES", 1_000_000)
    path = tmp_path / "liar.xlsx"
    body = b"0" * 5_000_000
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("xl/sheet.xml", body)
    # What a reader that believes it would see adds up: size and sum of the first bytes.
    whole, true = path.read_bytes(), struct.pack("<I", len(body))
    believed = whole.replace(true, struct.pack("<I", stated)).replace(
        struct.pack("<I", zlib.crc32(body)),
        struct.pack("<I", zlib.crc32(body[:stated])),
    )
    assert believed.count(struct.pack("<I", zlib.crc32(body[:stated]))) >= 2
    path.write_bytes(believed)
    with zipfile.ZipFile(path) as archive:
        assert len(archive.read("xl/sheet.xml")) == stated

    for format_key in ("template", "cqc", "hsds-tabular", "ods"):
        with pytest.raises(ImportFileError, match=r"far larger|damaged"):
            rows_of(format_key, path)


@pytest.mark.parametrize("limit", [0, 99, 100, 101, 5_000])
@pytest.mark.parametrize("kind", [zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED])
def test_what_is_in_a_zip_is_counted_to_the_byte(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, kind: int, limit: int
) -> None:
    monkeypatch.setattr(zips_module, "MAX_INSIDE_BYTES", limit)
    path = tmp_path / "a.zip"
    with zipfile.ZipFile(path, "w", kind) as archive:
        archive.writestr("a.csv", "x" * 60)
        archive.writestr("b.csv", "y" * 40)
    refused = nullcontext() if limit >= 100 else pytest.raises(ImportFileError)

    with refused, zips_module.opened(path) as opened:
        assert len(opened.namelist()) == 2


def test_a_zip_that_python_would_swell_at_once_is_not_opened(tmp_path: Path) -> None:
    path = tmp_path / "packed.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_BZIP2) as archive:
        archive.writestr("table.csv", "0" * 1000)

    with (
        pytest.raises(ImportFileError, match="Unpack it"),
        zips_module.opened(path),
    ):
        pass


def test_a_zip_of_several_tables_asks_which(tmp_path: Path) -> None:
    path = tmp_path / "two.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("a.csv", "x")
        archive.writestr("b.csv", "x")

    with pytest.raises(ImportFileError, match="2 files"):
        rows_of("template", path)


def test_a_quote_that_is_never_closed_costs_its_own_rows_only(tmp_path: Path) -> None:
    path = tmp_path / "t.csv"
    path.write_text(
        'record,name,kind\na,"One" more,other\nb,Two,other\n', encoding="utf-8"
    )

    rows = rows_of("template", path)

    assert [bool(row.problems) for row in rows] == [True, False]
