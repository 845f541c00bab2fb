"""What was published is read whole, or the service does not start."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from pwa.errors import ContentError
from pwa.facts.editions import Editions, load_editions

ONE = """
[[editions]]
number = 1
published_on = 2026-11-22
level = "routine"
note = "The first edition."

[[editions.changes]]
page = "facts/stopping"
claim = "low-tolerance"
kind = "changed"
words = "What it says now."
before = "What it said."
"""


def edition(number: int, level: str = "routine", day: str = "2026-11-22") -> str:
    return (
        ONE.replace("number = 1", f"number = {number}")
        .replace('"routine"', f'"{level}"')
        .replace("2026-11-22", day)
    )


def load(folder: Path, text: str) -> Editions:
    file = folder / "editions.toml"
    file.write_text(text, encoding="utf-8")
    return load_editions(file)


def test_an_edition_is_read_with_its_changes(tmp_path: Path) -> None:
    (read,) = load(tmp_path, ONE).newest_first

    assert (read.number, read.published_on, read.level, read.note) == (
        *(1, date(2026, 11, 22), "routine", "The first edition."),
    )
    (change,) = read.changes
    assert (change.page, change.claim, change.kind) == (
        *("facts/stopping", "low-tolerance", "changed"),
    )
    assert (change.words, change.before) == ("What it says now.", "What it said.")


def test_an_edition_without_a_change_is_read(tmp_path: Path) -> None:
    (read,) = load(tmp_path, ONE.partition("[[editions.changes]]")[0]).newest_first

    assert read.changes == ()


def test_the_newest_edition_stands_first(tmp_path: Path) -> None:
    read = load(tmp_path, edition(1) + edition(2) + edition(3))

    assert [each.number for each in read.newest_first] == [3, 2, 1]
    assert read.number == 3


@pytest.mark.parametrize(
    ("text", "version"),
    [
        pytest.param(
            "",
            {"edition": 0, "level": "routine", "published_on": "", "safety_edition": 0},
            id="before the first",
        ),
        pytest.param(
            edition(1),
            {
                "edition": 1,
                "level": "routine",
                "published_on": "2026-11-22",
                "safety_edition": 0,
            },
            id="only routine",
        ),
        pytest.param(
            edition(1) + edition(2, "safety", "2026-12-01"),
            {
                "edition": 2,
                "level": "safety",
                "published_on": "2026-12-01",
                "safety_edition": 2,
            },
            id="a correction now",
        ),
        pytest.param(
            edition(1)
            + edition(2, "safety", "2026-12-01")
            + edition(3, "routine", "2026-12-24"),
            {
                "edition": 3,
                "level": "routine",
                "published_on": "2026-12-24",
                "safety_edition": 2,
            },
            id="a correction that some phones have missed",
        ),
    ],
)
def test_an_open_app_is_told_the_edition_and_the_last_correction(
    tmp_path: Path, text: str, version: dict[str, object]
) -> None:
    assert load(tmp_path, text).as_version() == version


@pytest.mark.parametrize(
    ("good", "bad", "says"),
    [
        pytest.param("number = 1", "", "number", id="no number"),
        pytest.param("number = 1", "number = 2", "numbered 1, 2, 3", id="begins at 2"),
        pytest.param("number = 1", 'number = "1"', "numbered", id="number in quotes"),
        pytest.param("published_on =", "# day =", "published_on", id="no day"),
        pytest.param(
            "2026-11-22", '"today"', "published_on must be", id="day in words"
        ),
        pytest.param("2026-11-22", "2026-11-22T08:00:00", "published_on", id="moment"),
        pytest.param('"routine"', '"urgent"', "level must be one of", id="a level"),
        pytest.param('level = "routine"', "", "level", id="no level"),
        pytest.param("note =", "# note =", "note", id="no note"),
        pytest.param('"changed"', '"moved"', "kind must be one of", id="a kind"),
        pytest.param("words =", "# words =", "words", id="no words"),
        pytest.param("page =", "place =", "place", id="unknown key"),
        pytest.param("[[editions]]", "[[editions", "", id="not TOML"),
        pytest.param("[[editions]]", "[editions]", "", id="one table, no list"),
    ],
)
def test_a_malformed_edition_is_refused(
    tmp_path: Path, good: str, bad: str, says: str
) -> None:
    with pytest.raises(ContentError, match=r"editions\.toml") as raised:
        load(tmp_path, ONE.replace(good, bad, 1))

    assert says in str(raised.value)


@pytest.mark.parametrize(
    "numbers",
    [
        pytest.param([1, 1], id="one twice"),
        pytest.param([1, 3], id="one left out"),
        pytest.param([2, 1], id="the wrong order"),
        pytest.param([0, 1], id="begins at nought"),
    ],
)
def test_editions_that_are_not_numbered_one_by_one_are_refused(
    tmp_path: Path, numbers: list[int]
) -> None:
    with pytest.raises(ContentError, match="numbered 1, 2, 3"):
        load(tmp_path, "".join(edition(number) for number in numbers))


def test_editions_under_another_name_are_refused_not_passed_over(
    tmp_path: Path,
) -> None:
    with pytest.raises(ContentError, match=r"editions\.toml"):
        load(tmp_path, ONE.replace("[[editions", "[[edition"))
