"""Open Referral, as JSON and as a folder of tables."""

from __future__ import annotations

import json
import zipfile
from datetime import date
from pathlib import Path

import pytest

from pwa.finder.importers.rows import ImportFileError
from pwa.finder.model import Phone
from tests.unit.finder.importers.reading import (
    FIXTURES,
    NAMES_OF_PEOPLE,
    listings_of,
    refused_fields,
    rows_of,
    week_of,
)

SERVICE = json.loads((FIXTURES / "oruk_service.json").read_text(encoding="utf-8"))


def test_a_service_at_two_places_is_two_listings() -> None:
    first, second = listings_of("oruk", "oruk_service.json")

    assert first.record == "00000000-0000-4000-8000-000000000007"
    assert (first.kind, first.organisation) == (
        "treatment",
        "Turnaround Fictional Trust",
    )
    assert first.location.postcode == "LS1 4AP"
    assert first.phones == (Phone("0113 496 0000", note="Open 9 to 5."),)
    assert first.email == "referrals@turnaround.example.org"
    assert (first.checked_on, first.source_updated_on) == (
        date(2026, 3, 1),
        date(2026, 3, 2),
    )
    assert second.location.name == "Beacon House"


def test_what_is_offered_is_what_is_said_and_not_what_is_denied() -> None:
    first, _ = listings_of("oruk", "oruk_service.json")

    assert first.summary == (
        "Help with heroin or alcohol. We give out naloxone & needles.\n"
        "We do not prescribe methadone."
    )
    assert first.offers == ("alcohol", "opioids", "naloxone", "needle-exchange")
    assert first.prescribes_naltrexone == "unknown"


def test_events_that_repeat_become_rows_of_a_week() -> None:
    first, second = listings_of("oruk", "oruk_service.json")

    assert week_of(first.hours) == [(1, 540, 1020), (2, 540, 1020)]
    assert {row.bank_holiday for row in first.hours} == {"closed"}
    assert [(row.weekday, row.weeks, row.every_weeks) for row in second.hours] == [
        (3, (1,), 1),
        (5, (-1,), 1),
        (4, (), 2),
    ]
    assert (second.hours[2].closes, second.hours[2].anchor) == (1500, date(2026, 1, 1))
    assert "words only" in second.notes


def test_nobody_is_named_in_what_open_referral_gives() -> None:
    found = [*rows_of("oruk", "oruk_service.json"), *rows_of("hsds-tabular", "hsds")]

    assert not any(name in repr(found) for name in NAMES_OF_PEOPLE)


@pytest.mark.parametrize(
    "held",
    [
        pytest.param({"contents": [SERVICE]}, id="a page"),
        pytest.param([{"contents": [SERVICE]}], id="a list of pages"),
        pytest.param([SERVICE], id="a list of services"),
    ],
)
def test_every_shape_gives_the_same(tmp_path: Path, held: object) -> None:
    (tmp_path / "x.json").write_text(json.dumps(held), encoding="utf-8")

    found = listings_of("oruk", tmp_path / "x.json")

    assert found == listings_of("oruk", "oruk_service.json")


def test_a_service_at_a_location_is_turned_round(tmp_path: Path) -> None:
    place = SERVICE["service_at_locations"][0]
    service = {
        name: SERVICE[name] for name in SERVICE if name != "service_at_locations"
    }
    held = place | {"service": service}
    (tmp_path / "x.json").write_text(json.dumps(held), encoding="utf-8")

    found = listings_of("oruk", tmp_path / "x.json")

    assert found == listings_of("oruk", "oruk_service.json")[:1]


@pytest.mark.parametrize(
    ("change", "field"),
    [
        pytest.param({"status": "sunk"}, "status", id="status"),
        pytest.param({"name": " "}, "name", id="name"),
        pytest.param({"minimum_age": "ten"}, "minimum_age", id="age"),
        pytest.param({"assured_date": "soon"}, "assured_date", id="date"),
        pytest.param(
            {"schedules": [{"byday": "MO", "opens_at": "25:99", "closes_at": "26:00"}]},
            "schedules",
            id="hours",
        ),
    ],
)
def test_a_service_with_a_fault_is_set_aside(
    tmp_path: Path, change: dict[str, object], field: str
) -> None:
    held = [SERVICE | {"service_at_locations": []} | change, SERVICE]
    (tmp_path / "x.json").write_text(json.dumps(held), encoding="utf-8")

    rows = rows_of("oruk", tmp_path / "x.json")

    assert refused_fields(rows) == [(1, field)]
    assert len(rows) == 3


def test_a_closed_service_is_closed(tmp_path: Path) -> None:
    held = [SERVICE | {"status": "defunct"}]
    (tmp_path / "x.json").write_text(json.dumps(held), encoding="utf-8")

    assert {each.status for each in listings_of("oruk", tmp_path / "x.json")} == {
        "closed"
    }


def test_json_that_is_no_service_is_refused(tmp_path: Path) -> None:
    (tmp_path / "x.json").write_text('{"hello": 1}', encoding="utf-8")

    with pytest.raises(ImportFileError, match="no service in this file"):
        rows_of("oruk", tmp_path / "x.json")


def test_a_folder_of_tables_is_joined() -> None:
    rows = rows_of("hsds-tabular", "hsds")

    listing = rows[0].listing
    assert listing is not None
    assert (listing.record, listing.kind) == ("x1", "needle-exchange")
    assert listing.location.lines == ("1 Lantern Row",)
    assert listing.phones == (Phone("0113 496 0000"),)
    assert week_of(listing.hours) == [(1, 540, 1020), (7, 540, 1020)]
    assert refused_fields(rows) == [(2, "status")]


def test_a_zip_of_the_tables_gives_the_same(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "hsds.zip", "w") as archive:
        for file in (FIXTURES / "hsds").iterdir():
            archive.write(file, f"../../package/{file.name}")

    found = rows_of("hsds-tabular", tmp_path / "hsds.zip")

    assert found == rows_of("hsds-tabular", "hsds")


def test_a_folder_without_its_tables_says_which_are_missing(tmp_path: Path) -> None:
    (tmp_path / "services.csv").write_text("id,name\n1,x\n", encoding="utf-8")

    with pytest.raises(ImportFileError, match=r"locations\.csv is missing"):
        rows_of("hsds-tabular", tmp_path)
