"""Each edition is written once, whole, and agrees with the lock."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from pwa.editing.publish import (
    Lock,
    as_toml,
    changes,
    edition_faults,
    lock_faults,
    lock_of,
    read_lock,
    write_edition,
)
from pwa.errors import ContentError
from pwa.facts.editions import Change, Edition, load_editions
from tests.unit.editing.made_up import (
    CHECKED_ON,
    document,
)
from tests.unit.editing.publishing import BEFORE, LATIN_1, LOCK, in_folder


@pytest.mark.parametrize(
    "words",
    [
        pytest.param('It says "no" and \\ more.', id="marks of TOML"),
        pytest.param("Mae’n ŵyl – 5 µg ≥ 2", id="letters beyond ASCII"),
        pytest.param("One\ntwo\tthree", id="line ends"),
        pytest.param("'''\"\"\"[[editions]]", id="the end of a text"),
        pytest.param("a\x1bb\x00", id="signs nobody sees"),
        pytest.param("a\x7fb", id="DEL, which TOML wants written out"),
        pytest.param("a\x80\u2028\U0001f600b", id="signs beyond"),
    ],
)
def test_an_edition_is_read_back_as_it_was_written(tmp_path: Path, words: str) -> None:
    made = Edition(
        1,
        date(2026, 11, 22),
        "safety",
        words,
        (Change("facts/a", "b", "changed", words, words), Change("c", "", "new", "d")),
    )
    file = tmp_path / "editions.toml"
    file.write_text(as_toml(made), encoding="utf-8")

    assert load_editions(file).newest_first == (made,)


def test_each_edition_is_appended_and_the_words_are_locked(tmp_path: Path) -> None:
    editions, lock = tmp_path / "editions.toml", tmp_path / "lock.json"
    for number, now in enumerate(
        (document(), document(revision=2, blocks="Other.")), 1
    ):
        made = Edition(
            number,
            CHECKED_ON,
            "routine",
            f"Note {number}.",
            tuple(changes([now], read_lock(lock))),
        )
        write_edition(made, [now], editions, lock)

    assert [each.note for each in load_editions(editions).newest_first] == [
        *("Note 2.", "Note 1.")
    ]
    assert list(lock_faults([now], read_lock(lock))) == []


@pytest.mark.hazard("HZ16-a")
@pytest.mark.parametrize("where", ["note", "words", "statement"])
@pytest.mark.parametrize("is_first", [True, False], ids=["first", "second"])
def test_words_that_cannot_be_written_are_refused_and_the_files_are_left(
    tmp_path: Path, where: str, *, is_first: bool
) -> None:
    editions, lock = tmp_path / "editions.toml", tmp_path / "lock.json"
    if not is_first:
        write_edition(edition_of(1), [document()], editions, lock)
    before = in_folder(tmp_path)
    said = {"note": "A note.", "words": "It blocks.", "statement": "It blocks."}
    said[where] = LATIN_1
    now = document(revision=2, blocks=said["statement"])
    made = edition_of(
        1 if is_first else 2,
        said["note"],
        Change("facts/a-page", "blocks", "new", said["words"], said["statement"]),
    )

    with pytest.raises(ContentError, match="these words cannot be written"):
        write_edition(made, [now], editions, lock)

    assert in_folder(tmp_path) == before


def test_an_edition_out_of_its_turn_is_refused_and_the_files_are_left(
    tmp_path: Path,
) -> None:
    editions, lock = tmp_path / "editions.toml", tmp_path / "lock.json"
    write_edition(edition_of(1), [document()], editions, lock)
    before = in_folder(tmp_path)

    with pytest.raises(ContentError, match="numbered 1, 2, 3"):
        write_edition(edition_of(3), [document()], editions, lock)

    assert in_folder(tmp_path) == before


def test_the_lock_names_its_edition_and_nothing_else_is_left(tmp_path: Path) -> None:
    editions, lock = tmp_path / "editions.toml", tmp_path / "lock.json"

    write_edition(edition_of(1), [document()], editions, lock)

    assert sorted(in_folder(tmp_path)) == ["editions.toml", "lock.json"]
    assert read_lock(lock) == {
        "edition": {"number": 1},
        **lock_of([document()]),
    }


@pytest.mark.hazard("HZ16-a")
@pytest.mark.parametrize(
    ("number", "lock", "fault"),
    [
        pytest.param(0, {}, None, id="nothing published"),
        pytest.param(2, {"edition": {"number": 2}}, None, id="they agree"),
        pytest.param(
            0,
            {"edition": {"number": 2}},
            "ends at edition 0, the lock at 2",
            id="the editions were emptied",
        ),
        pytest.param(
            3,
            {"edition": {"number": 2}},
            "ends at edition 3, the lock at 2",
            id="a crash between the two",
        ),
        pytest.param(1, {}, "ends at edition 1, the lock at 0", id="the lock is gone"),
        pytest.param(
            1, LOCK, "ends at edition 1, the lock at 0", id="a lock without a number"
        ),
    ],
)
def test_editions_and_lock_that_do_not_agree_are_found(
    number: int, lock: Lock, fault: str | None
) -> None:
    found = [f"{each.place}: {each.says}" for each in edition_faults(number, lock)]

    assert found == ([] if fault is None else [f"editions.toml: {fault}"])


def test_the_number_in_the_lock_is_no_page() -> None:
    lock = {"edition": {"number": 1}} | LOCK

    assert list(lock_faults([BEFORE], lock)) == []
    assert changes([BEFORE], lock) == []


def test_before_the_first_edition_nothing_is_locked(tmp_path: Path) -> None:
    assert read_lock(tmp_path / "lock.json") == {}


@pytest.mark.parametrize("text", ["", "{", "[]", "1", '{"card": 1}', '{"card": "x"}'])
def test_a_lock_that_cannot_be_read_is_refused(tmp_path: Path, text: str) -> None:
    file = tmp_path / "lock.json"
    file.write_text(text)

    with pytest.raises(ContentError, match=r"lock\.json"):
        read_lock(file)


def edition_of(number: int, note: str = "A note.", *found: Change) -> Edition:
    return Edition(number, CHECKED_ON, "routine", note, found)
