"""A source that is malformed stops the start-up, named with its file."""

from __future__ import annotations

from pathlib import Path

import pytest

from pwa.errors import ContentError
from pwa.sources import load_register

GOOD = """
[[sources]]
code = "S1"
title = "Product information"
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
    register = load_register(written(tmp_path, GOOD))

    assert register.by_code["S1"].title == "Product information"


@pytest.mark.parametrize(
    ("good", "bad", "says"),
    [
        pytest.param("[[sources]]", "[[source]]", "sources", id="no sources"),
        pytest.param("[[sources]]", "[[sources", "", id="not TOML"),
        pytest.param("[[sources]]", "[sources]", "", id="one table, no list"),
        pytest.param('code = "S1"', "", "code", id="no code"),
        pytest.param('title = "Product information"', "", "title", id="no title"),
        pytest.param('read = "All of it"', "", "read", id="what was read is missing"),
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
    tmp_path: Path, codes: list[str], says: str
) -> None:
    register = load_register(written(tmp_path, GOOD))

    with pytest.raises(ValueError, match=says):
        register.resolve(codes)


def test_codes_are_resolved_in_their_order(tmp_path: Path) -> None:
    register = load_register(
        written(tmp_path, GOOD + GOOD.replace("S1", "J").replace("found", "judgement"))
    )

    assert [source.code for source in register.resolve(["J", "S1"])] == ["J", "S1"]
