"""Words are published as a whole, with every change written down, or not at all."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from click.testing import Result
from flask import Flask

from pwa import create_app
from pwa.config import Config
from pwa.editing import cli
from pwa.editing.documents import (
    Document,
    documents,
    of_card,
    of_helplines,
    of_medicines,
    of_section,
)
from pwa.editing.publish import (
    Lock,
    as_toml,
    changes,
    edition_faults,
    lock_faults,
    lock_of,
    read_lock,
    unready_faults,
    write_edition,
)
from pwa.errors import ContentError
from pwa.facts.editions import Change, Edition, load_editions
from pwa.shell.release import Release
from tests.unit.editing.made_up import (
    CHECKED_ON,
    document,
    helpline,
    medicine,
    medicine_list,
    section,
)

BEFORE = document(blocks="It blocks.", gone="It goes.")
LOCK = lock_of([BEFORE])


@pytest.mark.parametrize(
    ("now", "found"),
    [
        pytest.param([BEFORE], [], id="nothing"),
        pytest.param(
            [document(blocks="It blocks.", gone="It goes.", more="It is more.")],
            [Change("facts/a-page", "more", "new", "It is more.")],
            id="a new claim",
        ),
        pytest.param(
            [document(blocks="It may block.", gone="It goes.")],
            [
                Change(
                    "facts/a-page", "blocks", "changed", "It may block.", "It blocks."
                )
            ],
            id="a changed claim, with what it said",
        ),
        pytest.param(
            [document(blocks="It blocks.")],
            [Change("facts/a-page", "gone", "removed", "It goes.")],
            id="a removed claim, with what it said",
        ),
        pytest.param(
            [document(blocks="It blocks.", renamed="It goes.")],
            [
                Change("facts/a-page", "renamed", "new", "It goes."),
                Change("facts/a-page", "gone", "removed", "It goes."),
            ],
            id="a claim under another id",
        ),
        pytest.param(
            [BEFORE, document("facts/b", title="B", one="One.", two="Two.")],
            [Change("facts/b", "", "new", "B: a new page.")],
            id="a new page is one change",
        ),
        pytest.param(
            [],
            [Change("facts/a-page", "", "removed", "The page.")],
            id="a removed page",
        ),
    ],
)
def test_what_changed_is_listed(now: list[Document], found: list[Change]) -> None:
    assert changes(now, LOCK) == found


def test_another_title_is_a_change_too() -> None:
    now = [replace(BEFORE, title="Another title", revision=2)]

    assert [each.kind for each in changes(now, LOCK)] == ["changed"]


@pytest.mark.hazard("HZ16-a")
@pytest.mark.parametrize(
    ("now", "fault"),
    [
        pytest.param([BEFORE], None, id="as published"),
        pytest.param(
            [replace(BEFORE, checked_on=CHECKED_ON + timedelta(9))],
            None,
            id="only checked again",
        ),
        pytest.param([BEFORE, document("facts/b")], "not published yet", id="new"),
        pytest.param(
            [document(blocks="It may block.", gone="It goes.")],
            "its words or signature changed since the last edition",
            id="changed",
        ),
        pytest.param(
            [replace(BEFORE, title="Another")],
            "its words or signature changed",
            id="title",
        ),
        pytest.param(
            [document(gone="It goes.", blocks="It blocks.")],
            "its words or signature changed",
            id="another order",
        ),
        pytest.param([], "was published and is gone", id="gone"),
    ],
)
def test_words_that_are_not_as_published_are_found(
    now: list[Document], fault: str | None
) -> None:
    found = [each.says for each in lock_faults(now, LOCK)]

    if fault is None:
        assert found == []
    else:
        assert [each.startswith(fault) for each in found] == [True]
        assert "flask --app pwa content publish" in found[0]


@pytest.mark.hazard("HZ16-a")
@pytest.mark.parametrize(
    ("changed", "fault"),
    [
        pytest.param(
            document(revision=1, blocks="Other."), "raise its revision of 1", id="same"
        ),
        pytest.param(document(revision=2, blocks="Other."), None, id="raised"),
        pytest.param(document(revision=1), None, id="nothing changed"),
        pytest.param(
            document(revision=2, blocks="Other.", checked_on=CHECKED_ON - timedelta(1)),
            "checked_on lies before",
            id="an earlier check",
        ),
        pytest.param(document("facts/new"), None, id="a new page"),
    ],
)
def test_changed_words_need_a_raised_revision(
    changed: Document, fault: str | None
) -> None:
    found = [each.says for each in unready_faults([changed], lock_of([document()]))]

    if fault is None:
        assert found == []
    else:
        assert [fault in each for each in found] == [True]


@pytest.mark.hazard("HZ16-a")
@pytest.mark.parametrize(
    ("before", "now", "is_refused"),
    [
        pytest.param("Dr A 2026-11-20", "Dr A 2026-11-20", True, id="not signed again"),
        pytest.param("Dr A 2026-11-20", "Dr A 2026-11-22", False, id="signed again"),
        pytest.param("Dr A 2026-11-20", "Dr B 2026-11-20", False, id="by another"),
        pytest.param("Dr A 2026-11-20", "", False, id="no longer signed"),
        pytest.param("", "Dr A 2026-11-22", False, id="signed now"),
        pytest.param("", "", False, id="never signed"),
    ],
)
def test_words_that_changed_after_they_were_signed_are_refused(
    before: str, now: str, *, is_refused: bool
) -> None:
    lock = lock_of([document(signed=before)])

    changed = document(revision=2, signed=now, blocks="Other.")
    found = [each.says for each in unready_faults([changed], lock)]

    told = (
        f"its words changed after {now} signed them: take reviewed_by out until the "
        "new words are signed"
    )
    assert found == ([told] if is_refused else [])


def test_signed_words_that_did_not_change_stay_signed() -> None:
    signed = document(signed="Dr A 2026-11-20")

    assert list(unready_faults([signed], lock_of([signed]))) == []


def test_a_lock_written_before_there_were_signatures_is_read() -> None:
    lock = lock_of([document()])
    del lock["facts/a-page"]["signed"]

    changed = document(revision=2, signed="Dr A 2026-11-20", blocks="Other.")

    assert list(unready_faults([changed], lock)) == []


def test_a_document_says_who_signed_it() -> None:
    signed = section(reviewed_by="Dr A", reviewed_on=CHECKED_ON)
    listed = replace(medicine_list(medicine()), reviewed_by="Dr B")

    assert of_section(signed).signed == "Dr A 2026-11-22"
    assert of_medicines(listed).signed == "Dr B"
    assert of_section(section()).signed == ""
    assert of_medicines(medicine_list(medicine())).signed == ""
    assert of_helplines((helpline(),)).signed == ""


def test_what_has_no_revision_needs_no_raised_one() -> None:
    lock = lock_of([document("card", revision=0, a="A.")])

    changed = document("card", revision=0, b="B.")

    assert list(unready_faults([changed], lock)) == []


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


LATIN_1 = b"caf\xe9".decode("utf-8", "surrogateescape")
"""What a terminal in Latin-1 hands over: it cannot be written as UTF-8."""


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


# What a document is made of: whatever a reader gets must be in it.


@pytest.mark.hazard("HZ16-a")
@pytest.mark.parametrize(
    "changed",
    [
        pytest.param(section("- It may block. {blocks: S1 4.2}"), id="its words"),
        pytest.param(section("- It blocks opioids. {blocks: P1}"), id="its source"),
        pytest.param(
            section("- It blocks opioids. {blocks: S1 4.3}"), id="the place in it"
        ),
        pytest.param(
            section("- It [blocks](tel:111) opioids. {blocks: S1 4.2}"), id="a link"
        ),
        pytest.param(section(title="Another"), id="the title"),
        pytest.param(section(summary="Another"), id="the summary"),
        pytest.param(
            section("## Never\n\n- It blocks opioids. {blocks: S1 4.2}"), id="a heading"
        ),
    ],
)
def test_a_page_is_another_when_what_a_reader_gets_is(changed: Any) -> None:
    assert of_section(changed).digest != of_section(section()).digest


def test_a_page_that_was_only_checked_again_is_the_same() -> None:
    again = section(checked_on=CHECKED_ON + timedelta(1))

    assert of_section(again).digest == of_section(section()).digest


@pytest.mark.hazard("HZ16-a")
@pytest.mark.parametrize(
    "changed",
    [
        pytest.param(medicine_list(medicine(contains="morphine")), id="what is in it"),
        pytest.param(medicine_list(medicine(brands=("A brand",))), id="a brand"),
        pytest.param(medicine_list(medicine(note="Some have none.")), id="a note"),
        pytest.param(medicine_list(medicine(rest="paracetamol")), id="the rest"),
        pytest.param(medicine_list(medicine(also=("codiene",))), id="a spelling"),
        pytest.param(medicine_list(medicine(), words="Other."), id="an answer"),
        pytest.param(medicine_list(medicine(), medicine("B")), id="one more"),
        pytest.param(medicine_list(), id="one fewer"),
        pytest.param(
            medicine_list(medicine(answer="ask", contains="", note="Ask.")),
            id="another answer",
        ),
    ],
)
def test_the_list_of_medicines_is_another_when_what_a_reader_gets_is(
    changed: Any,
) -> None:
    now = of_medicines(medicine_list(medicine()))

    assert of_medicines(changed).digest != now.digest


@pytest.mark.hazard("HZ16-a")
def test_another_answer_with_the_same_note_is_another_list() -> None:
    ask = medicine(answer="ask", contains="", note="Look at the pack.")
    which = replace(ask, answer="which-one")

    first, second = (of_medicines(medicine_list(each)) for each in (ask, which))

    assert first.digest != second.digest


@pytest.mark.hazard("HZ16-a")
@pytest.mark.parametrize(
    "changed",
    [
        pytest.param({"about": "For others."}, id="what it is for"),
        pytest.param({"hours": "At night"}, id="hours"),
        pytest.param({"web": "https://example.com/"}, id="its site"),
        pytest.param({"status": "being-checked"}, id="being checked"),
        pytest.param({"name": "Another"}, id="its name"),
        pytest.param({"nations": ("wales",)}, id="where it is for"),
    ],
)
def test_the_helplines_are_others_when_what_a_reader_gets_is(
    changed: dict[str, object],
) -> None:
    now = of_helplines((helpline(),))

    assert of_helplines((helpline(**changed),)).digest != now.digest


# The command, on the real content, with its two files elsewhere.


@pytest.fixture
def files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> tuple[Path, Path]:
    """Where the command writes the editions and the lock: not into the sources."""
    editions, lock = tmp_path / "editions.toml", tmp_path / "lock.json"
    monkeypatch.setattr(cli, "EDITIONS", editions)
    monkeypatch.setattr(cli, "LOCK", lock)
    monkeypatch.setattr(cli, "today", lambda: date(2026, 12, 1))
    return editions, lock


@pytest.fixture
def app() -> Flask:
    """One that has read no edition: the first one is the next."""
    made = create_app(Config(), release=Release("draft", "0"))
    made.extensions["editions"] = replace(made.extensions["editions"], newest_first=())
    return made


def publish(app: Flask, *options: str) -> Result:
    arguments = ["content", "publish", "--note", "A note.", *options]
    return app.test_cli_runner().invoke(args=arguments)


def test_the_first_edition_names_each_document_once(
    app: Flask, files: tuple[Path, Path]
) -> None:
    done = publish(app, "--json")

    assert done.exit_code == 0, done.output
    (edition,) = load_editions(files[0]).newest_first
    assert (edition.number, edition.level, edition.note) == (1, "routine", "A note.")
    assert edition.published_on == date(2026, 12, 1)
    keys = [each.key for each in documents(app)]
    assert [change.page for change in edition.changes] == keys
    assert json.loads(done.output) == {
        "edition": 1,
        "level": "routine",
        "new": len(keys),
    }


def test_what_was_just_published_has_no_lock_fault(
    app: Flask, files: tuple[Path, Path]
) -> None:
    publish(app)

    assert list(lock_faults(documents(app), read_lock(files[1]))) == []


def test_publishing_twice_says_that_nothing_has_changed(
    app: Flask, files: tuple[Path, Path]
) -> None:
    publish(app)
    before = [file.read_bytes() for file in files]

    again = publish(app)

    assert again.exit_code == 1
    assert "nothing has changed since the last edition" in again.output
    assert [file.read_bytes() for file in files] == before


@pytest.mark.hazard("HZ16-a")
def test_a_changed_text_under_the_same_revision_is_refused_and_nothing_is_written(
    app: Flask, files: tuple[Path, Path]
) -> None:
    publish(app)
    said_once(files[1], "facts/stopping")
    before = [file.read_bytes() for file in files]

    refused = publish(app)

    assert refused.exit_code == 1
    assert "nothing was published" in refused.output
    assert "facts/stopping: its words changed: raise its revision" in refused.output
    assert [file.read_bytes() for file in files] == before


def test_a_correction_is_published_as_one_that_every_open_app_fetches(
    app: Flask, files: tuple[Path, Path]
) -> None:
    editions, lock = files
    publish(app)
    said_once(lock, "facts/stopping", revision=0)
    app.extensions["editions"] = load_editions(editions)

    done = publish(app, "--level", "safety")

    assert done.exit_code == 0, done.output
    newest = load_editions(editions).newest_first[0]
    assert (newest.number, newest.level) == (2, "safety")
    (change,) = newest.changes
    assert (change.page, change.kind) == ("facts/stopping", "changed")
    assert change.before == "What it said."
    assert load_editions(editions).safety_number == 2


@pytest.mark.parametrize(
    "options",
    [
        pytest.param(["--level", "urgent"], id="a level that there is not"),
        pytest.param(["--note", ""], id="an empty note"),
        pytest.param(["--note", "  "], id="a note of spaces"),
    ],
)
def test_an_edition_without_a_level_or_a_note_is_refused(
    app: Flask, files: tuple[Path, Path], options: list[str]
) -> None:
    refused = publish(app, *options)

    assert refused.exit_code != 0
    assert not any(file.exists() for file in files)


def test_the_note_is_asked_for(app: Flask, files: tuple[Path, Path]) -> None:
    refused = app.test_cli_runner().invoke(args=["content", "publish"])

    assert refused.exit_code == 2
    assert not any(file.exists() for file in files)


@pytest.mark.hazard("HZ16-a")
def test_a_note_that_cannot_be_written_is_refused_and_nothing_is_written(
    app: Flask, files: tuple[Path, Path]
) -> None:
    publish(app)
    said_once(files[1], "facts/stopping", revision=0)
    app.extensions["editions"] = load_editions(files[0])
    before = in_folder(files[0].parent)

    refused = publish(app, "--note", LATIN_1)

    assert refused.exit_code != 0
    assert in_folder(files[0].parent) == before


def test_what_was_just_published_names_its_edition_in_the_lock(
    app: Flask, files: tuple[Path, Path]
) -> None:
    publish(app)

    number = load_editions(files[0]).number
    assert list(edition_faults(number, read_lock(files[1]))) == []
    assert [each.says for each in edition_faults(0, read_lock(files[1]))] == [
        "ends at edition 0, the lock at 1"
    ]


def edition_of(number: int, note: str = "A note.", *found: Change) -> Edition:
    return Edition(number, CHECKED_ON, "routine", note, found)


def in_folder(folder: Path) -> dict[str, bytes]:
    """Every file in it, hidden ones too."""
    return {file.name: file.read_bytes() for file in folder.iterdir()}


def said_once(lock: Path, page: str, revision: int | None = None) -> None:
    """Make the lock say that the first claim of a page said something else."""
    read = json.loads(lock.read_text(encoding="utf-8"))
    first = next(iter(read[page]["statements"]))
    read[page]["statements"][first] = "What it said."
    read[page]["digest"] = "of other words"
    if revision is not None:
        read[page]["revision"] = revision
    lock.write_text(json.dumps(read), encoding="utf-8")


def test_every_document_of_the_app_has_a_key_of_its_own(app: Flask) -> None:
    keys = [each.key for each in documents(app)]

    assert len(set(keys)) == len(keys)
    assert {"card", "medicines", "helplines", "facts/emergency"} <= set(keys)
    assert all(re.fullmatch(r"[a-z]+(/[a-z0-9-]+)?", key) for key in keys)


def test_a_line_of_the_card_is_a_statement_of_it(app: Flask) -> None:
    wording = app.extensions["card_wording"]

    forms = app.extensions["card_forms"]
    statements = list(of_card(wording, forms).statements.values())

    assert statements[: len(wording.lines)] == [line.text for line in wording.lines]
    assert [words.partition(". ")[0] for words in statements[len(wording.lines) :]] == [
        form.label.partition(". ")[0] for form in forms.forms
    ]
