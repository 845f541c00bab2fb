"""A telephone line that is malformed stops the start-up, named with its file."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from pwa.errors import ContentError
from pwa.finder.helplines import Helpline, load_helplines

GOOD = """
[[helplines]]
name = "Samaritans"
group = "now"
about = "Anybody who is struggling."
nations = ["england", "wales", "scotland", "northern-ireland"]
languages = ["English"]
number = "116 123"
text_number = ""
text_words = ""
hours = "All day, every day"
web = "https://www.samaritans.org/"
status = "published"
checked_on = 2026-11-22
called_on = ""

[[helplines.found]]
in = "samaritans.org"
on = 2026-11-22
number = "116 123"
"""
ANOTHER_SOURCE = """
[[helplines.found]]
in = "An old leaflet"
on = 2026-11-22
number = "0300 123 6600"
"""
TEXTS_ONLY = (
    GOOD.replace('number = "116 123"', 'number = ""', 1)
    .replace('text_number = ""', 'text_number = "85258"')
    .replace('text_words = ""', 'text_words = "SHOUT"')
    .replace('"116 123"', '"85258"')
)
BEING_CHECKED = GOOD.replace('"published"', '"being-checked"').replace(
    'number = "116 123"', 'number = ""', 1
)


def load(folder: Path, text: str) -> tuple[Helpline, ...]:
    file = folder / "helplines.toml"
    file.write_text(text, encoding="utf-8")
    return load_helplines(file)


def test_a_good_line_is_read(tmp_path: Path) -> None:
    (line,) = load(tmp_path, GOOD)

    assert (line.name, line.number, line.called_on) == ("Samaritans", "116 123", None)
    assert [(each.place, each.number) for each in line.found] == [
        ("samaritans.org", "116 123")
    ]


@pytest.mark.parametrize(
    ("number", "tel"),
    [
        pytest.param("999", "999", id="999"),
        pytest.param("111", "111", id="111"),
        pytest.param("116 123", "116123", id="116 123"),
        pytest.param("0300 123 6600", "03001236600", id="0300"),
        pytest.param("0800 9177 650", "08009177650", id="0800"),
        pytest.param("08080 10 10 11", "08080101011", id="pairs"),
    ],
)
def test_a_number_is_called_without_its_spaces(
    tmp_path: Path, number: str, tel: str
) -> None:
    lines = load(tmp_path, GOOD.replace("116 123", number))

    assert lines[0].tel == tel


@pytest.mark.parametrize(
    "number",
    [
        pytest.param("0300 123 660x", id="a letter"),
        pytest.param("+1 202 555 0100", id="another country"),
        pytest.param("1234", id="four digits"),
        pytest.param("116123", id="no space, so easily misread"),
        pytest.param("0300", id="cut short"),
        pytest.param("0300 123 6600 6600", id="too long"),
        pytest.param("٠٣٠٠ ١٢٣ ٦٦٠٠", id="digits no keypad has"),
        pytest.param("999;isub=1", id="more than a number"),
    ],
)
@pytest.mark.parametrize("key", ["number", "text_number"])
def test_what_is_no_number_is_refused(tmp_path: Path, number: str, key: str) -> None:
    text = GOOD.replace('number = "116 123"', 'number = ""', 1)

    with pytest.raises(ContentError, match=r"helplines\.toml.*not a UK phone number"):
        load(tmp_path, text.replace(f'{key} = ""', f'{key} = "{number}"', 1))


@pytest.mark.parametrize(
    ("good", "bad", "says"),
    [
        pytest.param('name = "Samaritans"', "", "name", id="no name"),
        pytest.param("about =", "# about =", "about", id="no words about it"),
        pytest.param("number =", "phone =", "phone", id="unknown key"),
        pytest.param("in =", "at =", "in", id="found nowhere"),
        pytest.param("\non = 2026-11-22", "", "on", id="found never"),
        pytest.param("[[helplines]]", "[[lines]]", "", id="no helplines"),
        pytest.param("[[helplines]]", "[[helplines", "", id="not TOML"),
        pytest.param('"now"', '"later"', "later", id="a group no page shows"),
        pytest.param('"england"', '"france"', "nations must be", id="another country"),
        pytest.param(
            '["england", "wales", "scotland", "northern-ireland"]',
            "[]",
            "nations must be",
            id="no country",
        ),
        pytest.param("languages =", "# languages =", "languages", id="no language"),
        pytest.param('"published"', '"new"', "status must be", id="a status"),
        pytest.param("status =", "# status =", "status", id="no status"),
        pytest.param("2026-11-22", '"2021"', "checked_on", id="a day in words"),
        pytest.param(
            'called_on = ""', 'called_on = "yes"', "called_on", id="a call in words"
        ),
        pytest.param("https:", "http:", "https address", id="plain http"),
        pytest.param("https:", "javascript:", "https address", id="a script"),
        pytest.param(".org/", '.org/?a=b"', "", id="an address with a query"),
        pytest.param("www.", "me@www.", "https address", id="a name in the address"),
        pytest.param(
            'number = "116 123"',
            'number = "0300 123 6600"',
            "a number that no source gives",
            id="a number nobody found",
        ),
        pytest.param(
            'text_number = ""',
            'text_number = "85258"',
            "a number that no source gives",
            id="a number for texts that nobody found",
        ),
    ],
)
def test_a_malformed_line_is_refused(
    tmp_path: Path, good: str, bad: str, says: str
) -> None:
    with pytest.raises(ContentError, match=r"helplines\.toml") as raised:
        load(tmp_path, GOOD.replace(good, bad, 1))

    assert says in str(raised.value)


@pytest.mark.parametrize("good", [GOOD, BEING_CHECKED], ids=["published", "checked"])
def test_a_line_that_leads_nowhere_is_refused(tmp_path: Path, good: str) -> None:
    text = good.replace('"116 123"', '""').replace("https://www.samaritans.org/", "")

    with pytest.raises(ContentError, match="neither a number nor a web address"):
        load(tmp_path, text)


@pytest.mark.hazard("HZ8-a")
def test_a_line_whose_sources_disagree_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ContentError, match="sources disagree and it is not settled"):
        load(tmp_path, GOOD + ANOTHER_SOURCE)


def test_a_line_whose_sources_disagree_says_why_this_number(tmp_path: Path) -> None:
    settled = GOOD.replace("checked_on", 'settled = "It is newer."\nchecked_on', 1)

    (line,) = load(tmp_path, settled + ANOTHER_SOURCE)

    assert (line.number, line.settled) == ("116 123", "It is newer.")


def test_a_source_that_gives_the_number_in_other_groups_agrees(tmp_path: Path) -> None:
    other = ANOTHER_SOURCE.replace("0300 123 6600", "11 61 23")

    assert load(tmp_path, GOOD + other)[0].number == "116 123"


def test_a_source_that_gives_no_number_does_not_disagree(tmp_path: Path) -> None:
    other = ANOTHER_SOURCE.replace('number = "0300 123 6600"', "")

    assert load(tmp_path, GOOD + other)[0].number == "116 123"


def test_a_number_that_is_being_checked_is_not_shown(tmp_path: Path) -> None:
    text = GOOD.replace('"published"', '"being-checked"')

    with pytest.raises(ContentError, match="shows a number that is being checked"):
        load(tmp_path, text)


def test_a_line_that_is_being_checked_is_named_with_its_site(tmp_path: Path) -> None:
    (line,) = load(tmp_path, BEING_CHECKED)

    assert (line.number, line.text_number) == ("", "")
    assert line.web == "https://www.samaritans.org/"


def test_a_line_that_takes_only_texts_needs_no_number(tmp_path: Path) -> None:
    (line,) = load(tmp_path, TEXTS_ONLY)

    assert line.sms == "85258?&body=SHOUT"


def test_a_text_without_set_words_is_left_to_the_person(tmp_path: Path) -> None:
    (line,) = load(tmp_path, TEXTS_ONLY.replace('"SHOUT"', '""'))

    assert line.sms == "85258"


def test_the_words_of_a_text_cannot_break_its_link(tmp_path: Path) -> None:
    (line,) = load(tmp_path, TEXTS_ONLY.replace('"SHOUT"', '"HELP ME&cc=1"'))

    assert line.sms == "85258?&body=HELP%20ME%26cc%3D1"


def test_the_day_of_a_call_is_read(tmp_path: Path) -> None:
    (line,) = load(tmp_path, GOOD.replace('called_on = ""', "called_on = 2026-11-21"))

    assert line.called_on == date(2026, 11, 21)


def test_a_name_that_stands_twice_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ContentError, match="a name stands twice"):
        load(tmp_path, GOOD + GOOD)


def test_lines_keep_the_order_of_the_file(tmp_path: Path) -> None:
    lines = load(tmp_path, GOOD + GOOD.replace("Samaritans", "Another"))

    assert [line.name for line in lines] == ["Samaritans", "Another"]
