"""Words are published as a whole, with every change written down, or not at all."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from click.testing import Result
from flask import Flask

from pwa import create_app
from pwa.config import Config
from pwa.editing import cli
from pwa.editing.documents import (
    documents,
    of_card,
)
from pwa.editing.publish import (
    edition_faults,
    lock_faults,
    read_lock,
)
from pwa.facts.editions import load_editions
from pwa.shell.release import Release
from tests.unit.editing.publishing import LATIN_1, in_folder

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
