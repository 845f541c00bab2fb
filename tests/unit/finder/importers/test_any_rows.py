"""Whatever a file holds, an importer gives rows or refuses the file: nothing else."""

from __future__ import annotations

import csv
import io
import json
import tempfile
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pwa.config import ROOT
from pwa.finder.importers import FORMATS
from pwa.finder.importers.rows import ImportFileError, Row
from pwa.finder.model import Source
from tests.unit.finder.importers.reading import FIXTURES

ODD = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(-(10**40), 10**40),
    st.floats(allow_nan=False, allow_infinity=False),
    st.text(max_size=30),
    st.lists(st.integers(0, 9), max_size=3),
    st.dictionaries(st.sampled_from(["id", "name", "byday"]), st.text(max_size=5)),
    st.sampled_from(
        ["25:99", "Mo-Fr 9-5", "0000-00-00", "<script>", "=1+1", "²", "١٢:٠٠", "1e999"]
    ),
)
JSON_FILES = {
    "bmlt": "bmlt.json",
    "cqc": "care_extract.json",
    "geojson": "places.geojson",
    "meeting-guide": "meeting_guide.json",
    "oruk": "oruk_service.json",
}
TABLES = {
    "cqc": FIXTURES / "care_directory.csv",
    "nhsbsa": FIXTURES / "consolidated_list.csv",
    "ods": FIXTURES / "edispensary.csv",
    "template": ROOT / "docs" / "finder-template.csv",
}


def read(format_key: str, held: bytes) -> list[Row]:
    with tempfile.NamedTemporaryFile() as file:
        file.write(held)
        file.flush()
        try:
            return list(FORMATS[format_key](Path(file.name), Source("s", "S")))
        except ImportFileError as error:
            assert str(error)
            return []


def check(rows: list[Row]) -> None:
    assert [row.number for row in rows] == sorted({row.number for row in rows})
    for row in rows:
        assert row.listing or row.problems
        assert all(isinstance(text, str) for text in row.raw.values())
        for problem in row.problems:
            assert problem.says.endswith(".")


def places_in(held: Any, path: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    inside = (
        held.items()
        if isinstance(held, dict)
        else enumerate(held)
        if isinstance(held, list)
        else ()
    )
    return [
        *([path] if path else []),
        *(place for key, value in inside for place in places_in(value, (*path, key))),
    ]


def with_change(held: Any, path: tuple[Any, ...], value: object) -> Any:
    if not path:
        return value
    copy = dict(held) if isinstance(held, dict) else list(held)
    copy[path[0]] = with_change(held[path[0]], path[1:], value)
    return copy


@pytest.mark.parametrize("format_key", JSON_FILES)
@settings(max_examples=120)
@given(data=st.data())
def test_a_changed_list_gives_rows_or_is_refused(
    format_key: str, data: st.DataObject
) -> None:
    path = FIXTURES / JSON_FILES[format_key]
    held = json.loads(path.read_text(encoding="utf-8"))
    place = data.draw(st.sampled_from(places_in(held)))

    changed = with_change(held, place, data.draw(ODD))

    check(read(format_key, json.dumps(changed).encode()))


@pytest.mark.parametrize("format_key", TABLES)
@settings(max_examples=80)
@given(data=st.data())
def test_a_changed_table_gives_rows_or_is_refused(
    format_key: str, data: st.DataObject
) -> None:
    text = TABLES[format_key].read_bytes().decode("latin-1")
    rows = [row for row in csv.reader(io.StringIO(text, newline="")) if row]
    at = data.draw(st.integers(0, len(rows) - 1))
    cell = data.draw(st.integers(0, len(rows[at]) - 1))
    rows[at][cell] = data.draw(st.text(max_size=40))
    out = io.StringIO(newline="")
    csv.writer(out).writerows(rows)

    check(read(format_key, out.getvalue().encode("utf-8", "replace")))


@pytest.mark.parametrize("format_key", ["ods", "cqc", "template", "bmlt", "oruk"])
@settings(max_examples=60)
@given(
    held=st.binary(max_size=200),
    prefix=st.sampled_from([b"", b"PK", b"[", b"\xff\xfe"]),
)
def test_any_bytes_give_rows_or_are_refused(
    format_key: str, held: bytes, prefix: bytes
) -> None:
    check(read(format_key, prefix + held))
