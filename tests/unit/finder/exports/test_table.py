"""The table for others: read back it is the same, and no cell of it can be run."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pwa.finder.exports.table import left_out, table
from pwa.finder.formula_guard import guarded, unguarded
from pwa.finder.importers.template import read_template
from pwa.finder.model import Hours, Listing, Phone
from tests.unit.finder.oruk.made_up import ALL, HIDDEN, SOURCE, TREATMENT

TEMPLATE = """\
record,name,kind,summary,offers,prescribes_naltrexone,naltrexone_checked_on,phone,\
phone_note,second_phone,text_number,url,address_1,address_2,town,postcode,latitude,\
longitude,council,nation,wheelchair,hours,drop_in_hours,checked_on,checked_how,verify_by
A1,"=SUM(A1)","treatment","+44 or -1
@home",naltrexone|detox,yes,2026-11-01,0113 496 0000,'Tis mornings,01632 960001,\
07700 900123,https://example.org/,1 Nowhere Street,Floor 2,Leeds,LS1 4AP,53.8,-1.55,\
E08000035,england,limited,"Mo-Fr 09:00-17:00; Th 09:00-19:00; PH off",Tu 10:00-12:00,\
2026-11-02,rang,2027-05-02
"""
MEETINGS = """\
record;name;kind;fellowship;venue;open_to;formats;join_url;meeting_hours;substances;\
languages;minimum_age;gender;cost;self_referral;residents_only;nations;councils;status
M1;-minus;mutual-aid;NA;hybrid;anyone;Newcomers|Step;https://example.org/j;\
Tu[1,-1] 19:00-20:30;any;en|cy;18;women;free;yes;no;wales|england;E08000035;paused
M2;Plain;mutual-aid;Al-Anon;;;;;;;;;;;;;;;
"""
WITHHELD = """\
record,name,kind,phone,withhold_address,council,address_1,directions
W1,Hidden House,family,01632 960001,yes,E08000035,9 Secret Road,Secret path
"""


def read(text: str, folder: Path) -> list[Listing]:
    file = folder / "table.csv"
    file.write_text(text, encoding="utf-8", newline="")
    rows = list(read_template(file, SOURCE))
    assert [each.problems for each in rows] == [()] * len(rows)
    return [each.listing for each in rows if each.listing]


def written(listings: Iterable[Listing], *, is_one: bool = True) -> str:
    return "".join(table(((each, SOURCE) for each in listings), is_one=is_one))


@pytest.mark.parametrize("template", [TEMPLATE, MEETINGS, WITHHELD])
def test_a_template_comes_back_as_the_same_listings(
    tmp_path: Path, template: str
) -> None:
    listings = read(template, tmp_path)

    again = read(written(listings), tmp_path)

    assert listings
    assert again == listings


def test_no_cell_can_be_run_as_a_formula(tmp_path: Path) -> None:
    hostile = [
        replace(TREATMENT, name=f"{start}cmd|' /C calc'!A0", summary=f"{start}1+1")
        for start in ("=", "+", "-", "@", "\t", "\r", "\uff1d", "'=")
    ]

    rows = list(csv.reader(io.StringIO(written(hostile).removeprefix("\ufeff"))))

    assert len(rows) == len(hostile) + 1
    for cell in (cell for row in rows for cell in row):
        is_number = cell.replace(".", "").lstrip("-").isdigit()
        assert is_number or not cell.startswith(
            ("=", "+", "-", "@", "\t", "\r", "\uff1d")
        )


@given(st.text())
def test_a_guarded_cell_is_harmless_and_comes_back(text: str) -> None:
    cell = guarded(text)

    assert unguarded(cell) == text
    assert cell[:1] not in tuple("=@\t\r\n")
    assert cell[:1] not in ("+", "-") or float(cell) is not None


@pytest.mark.parametrize("typed", ["'Tis", "O'Brien", "a", "", "'", "-1.55", "+3"])
def test_what_a_person_typed_stays_as_it_is(typed: str) -> None:
    assert unguarded(typed) == typed


def test_licence_and_attribution_stand_in_every_row() -> None:
    rows = list(csv.DictReader(io.StringIO(written(ALL).removeprefix("\ufeff"))))

    assert {row["licence"] for row in rows} == {"OGL-3.0"}
    assert {row["attribution"] for row in rows} == {"Contains nothing real."}


def test_rows_of_several_sources_are_named_by_key() -> None:
    text = written([TREATMENT], is_one=False)

    assert '"made-up/T1"' in text
    assert '"T1"' in written([TREATMENT])


def test_nothing_of_a_confidential_address_is_written() -> None:
    text = written([HIDDEN])

    assert "ecret" not in text and "LS1" not in text and "53.8" not in text
    assert "01632 960001" in text


def test_a_number_nobody_confirmed_says_so_in_its_note() -> None:
    phones = (Phone("0113 496 0000", label="Desk", is_confirmed=False),)

    assert '"Desk. Not yet confirmed"' in written([replace(TREATMENT, phones=phones)])


def test_what_the_table_has_no_place_for_is_named() -> None:
    three = tuple(Phone(f"0113 496 000{each}") for each in range(3))
    seasonal = (Hours(1, 540, 600, note="Ring the bell"),)

    assert list(left_out(replace(TREATMENT, phones=three, hours=seasonal))) == [
        "phones",
        "hours",
    ]
    assert list(left_out(replace(TREATMENT, hours=()))) == []
