"""A service without a page behind it, or with a number no page gives, is refused."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from pwa.errors import ContentError
from pwa.finder.helplines import digits, load_helplines
from pwa.finder.model import Hours, Listing
from pwa.finder.routes import DATA
from pwa.finder.starter import (
    KEY,
    LONGEST_CHECK_DAYS,
    Starter,
    load_starter,
    read_hours,
    read_starter,
)

GOOD = """
[source]
name = "Looked up by hand"

[[services]]
record = "anyshire-hub"
name = "Anyshire Hub"
kind = "treatment"
summary = "Help with alcohol and drugs."
councils = ["E08000035"]
substances = ["alcohol", "drugs"]
phones = [{ number = "0113 496 0000", label = "Desk" }]
hours = ["mon-fri 09:00-17:30"]
location = { lines = ["1 Any Street"], town = "Anytown", postcode = "LS1 1AA" }
url = "https://hub.example/"
page = "https://council.example/help?part=2"
checked_on = 2026-11-22
checked_how = "read in a stored copy of its page"
verify_by = 2027-05-22

[[services.found]]
in = "Anyshire Council, getting help"
address = "https://council.example/help?part=2"
on = 2026-11-22
dated = "2024"
number = "0113 496 0000"
"""


def read(folder: Path, text: str) -> Starter:
    file = folder / "directory.toml"
    file.write_text(text, encoding="utf-8")
    return read_starter(file)


def only(starter: Starter) -> Listing:
    (listing,) = starter.listings
    return listing


def test_a_good_entry_is_read_with_its_pages(tmp_path: Path) -> None:
    starter = read(tmp_path, GOOD)

    listing = only(starter)
    assert (listing.key, listing.checked_on) == (
        "starter/anyshire-hub",
        date(2026, 11, 22),
    )
    (page,) = starter.found[listing.key]
    assert (page.place, page.dated) == ("Anyshire Council, getting help", "2024")


@pytest.mark.hazard("HZ20-e")
def test_a_number_nobody_rang_is_not_confirmed(tmp_path: Path) -> None:
    read_only = only(read(tmp_path, GOOD))
    rung = GOOD.replace("verify_by", "called_on = 2026-11-22\nverify_by")

    (tmp_path / "rung").mkdir()
    called = only(read(tmp_path / "rung", rung))

    assert not read_only.phones[0].is_confirmed
    assert called.phones[0].is_confirmed
    assert called.checked_how == "rang"


def test_no_entry_can_say_that_it_prescribes_naltrexone(tmp_path: Path) -> None:
    claims = GOOD.replace("kind =", 'prescribes_naltrexone = "yes"\nkind =')

    with pytest.raises(ContentError, match="unknown field prescribes_naltrexone"):
        read(tmp_path, claims)


@pytest.mark.parametrize(
    ("good", "bad", "says"),
    [
        pytest.param(
            '"0113 496 0000", label',
            '"0113 496 0001", label',
            "no page gives",
            id="another number",
        ),
        pytest.param(
            'page = "https://council.example/help?part=2"',
            'page = "https://other.example/"',
            "not among those read",
            id="another page",
        ),
        pytest.param(
            'councils = ["E08000035"]',
            "",
            "neither a council nor a nation",
            id="serves nowhere",
        ),
        pytest.param("E08000035", "LS", "councils 'LS'", id="no code of a council"),
        pytest.param(
            '"treatment"', '"rehab"', "kind 'rehab'", id="a kind no page shows"
        ),
        pytest.param(
            "2027-05-22", "2027-12-01", "checked again within", id="checked too rarely"
        ),
        pytest.param(
            "checked_on = 2026-11-22",
            "checked_on = 2026-11-21",
            "read after it was checked",
            id="read after it was checked",
        ),
        pytest.param(
            "https://hub.example/", "javascript:x", "url 'javascript:x'", id="a script"
        ),
        pytest.param(
            "https://hub.example/", "http://hub.example/", "url", id="plain http"
        ),
        pytest.param(
            '"read in a stored copy of its page"',
            '"heard of it"',
            "checked_how",
            id="hearsay",
        ),
        pytest.param(
            "on = 2026-11-22\ndated",
            'on = "today"\ndated',
            "on must be a date",
            id="a day in words",
        ),
        pytest.param(
            "[[services.found]]",
            "[[services.seen]]",
            "unknown field seen",
            id="no page",
        ),
        pytest.param('name = "Anyshire', 'title = "Anyshire', "title", id="no name"),
        pytest.param(
            "mon-fri 09:00-17:30", "9 to 5", "hours '9 to 5'", id="hours in words"
        ),
        pytest.param(
            "postcode =",
            "code =",
            "unknown field code of its location",
            id="a place unknown",
        ),
    ],
)
def test_what_stands_on_nothing_is_refused_by_name(
    tmp_path: Path, good: str, bad: str, says: str
) -> None:
    assert good in GOOD

    with pytest.raises(ContentError, match="anyshire-hub") as refused:
        read(tmp_path, GOOD.replace(good, bad, 1))

    assert says in str(refused.value)


def test_the_same_record_twice_is_refused(tmp_path: Path) -> None:
    entry = GOOD[GOOD.index("[[services]]") :]

    with pytest.raises(ContentError, match="anyshire-hub: stands twice"):
        read(tmp_path, GOOD + entry)


def test_a_file_that_cannot_be_read_stops_the_start_up(tmp_path: Path) -> None:
    with pytest.raises(ContentError, match=r"none\.toml"):
        load_starter(tmp_path / "none.toml")
    with pytest.raises(ContentError, match=r"directory\.toml"):
        read(tmp_path, "[source")


@pytest.mark.parametrize(
    ("line", "rows"),
    [
        ("mon-tue 09:00-17:30", [Hours(1, 540, 1050), Hours(2, 540, 1050)]),
        ("sat 10:00-12:00", [Hours(6, 600, 720)]),
        ("fri 22:00-26:00", [Hours(5, 1320, 1560)]),
    ],
)
def test_hours_are_rows_of_the_week(line: str, rows: list[Hours]) -> None:
    assert read_hours(line) == rows


def test_the_starter_directory_is_in_order() -> None:
    source, listings = load_starter()

    assert source.key == KEY
    assert len({each.name for each in listings}) == len(listings)
    for listing in listings:
        assert listing.checked_on is not None
        assert listing.verify_by is not None
        assert (listing.verify_by - listing.checked_on).days <= LONGEST_CHECK_DAYS
        assert listing.prescribes_naltrexone == "unknown"


def test_no_number_of_ours_comes_from_a_page_of_2019_or_before() -> None:
    starter = read_starter()

    old = [
        (key, page.number)
        for key, pages in starter.found.items()
        for page in pages
        if page.number and page.dated and page.dated[-4:] <= "2019"
    ]

    assert old == []


def test_no_number_is_one_of_the_national_lines() -> None:
    national = {digits(line.number) for line in load_helplines(DATA)} - {""}

    ours = {
        phone.number.replace(" ", "")
        for listing in load_starter()[1]
        for phone in listing.phones
    }
    assert ours & national == set()
