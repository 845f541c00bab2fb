"""Our own table, as people fill it in."""

from __future__ import annotations

import csv
from datetime import date
from pathlib import Path

import openpyxl
import pytest

from pwa.config import ROOT
from pwa.finder.importers.template_columns import COLUMNS
from tests.unit.finder.importers.reading import listings_of, rows_of, week_of

EXAMPLE = ROOT / "docs" / "finder-template.csv"
NEEDED = {"record": "a-1", "name": "Lantern", "kind": "treatment"}


def table(path: Path, *rows: dict[str, str], delimiter: str = ",") -> Path:
    names = list(dict.fromkeys(name for row in rows for name in row))
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, names, delimiter=delimiter)
        writer.writeheader()
        writer.writerows(rows)
    return path


def test_the_example_has_every_column_and_can_be_imported() -> None:
    with EXAMPLE.open(encoding="utf-8", newline="") as file:
        _, header, _ = csv.reader(file)
    (listing,) = listings_of("template", EXAMPLE)

    assert header == list(COLUMNS)
    assert listing.councils == ("E08000035",)
    assert listing.self_referral == "yes"
    assert [row.purpose for row in listing.hours] == ["open"] * 5 + ["drop-in"]
    assert (listing.checked_on, listing.verify_by) == (
        date(2026, 11, 2),
        date(2027, 5, 2),
    )


def test_a_workbook_gives_what_the_same_text_gives(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    with EXAMPLE.open(encoding="utf-8", newline="") as file:
        for row in csv.reader(file):
            sheet.append(row)
    column = list(COLUMNS).index("checked_on") + 1
    sheet.cell(3, column).value = date(2026, 11, 2)
    sheet.cell(3, list(COLUMNS).index("minimum_age") + 1).value = 18
    book.save(tmp_path / "services.xlsx")

    found = listings_of("template", tmp_path / "services.xlsx")

    assert found == listings_of("template", EXAMPLE)


@pytest.mark.parametrize(
    ("encoding", "delimiter"),
    [
        pytest.param("utf-8", ",", id="plain"),
        pytest.param("utf-8-sig", ";", id="saved by a spreadsheet in Europe"),
        pytest.param("cp1252", ",", id="saved by an old spreadsheet"),
        pytest.param("utf-16", "\t", id="saved as Unicode text"),
    ],
)
def test_any_usual_encoding_and_delimiter_is_read(
    tmp_path: Path, encoding: str, delimiter: str
) -> None:
    row = NEEDED | {"name": "Café Tŷ" if "utf" in encoding else "Café – open"}
    path = table(tmp_path / "t.csv", row, delimiter=delimiter)
    path.write_text(path.read_text(encoding="utf-8"), encoding=encoding)

    (listing,) = listings_of("template", path)

    assert listing.name == row["name"]


def test_everything_wrong_in_a_row_is_said_at_once(tmp_path: Path) -> None:
    bad = NEEDED | {
        "kind": "rehab",
        "self_referral": "perhaps",
        "councils": "Leeds|Atlantis",
        "minimum_age": "eighteen",
        "checked_on": "31/02/2026",
        "hours": "Mo-Fr 9-5",
        "latitude": "north",
        "longitude": "1",
    }
    path = table(tmp_path / "t.csv", bad, NEEDED | {"record": "a-2"})

    rows = rows_of("template", path)

    assert {problem.field for problem in rows[0].problems} == {
        "kind",
        "self_referral",
        "councils",
        "minimum_age",
        "checked_on",
        "hours",
        "latitude",
    }
    assert rows[0].listing is None
    assert rows[1].listing is not None and not rows[1].problems


def test_a_council_is_known_by_its_name_or_its_code(tmp_path: Path) -> None:
    row = NEEDED | {
        "councils": "Leeds | E06000001|Bristol, City of",
        "council": "leeds",
    }

    (listing,) = listings_of("template", table(tmp_path / "t.csv", row))

    assert listing.councils == ("E08000035", "E06000001", "E06000023")
    assert listing.location.council == "E08000035"


def test_naltrexone_is_said_only_with_the_day_it_was_asked(tmp_path: Path) -> None:
    offered = NEEDED | {"prescribes_naltrexone": "yes", "offers": "naltrexone|detox"}
    path = table(
        tmp_path / "t.csv",
        offered | {"naltrexone_checked_on": ""},
        offered | {"record": "a-2", "naltrexone_checked_on": "2026-11-02"},
    )

    undated, dated = listings_of("template", path)

    assert (undated.prescribes_naltrexone, undated.offers) == ("unknown", ("detox",))
    assert (dated.prescribes_naltrexone, dated.offers) == (
        "yes",
        ("naltrexone", "detox"),
    )


def test_a_confidential_address_is_not_kept_at_all(tmp_path: Path) -> None:
    row = NEEDED | {
        "withhold_address": "yes",
        "address_1": "1 Hidden Row",
        "postcode": "LS1 4AP",
        "latitude": "53.8",
        "longitude": "-1.5",
        "directions": "Behind the church",
        "council": "E08000035",
    }

    (found,) = rows_of("template", table(tmp_path / "t.csv", row))

    assert found.listing is not None
    assert found.listing.location.is_withheld
    assert found.listing.location.council == "E08000035"
    for secret in ("Hidden", "LS1", "53.8", "church"):
        assert secret not in repr(found)


def test_a_meeting_keeps_the_week_of_the_month_and_loses_the_password(
    tmp_path: Path,
) -> None:
    row = NEEDED | {
        "kind": "mutual-aid",
        "fellowship": "smart",
        "venue": "hybrid",
        "join_url": "https://zoom.us/j/000000?pwd=SECRET",
        "meeting_hours": "Mo[-1] 19:00-20:30",
        "email": "jo.bloggs@example.org",
    }

    (found,) = rows_of("template", table(tmp_path / "t.csv", row))

    assert found.listing is not None and found.listing.meeting is not None
    assert found.listing.meeting.fellowship == "SMART"
    assert found.listing.meeting.join_url == "https://zoom.us/j/000000"
    assert week_of(found.listing.hours) == [(1, 1140, 1230)]
    assert found.listing.hours[0].weeks == (-1,)
    assert "SECRET" not in repr(found) and "bloggs" not in repr(found)
