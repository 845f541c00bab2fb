"""A source that is malformed stops the start-up, named with its file."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest

from pwa.errors import ContentError
from pwa.sources import check_review_days, is_confirmed, load_register
from tests.unit.small_register import REGISTER

GOOD = """
[[sources]]
code = "S1"
title = "Product information"
publisher = "A maker of tablets"
edition = "May 2020"
read = "All of it"
read_on = 2026-11-22
mark = "found"
url = "https://example.org/"
"""


def written(folder: Path, text: str) -> Path:
    file = folder / "sources.toml"
    file.write_text(text, encoding="utf-8")
    return file


def test_a_good_source_is_read(tmp_path: Path) -> None:
    source = load_register(written(tmp_path, GOOD)).by_code["S1"]

    assert source.title == "Product information"
    assert source.publisher == "A maker of tablets"
    assert source.edition == "May 2020"


def test_a_source_may_have_no_edition_and_no_address(tmp_path: Path) -> None:
    text = GOOD.replace('"May 2020"', '""').replace('url = "https://example.org/"', "")

    source = load_register(written(tmp_path, text)).by_code["S1"]

    assert (source.edition, source.url) == ("", "")


@pytest.mark.parametrize(
    ("good", "bad", "says"),
    [
        pytest.param("[[sources]]", "[[source]]", "sources", id="no sources"),
        pytest.param("[[sources]]", "[[sources", "", id="not TOML"),
        pytest.param("[[sources]]", "[sources]", "", id="one table, no list"),
        pytest.param('code = "S1"', "", "code", id="no code"),
        pytest.param('title = "Product information"', "", "title", id="no title"),
        pytest.param('"Product information"', '" "', "S1: title", id="empty title"),
        pytest.param(
            'publisher = "A maker of tablets"', "", "publisher", id="no publisher"
        ),
        pytest.param(
            '"A maker of tablets"', '""', "S1: publisher", id="empty publisher"
        ),
        pytest.param("edition =", "# edition =", "edition", id="no edition line"),
        pytest.param('read = "All of it"', "", "read", id="what was read is missing"),
        pytest.param('"All of it"', "4", "S1: read", id="what was read is a number"),
        pytest.param("read_on = 2026-11-22", "", "read_on", id="no day"),
        pytest.param('mark = "found"', "", "mark", id="no mark"),
        pytest.param('"found"', '"certain"', "S1: mark must be", id="unknown mark"),
        pytest.param("https:", "http:", "S1: url must start", id="plain http"),
        pytest.param("https:", "javascript:", "S1: url must start", id="a script"),
        pytest.param(
            "2026-11-22", '"2026-11-22"', "S1: read_on must be", id="day in quotes"
        ),
        pytest.param(
            "2026-11-22", "2026-11-22T08:00:00", "S1: read_on must be", id="a moment"
        ),
        pytest.param("url =", "link =", "link", id="unknown key"),
    ],
)
def test_a_malformed_source_is_refused(
    tmp_path: Path, good: str, bad: str, says: str
) -> None:
    file = written(tmp_path, GOOD.replace(good, bad))

    with pytest.raises(ContentError, match=str(file)) as raised:
        load_register(file)

    assert says in str(raised.value)


def test_a_code_that_stands_twice_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ContentError, match="twice"):
        load_register(written(tmp_path, GOOD + GOOD))


def test_a_file_that_is_not_text_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "sources.toml"
    file.write_bytes(b"\xff\xfe")

    with pytest.raises(ContentError, match=str(file)):
        load_register(file)


@pytest.mark.parametrize(
    ("codes", "says"),
    [
        pytest.param([], "no source", id="none"),
        pytest.param(["S9"], "unknown source", id="unknown"),
        pytest.param(["S1", "S9"], "S9", id="one of two unknown"),
        pytest.param("S1", "unknown source", id="a word in place of a list"),
    ],
)
def test_a_code_that_is_not_in_the_register_is_refused(
    codes: list[str], says: str
) -> None:
    with pytest.raises(ValueError, match=says):
        REGISTER.resolve(codes)


def test_codes_are_resolved_in_their_order() -> None:
    assert [source.code for source in REGISTER.resolve(["J", "S1"])] == ["J", "S1"]


@pytest.mark.parametrize(
    ("text", "read"),
    [
        pytest.param("S1", [("S1", "")], id="a whole source"),
        pytest.param("S1 4.2", [("S1", "4.2")], id="a place in it"),
        pytest.param(" S1  4.2 ;J; ", [("S1", "4.2"), ("J", "")], id="spaces"),
        pytest.param("S1 box, p. 3", [("S1", "box, p. 3")], id="a place of words"),
        pytest.param(
            "S1 4.2; S1 5.1", [("S1", "4.2"), ("S1", "5.1")], id="two places in one"
        ),
    ],
)
def test_a_reference_is_a_source_and_a_place_in_it(
    text: str, read: list[tuple[str, str]]
) -> None:
    found = REGISTER.references(text)

    assert [(each.source.code, each.place) for each in found] == read


@pytest.mark.parametrize(
    ("text", "says"),
    [
        pytest.param("", "no source", id="nothing"),
        pytest.param(" ; ;", "no source", id="only semicolons"),
        pytest.param("S9 4.2", "unknown source", id="unknown"),
        pytest.param("S1, J", "unknown source", id="a comma in place of a semicolon"),
        pytest.param("S1 4.2; S1 4.2", "named again", id="the same place again"),
        pytest.param("J; S1; J", "named again", id="the same source again"),
    ],
)
def test_a_reference_that_leads_nowhere_or_twice_is_refused(
    text: str, says: str
) -> None:
    with pytest.raises(ValueError, match=says):
        REGISTER.references(text)


@pytest.mark.parametrize(
    ("codes", "confirmed"),
    [
        pytest.param(["S1"], True, id="read"),
        pytest.param(["P1"], True, id="read in part"),
        pytest.param(["J"], False, id="our own judgement"),
        pytest.param(["OK"], False, id="common knowledge"),
        pytest.param(["OK", "J"], False, id="two that were not read"),
        pytest.param(["OK", "S1"], True, id="one of two was read"),
        pytest.param(["APP"], True, id="says nothing of a medicine"),
        pytest.param([], False, id="nothing at all"),
    ],
)
def test_a_statement_is_confirmed_only_by_what_was_read(
    codes: list[str], confirmed: bool
) -> None:
    sources = [REGISTER.by_code[code] for code in codes]

    assert is_confirmed(sources) is confirmed


@pytest.mark.parametrize(
    ("checked_on", "due_on", "says"),
    [
        pytest.param("now", date(2027, 5, 22), "checked_on must be", id="no day"),
        pytest.param(
            date(2026, 11, 22),
            datetime(2027, 5, 22, tzinfo=UTC),
            "review_due_on must be a date",
            id="a moment",
        ),
        pytest.param(
            date(2026, 11, 22), date(2026, 11, 22), "must be after", id="the same day"
        ),
        pytest.param(
            date(2026, 11, 22), date(2025, 5, 22), "must be after", id="last year"
        ),
    ],
)
def test_a_review_that_is_due_on_no_later_day_is_refused(
    checked_on: Any, due_on: Any, says: str
) -> None:
    with pytest.raises(ValueError, match=says):
        check_review_days(checked_on, due_on)
