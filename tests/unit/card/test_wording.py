"""A line of the card that is malformed stops the start-up, named with its file."""

from __future__ import annotations

from pathlib import Path

import pytest

from pwa.card.wording import CardWording, load_wording
from pwa.errors import ContentError
from pwa.sources import load_register

REGISTER = load_register()
GOOD = """
reviewed_by = ""
checked_on = 2026-11-22
review_due_on = 2027-05-22

[[lines]]
place = "act"
text = "Use non-opioid pain relief first."
sources = ["U1", "S4"]
"""
TWELVE = "one two three four five six seven eight nine ten eleven twelve"


def load(folder: Path, text: str) -> CardWording:
    file = folder / "lines.toml"
    file.write_text(text, encoding="utf-8")
    return load_wording(file, REGISTER)


def with_text(words: str) -> str:
    return GOOD.replace("Use non-opioid pain relief first.", words)


def test_a_good_line_is_read(tmp_path: Path) -> None:
    wording = load(tmp_path, GOOD)

    assert [line.text for line in wording.at("act")] == [
        "Use non-opioid pain relief first."
    ]
    assert wording.at("more") == ()


def test_a_line_of_twelve_words_is_taken(tmp_path: Path) -> None:
    assert load(tmp_path, with_text(TWELVE)).lines[0].text == TWELVE


@pytest.mark.parametrize(
    ("text", "says"),
    [
        pytest.param(with_text(f"{TWELVE} thirteen"), "1 to 12 words", id="13 words"),
        pytest.param(with_text(""), "1 to 12 words", id="no word"),
        pytest.param(with_text("   "), "1 to 12 words", id="only spaces"),
        pytest.param(GOOD.replace('"act"', '"front"'), "place must be", id="place"),
        pytest.param(GOOD.replace('place = "act"', ""), "place", id="no place"),
        pytest.param(GOOD.replace("text =", "#"), "text", id="no text"),
        pytest.param(GOOD.replace("sources =", "source ="), "sources", id="no sources"),
        pytest.param(GOOD.replace('["U1", "S4"]', "[]"), "no source", id="no source"),
        pytest.param(GOOD.replace('"S4"', '"S999"'), "S999", id="unknown source"),
        pytest.param(
            GOOD.replace('reviewed_by = ""', ""), "reviewed_by", id="reviewer"
        ),
        pytest.param(
            GOOD.replace("checked_on = 2026-11-22", ""), "checked_on", id="no day"
        ),
        pytest.param(GOOD.replace("[[lines]]", "[[line]]"), "lines", id="no lines"),
        pytest.param(GOOD.replace("[[lines]]", "[lines]"), "", id="one table, no list"),
        pytest.param("extra = 1\n" + GOOD, "extra", id="unknown key"),
        pytest.param("]", "", id="not TOML"),
    ],
)
def test_a_malformed_line_is_refused(tmp_path: Path, text: str, says: str) -> None:
    with pytest.raises(ContentError, match=r"lines\.toml") as raised:
        load(tmp_path, text)

    assert says in str(raised.value)


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(GOOD + "note = 1\n", id="unknown key in a line"),
        pytest.param(GOOD.replace('"Use non-opioid pain relief first."', "3"), id="3"),
        pytest.param(GOOD.partition("[[lines]]")[0] + "lines = []", id="no line"),
        pytest.param(GOOD.replace("2026-11-22", '"soon"'), id="a day in words"),
    ],
)
def test_a_line_that_would_be_lost_or_wrong_is_refused(
    tmp_path: Path, text: str
) -> None:
    with pytest.raises(ContentError, match=r"lines\.toml"):
        load(tmp_path, text)
