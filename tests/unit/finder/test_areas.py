"""Who is shown where, in what order, and in what words."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from pwa.finder.areas import (
    address,
    by_area,
    councils_of,
    is_old,
    link_to,
    opening_words,
)
from pwa.finder.geography.councils import COUNCILS, council_by_slug
from pwa.finder.model import Hours, Listing, Location, Phone
from pwa.finder.starter import load_starter

TODAY = date(2026, 11, 22)
LEEDS, ASHFORD, KENT = "E08000035", "E07000105", "E10000016"
HUB = Listing(source="x", record="1", name="Hub", kind="treatment")


def names(slug: str, *listings: Listing) -> list[str]:
    council = council_by_slug(slug)
    assert council is not None
    groups = by_area(listings).of_council(council)
    return [each.name for _, some in groups for each in some]


def test_a_service_is_shown_where_it_serves_and_nowhere_else() -> None:
    hub = replace(HUB, councils=(LEEDS,))

    assert names("leeds", hub) == ["Hub"]
    assert names("ashford", hub) == []


def test_a_service_of_a_county_is_shown_in_its_districts_and_they_in_the_county() -> (
    None
):
    county = replace(HUB, name="County", councils=(KENT,))
    district = replace(HUB, record="2", name="District", councils=(ASHFORD,))

    assert names("ashford", county, district) == ["County", "District"]
    assert names("kent", county, district) == ["County", "District"]
    assert names("dover", county, district) == ["County"]


def test_a_place_that_names_no_area_is_shown_where_it_stands() -> None:
    pharmacy = replace(HUB, kind="pharmacy", location=Location(council=LEEDS))

    assert names("leeds", pharmacy) == ["Hub"]


def test_a_service_of_a_nation_is_shown_once_for_the_nation() -> None:
    directory = by_area([replace(HUB, nations=("wales",))])

    assert [kind for kind, _ in directory.of_nation("wales")] == ["treatment"]
    assert directory.of_nation("scotland") == []


def test_what_is_for_anybody_is_shown_in_every_nation() -> None:
    directory = by_area([HUB])

    assert directory.of_nation("wales") == directory.of_nation("england") != []


def test_treatment_comes_before_the_pharmacies_and_names_in_order() -> None:
    here = replace(HUB, councils=(LEEDS,))
    listings = [
        replace(here, record="1", name="A", kind="pharmacy"),
        replace(here, record="2", name="c"),
        replace(here, record="3", name="B"),
    ]

    assert names("leeds", *listings) == ["B", "c", "A"]


def test_every_council_of_the_starter_directory_is_one() -> None:
    codes = {code for each in load_starter()[1] for code in each.councils}

    assert codes - COUNCILS.keys() == set()


def test_the_councils_of_a_nation_are_its_own_by_name() -> None:
    welsh = councils_of("wales")

    assert len(welsh) == 22
    assert [each.name for each in welsh] == sorted(each.name for each in welsh)


def test_a_confidential_address_is_not_shown() -> None:
    place = Location(lines=("1 Any Street",), town="Leeds", postcode="LS1 1AA")

    shown = address(replace(HUB, location=place))
    withheld = address(replace(HUB, location=replace(place, is_withheld=True)))

    assert shown == "1 Any Street, Leeds, LS1 1AA"
    assert withheld == ""


@pytest.mark.parametrize(
    ("verify_by", "is_it"),
    [(None, False), (TODAY, False), (date(2026, 11, 21), True)],
)
def test_a_check_is_old_the_day_after_it_was_due(
    verify_by: date | None, *, is_it: bool
) -> None:
    listing = replace(HUB, checked_on=TODAY, verify_by=verify_by)

    assert is_old(listing, TODAY) is is_it


@pytest.mark.parametrize(
    ("checked_on", "today", "is_it"),
    [
        pytest.param(date(2026, 5, 22), TODAY, False, id="six months ago"),
        pytest.param(date(2026, 5, 21), TODAY, True, id="a day more"),
        pytest.param(date(2026, 2, 28), date(2026, 8, 31), False, id="a short month"),
        pytest.param(date(2026, 2, 27), date(2026, 8, 31), True, id="a day before it"),
        pytest.param(date(2025, 7, 1), date(2026, 1, 1), False, id="over the year"),
        pytest.param(None, TODAY, True, id="never"),
    ],
)
def test_a_check_is_old_after_six_months_too(
    checked_on: date | None, today: date, *, is_it: bool
) -> None:
    listing = replace(HUB, checked_on=checked_on, verify_by=date(2027, 1, 1))

    assert is_old(listing, today) is is_it


def test_an_emergency_number_is_never_old() -> None:
    assert not is_old(replace(HUB, kind="emergency", checked_on=None), TODAY)


def test_a_number_is_called_and_a_text_line_is_written_to() -> None:
    assert link_to(Phone("0113 496 0000")) == "tel:01134960000"
    assert link_to(Phone("85258", kind="text")) == "sms:85258"


@pytest.mark.parametrize(
    ("rows", "words"),
    [
        pytest.param(
            [Hours(day, 540, 1050) for day in range(1, 6)],
            ["Monday to Friday, 9am to 5.30pm"],
            id="a working week",
        ),
        pytest.param(
            [Hours(3, 540, 720), Hours(1, 540, 720)],
            ["Monday, Wednesday, 9am to noon"],
            id="two days apart",
        ),
        pytest.param(
            [Hours(day, 0, 1440) for day in range(1, 8)],
            ["Every day, midnight to midnight"],
            id="always",
        ),
        pytest.param(
            [Hours(6, 1320, 1560, purpose="drop-in")],
            ["Drop in: Saturday, 10pm to 2am"],
            id="past midnight",
        ),
        pytest.param(
            [Hours(2, 1140, 1200, purpose="meeting", weeks=(1, -1))],
            ["Meeting: Tuesday, 7pm to 8pm, the first and last of the month"],
            id="some weeks",
        ),
        pytest.param(
            [Hours(2, 540, 600, every_weeks=2, note="ring the bell")],
            ["Tuesday, 9am to 10am, every 2 weeks (ring the bell)"],
            id="every other week",
        ),
        pytest.param([Hours(1, 540, 600, valid_to=date(2026, 11, 21))], [], id="past"),
        pytest.param(
            [Hours(1, 540, 600, valid_from=date(2026, 11, 23))], [], id="to come"
        ),
    ],
)
def test_hours_are_said_as_people_say_them(rows: list[Hours], words: list[str]) -> None:
    assert opening_words(rows, TODAY) == words
