"""A telephone line that is malformed stops the start-up, named with its file."""

from __future__ import annotations

from pathlib import Path

import pytest

from pwa.errors import ContentError
from pwa.finder.helplines import Helpline, load_helplines

GOOD = """
[[helplines]]
name = "Samaritans"
group = "now"
about = "Anybody who is struggling."
number = "116 123"
found_in = "samaritans.org"
found_on = 2026-11-22
"""


def load(folder: Path, text: str) -> tuple[Helpline, ...]:
    file = folder / "helplines.toml"
    file.write_text(text, encoding="utf-8")
    return load_helplines(file)


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
def test_what_is_no_number_is_refused(tmp_path: Path, number: str) -> None:
    with pytest.raises(ContentError, match=r"helplines\.toml.*not a UK phone number"):
        load(tmp_path, GOOD.replace("116 123", number))


@pytest.mark.parametrize(
    ("good", "bad", "says"),
    [
        pytest.param('name = "Samaritans"', "", "name", id="no name"),
        pytest.param('"116 123"', '""', "neither a number", id="nothing to call"),
        pytest.param("number =", "phone =", "phone", id="unknown key"),
        pytest.param('found_in = "samaritans.org"', "", "found_in", id="found nowhere"),
        pytest.param("found_on = 2026-11-22", "", "found_on", id="found never"),
        pytest.param("[[helplines]]", "[[lines]]", "helplines", id="no helplines"),
        pytest.param("[[helplines]]", "[[helplines", "", id="not TOML"),
        pytest.param('"now"', '"later"', "later", id="a group no page shows"),
        pytest.param("2026-11-22", '"2021"', "found_on", id="a day in words"),
        pytest.param(
            "found_on", 'called_on = "yes"\nfound_on', "called_on", id="a call in words"
        ),
    ],
)
def test_a_malformed_line_is_refused(
    tmp_path: Path, good: str, bad: str, says: str
) -> None:
    with pytest.raises(ContentError, match=r"helplines\.toml") as raised:
        load(tmp_path, GOOD.replace(good, bad, 1))

    assert says in str(raised.value)


def test_a_line_that_takes_only_texts_needs_no_number(tmp_path: Path) -> None:
    text = GOOD.replace('"116 123"', '""\ntext_to = "Text SHOUT to 85258"')

    assert load(tmp_path, text)[0].text_to == "Text SHOUT to 85258"


def test_lines_keep_the_order_of_the_file(tmp_path: Path) -> None:
    lines = load(tmp_path, GOOD + GOOD.replace("Samaritans", "Another"))

    assert [line.name for line in lines] == ["Samaritans", "Another"]
