"""`flask finder reports`: what waits is listed, and taken off when looked into."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest
from click.testing import Result
from flask import Flask

from pwa import create_app
from pwa.config import Config
from pwa.finder.store import Report, Store
from pwa.shell.release import Release
from tests.unit.finder.oruk.made_up import SOURCE, TREATMENT


@pytest.fixture
def app(tmp_path: Path) -> Flask:
    config = Config(instance=tmp_path / "instance")
    return create_app(config, release=Release("draft", "0"))


@pytest.fixture
def store(app: Flask) -> Store:
    store = Store.open(app.config["CARRYCARD"].database)
    store.replace_source(SOURCE, [TREATMENT], on=date(2026, 11, 20))
    day = date(2026, 11, 21)
    store.add_report(Report("aa11", TREATMENT.key, "closed", "Locked.\nTwice.", day))
    store.add_report(Report("aa22", "gone/X", "hours", "", day))
    return store


def run(app: Flask, *words: str) -> Result:
    return app.test_cli_runner().invoke(args=["finder", "reports", *words])


def test_what_waits_is_listed_with_its_name(app: Flask, store: Store) -> None:
    told = run(app).output

    assert "aa11  2026-11-21  made-up/T1" in told
    assert "Nowhere Recovery Hub: it is closed" in told
    assert "    > Locked.\n    > Twice.\n" in told
    assert "no longer listed: the hours are wrong" in told
    assert told.endswith("2 waiting.\n")


def test_one_that_was_looked_into_is_taken_off(app: Flask, store: Store) -> None:
    told = run(app, "--done", "aa1", "--json")

    figures = json.loads(told.output)
    assert (figures["waiting"], figures["done"]) == (1, 1)
    assert [each["key"] for each in figures["reports"]] == ["gone/X"]
    assert [each.id for each in store.reports()] == ["aa22"]


@pytest.mark.parametrize("begun", ["aa", "b", ""])
def test_an_id_that_names_none_or_several_changes_nothing(
    app: Flask, store: Store, begun: str
) -> None:
    told = run(app, "--done", "aa1", "--done", begun)

    assert told.exit_code == 2
    assert "nothing was changed" in told.output
    assert len(store.reports()) == 2


def test_looking_makes_no_database(app: Flask) -> None:
    told = run(app)

    assert told.output == "No report is waiting.\n"
    assert not app.config["CARRYCARD"].instance.exists()
