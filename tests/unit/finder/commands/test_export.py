"""`flask finder export`: what is written, what is not, and what is said of it."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from click.testing import Result
from flask import Flask

from pwa import create_app
from pwa.config import Config
from pwa.finder.store import Store
from pwa.shell.release import Release
from tests.unit.finder.oruk.made_up import COPYLEFT, MEETING, SHARED, SOURCE, TREATMENT

READ_AT = datetime(2026, 11, 20, tzinfo=UTC)


@pytest.fixture(scope="module")
def app(tmp_path_factory: pytest.TempPathFactory) -> Flask:
    """With one ordinary and one share-alike source beside the starter directory."""
    config = Config(instance=tmp_path_factory.mktemp("instance"))
    with Store.open(config.database) as store:
        closed = replace(MEETING, status="closed")
        day = date(2026, 11, 20)
        store.replace_source(SOURCE, [TREATMENT, closed], on=day)
        store.replace_source(replace(SHARED, retrieved_at=READ_AT), [COPYLEFT], on=day)
    return create_app(config, release=Release("draft", "0"))


def run(app: Flask, *words: str) -> Result:
    return app.test_cli_runner().invoke(args=[*words])


@pytest.mark.parametrize("form", ["oruk", "geojson", "csv"])
def test_a_file_has_all_that_is_shown_but_what_is_share_alike(
    app: Flask, tmp_path: Path, form: str
) -> None:
    file = tmp_path / "out"

    told = run(app, "finder", "export", form, str(file), "--json")

    assert told.exit_code == 0, told.output
    figures = json.loads(told.output)
    text = file.read_text("utf-8")
    assert figures["format"] == form
    assert figures["bytes"] == file.stat().st_size
    assert figures["sources"]["made-up"] == "OGL-3.0"
    assert set(figures["sources"]) == {"made-up", "starter"}
    assert TREATMENT.name in text
    assert COPYLEFT.name not in text
    assert MEETING.name not in text  # it is closed


def test_a_share_alike_source_is_written_by_itself(app: Flask, tmp_path: Path) -> None:
    file = tmp_path / "out"

    told = run(app, "finder", "export", "csv", str(file), "--source", "shared")

    assert "1 listings as csv" in told.output
    assert "ODbL-1.0" in told.output
    text = file.read_text("utf-8")
    assert COPYLEFT.name in text and TREATMENT.name not in text


def test_without_a_file_it_is_written_to_the_screen(app: Flask) -> None:
    told = run(app, "finder", "export", "geojson", "--source", "made-up")

    [feature] = json.loads(told.output)["features"]
    assert feature["id"] == "T1"


def test_the_same_command_stands_at_the_top(app: Flask) -> None:
    below = run(app, "finder", "export", "oruk", "--source", "made-up")

    assert run(app, "export", "oruk", "--source", "made-up").output == below.output


@pytest.mark.parametrize(
    ("words", "says"),
    [
        pytest.param(["xml"], "'xml' is not one of", id="an unknown format"),
        pytest.param(["csv", "--source", "x"], "there is: made-up", id="no source"),
        pytest.param(["csv", "--json"], "name a FILE", id="figures on the screen"),
        pytest.param(["csv", "/proc/nowhere/x"], "No such file", id="nowhere"),
    ],
)
def test_what_cannot_be_written_is_said(
    app: Flask, words: list[str], says: str
) -> None:
    told = run(app, "finder", "export", *words)

    assert told.exit_code != 0
    assert says in told.output
    assert "Traceback" not in told.output


def test_a_file_that_fails_half_way_stays_as_it_was(
    app: Flask, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "out"
    file.write_text("before")

    def fail(*given: object) -> None:
        raise RuntimeError("half-way")

    monkeypatch.setattr("pwa.finder.oruk.service", fail)
    told = run(app, "finder", "export", "oruk", str(file))

    assert isinstance(told.exception, RuntimeError)
    assert file.read_text() == "before"
    assert list(tmp_path.iterdir()) == [file]
