"""The registers of pharmacies and of treatment, in each layout they come in."""

from __future__ import annotations

import zipfile
from collections.abc import Sequence
from pathlib import Path

import openpyxl
import pytest

from pwa.finder.importers.rows import UNREADABLE, ImportFileError
from pwa.finder.model import Phone
from tests.unit.finder.importers.reading import (
    FIXTURES,
    NAMES_OF_PEOPLE,
    listings_of,
    refused_fields,
    rows_of,
    week_of,
)


def test_a_pharmacy_comes_with_its_code_address_and_number() -> None:
    first = listings_of("ods", "edispensary.csv")[0]

    assert (first.key, first.name, first.kind) == (
        "s/FZA01",
        "Lantern Pharmacy",
        "pharmacy",
    )
    assert first.location.lines == ("1 Lantern Row", "Example Quay", "Leeds")
    assert first.location.postcode == "LS1 4AP"
    assert first.phones == (Phone("0113 4960000"),)
    assert (first.checked_on, first.checked_how) == (None, "from the register")


def test_closed_and_not_yet_open_pharmacies_are_told_apart() -> None:
    found = listings_of("ods", "edispensary.csv")

    assert [each.status for each in found] == ["active", "closed", "paused"]
    assert found[1].name == "St. Elmo's Chemist"
    assert found[2].alert == "Listed as not open yet."


def test_a_bad_row_of_codes_does_not_hold_up_the_others() -> None:
    rows = rows_of("ods", "edispensary.csv")

    assert refused_fields(rows) == [(4, "subtype"), (5, "code"), (6, ""), (7, "status")]
    assert {problem.rule for row in rows for problem in row.problems} == {UNREADABLE}


def test_the_codes_are_read_from_the_zip_they_are_published_in(tmp_path: Path) -> None:
    path = tmp_path / "edispensary.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.write(FIXTURES / "edispensary.csv", "edispensary.csv")
        archive.writestr("edispensary.pdf", b"the description")

    assert rows_of("ods", path) == rows_of("ods", "edispensary.csv")


def test_weekly_hours_come_as_rows_even_where_a_colon_stands_for_a_comma() -> None:
    first = listings_of("nhsbsa", "consolidated_list.csv")[0]

    assert week_of(first.hours) == [
        (1, 510, 780),
        (1, 840, 1050),
        (2, 540, 780),
        (2, 840, 1080),
        (3, 540, 1020),
        (4, 540, 1020),
        (5, 480, 1440),
        (6, 1320, 1560),
    ]
    assert first.location.council == "E08000035"


def test_a_day_without_hours_is_not_a_closed_day() -> None:
    _, halfway, silent = listings_of("nhsbsa", "consolidated_list.csv")

    assert halfway.notes == "Hours not known for: Saturday."
    assert (silent.hours, silent.notes, silent.location.council) == ((), "", "")


def test_hours_that_cannot_be_read_set_the_pharmacy_aside() -> None:
    rows = rows_of("nhsbsa", "consolidated_list.csv")

    assert refused_fields(rows) == [(4, "hours"), (5, "hours")]
    assert rows[3].problems[0].says == ("Monday: “9-5” is not of the form 09:00-17:00.")


def test_the_publishers_own_columns_are_read_and_the_owners_name_is_not() -> None:
    rows = rows_of("nhsbsa", "consolidated_list_raw.csv")

    assert rows[0].listing is not None
    assert rows[0].listing.location.lines == ("1 Lantern Row", "Example Quay", "Leeds")
    assert week_of(rows[0].listing.hours) == [(1, 540, 1020)]
    assert refused_fields(rows) == [(2, "contract")]
    assert not any(name in repr(rows) for name in NAMES_OF_PEOPLE)


def test_only_services_for_substance_misuse_are_taken() -> None:
    rows = rows_of("cqc", "care_directory.csv")

    assert [row.number for row in rows] == [1, 3, 4, 5, 6, 7]
    first = rows[0].listing
    assert first is not None
    assert (first.name, first.record, first.kind) == (
        "Café Turnaround",
        "1-990000001",
        "treatment",
    )
    assert first.url == "https://www.turnaround.example.org"
    assert first.for_whom == "Registered for adults under 65."
    assert first.summary == (
        "Help in the community with drug or alcohol use. "
        "Treatment where people stay, for drug or alcohol use."
    )
    assert (first.checked_on, first.offers) == (None, ())


def test_prisons_and_stopping_smoking_wait_for_a_person() -> None:
    rows = rows_of("cqc", "care_directory.csv")

    assert refused_fields(rows) == [(3, "types"), (4, "name"), (5, "types"), (6, "id")]


def test_an_owner_who_is_one_person_is_not_named() -> None:
    rows = rows_of("cqc", "care_directory.csv")

    last = rows[-1].listing
    assert last is not None and last.organisation == ""
    assert last.url == "javascript:alert(1)"  # for validation to refuse
    assert not any(name in repr(rows) for name in NAMES_OF_PEOPLE)


def test_the_extract_of_the_care_directory_gives_the_same_listing() -> None:
    rows = rows_of("cqc", "care_extract.json")

    assert [row.number for row in rows] == [1]
    assert rows[0].listing is not None
    assert rows[0].listing.name == "Turnaround & Co"
    assert rows[0].listing.record == "1-990000001"


LOCATIONS_HEADER = [
    "Location ID",
    "Location HSCA start date",
    "Dormant (Y/N)",
    "Location Name",
    "Registered manager",
    "Location Web Address",
    "Location Telephone Number",
    "Location Street Address",
    "Location City",
    "Location Postal Code",
    "Location Latitude",
    "Location Longitude",
    "Provider Name",
    "Service type - Community based services for people who misuse substances",
    "Service type - Residential substance misuse treatment and/or "
    "rehabilitation service",
    "Service type - Dental service",
]
LOCATION = [
    "1-990000001",
    "2020-01-01",
    "N",
    "Turnaround",
    "Bloggs, Jo",
    "",
    "01134960000",
    "1 Lantern Row",
    "Leeds",
    "LS1 4AP",
    53.796,
    -1.551,
    "Turnaround Fictional Trust",
    "Y",
    "",
    "",
]
DENTIST = ["1-990000002", *LOCATION[1:13], "", "", "Y"]


def test_the_workbook_of_locations_is_read_below_its_notes(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    assert book.active is not None
    book.active.title = "README"
    book.active.append(["What this is"])
    sheet = book.create_sheet("HSCA_Active_Locations")
    for _ in range(6):
        sheet.append(["A note"])
    for row in (LOCATIONS_HEADER, LOCATION, DENTIST):
        sheet.append(row)
    book.create_sheet("After").append(["1-990000009", "not a row of data"])
    book.save(tmp_path / "locations.xlsx")

    rows = rows_of("cqc", tmp_path / "locations.xlsx")

    assert len(rows) == 1 and rows[0].listing is not None
    assert rows[0].listing.location.latitude == pytest.approx(53.796)
    assert rows[0].listing.phones == (Phone("01134960000"),)
    assert not any(name in repr(rows) for name in NAMES_OF_PEOPLE)


def test_the_same_workbook_as_open_document_is_read_too(tmp_path: Path) -> None:
    def row_xml(cells: Sequence[object]) -> str:
        inside = "".join(
            f'<table:table-cell office:value-type="string"><text:p>{each}</text:p>'
            "</table:table-cell>"
            for each in cells
        )
        return f"<table:table-row>{inside}</table:table-row>"

    space = "urn:oasis:names:tc:opendocument:xmlns"
    body = "".join(row_xml(each) for each in (LOCATIONS_HEADER, LOCATION, DENTIST))
    with zipfile.ZipFile(tmp_path / "locations.ods", "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("META-INF/manifest.xml", "<manifest/>")
        archive.writestr(
            "content.xml",
            f'<office:document-content xmlns:office="{space}:office:1.0" '
            f'xmlns:table="{space}:table:1.0" xmlns:text="{space}:text:1.0">'
            '<office:body><office:spreadsheet><table:table table:name="Locations">'
            f"{body}</table:table></office:spreadsheet></office:body>"
            "</office:document-content>",
        )

    rows = rows_of("cqc", tmp_path / "locations.ods")

    assert [row.listing and row.listing.name for row in rows] == ["Turnaround"]


def test_a_table_of_something_else_is_named_as_such(tmp_path: Path) -> None:
    (tmp_path / "other.csv").write_text("a,b\n1,2\n", encoding="utf-8")

    with pytest.raises(ImportFileError, match="No header row with the column “id”"):
        rows_of("cqc", tmp_path / "other.csv")
    with pytest.raises(ImportFileError, match="27 and no header"):
        rows_of("ods", tmp_path / "other.csv")
