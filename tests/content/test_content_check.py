"""What `flask --app pwa content check` finds in the words of this release."""

from __future__ import annotations

import json
import re
from datetime import date
from pathlib import Path

import pytest
from click.testing import Result
from flask import Flask

from pwa import create_app
from pwa.config import Config
from pwa.editing import cli, publish
from pwa.editing.documents import documents
from pwa.facts.editions import Editions
from pwa.shell.release import Release
from tests.content.app_words import card_wording, fact_sheet, helplines, medicine_list
from tests.web.addresses import UNBUILT


@pytest.fixture(autouse=True)
def last_checked_on(monkeypatch: pytest.MonkeyPatch) -> date:
    """Today is the day the words were last checked: no test fails by waiting."""
    days = [
        *(section.checked_on for section in fact_sheet()),
        *(line.checked_on for line in helplines()),
        *(card_wording().checked_on, medicine_list().checked_on),
    ]
    day = max(days)
    monkeypatch.setattr(cli, "today", lambda: day)
    return day


@pytest.mark.hazard("HZ16-a")
def test_the_words_of_this_release_are_in_order() -> None:
    faults = [f"{each.place}: {each.says}" for each in cli.all_faults(UNBUILT)]

    assert faults == []


def test_the_check_fails_and_names_each_fault(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cli, "today", lambda: date(2099, 1, 1))

    done = UNBUILT.test_cli_runner().invoke(args=["content", "check"])

    assert done.exit_code == 1
    assert "facts/en/emergency: the review was due on " in done.output
    assert "card: the review was due on " in done.output
    assert "medicines: the review was due on " in done.output
    assert "helplines#Samaritans: was last checked on " in done.output


def test_a_day_that_is_yet_to_come_is_found_in_every_document(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(cli, "today", lambda: date(2020, 1, 1))

    said = run().output

    for place in ("facts/en/emergency", "card", "medicines"):
        assert re.search(rf"^{place}: was checked on .+ yet to come$", said, re.M)


@pytest.mark.hazard("HZ16-a")
def test_editions_that_were_emptied_are_found(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    app = create_app(Config(), release=Release("draft", "0"))
    number = app.extensions["editions"].number
    lock = tmp_path / "lock.json"
    locked = {"edition": {"number": number}} | publish.lock_of(documents(app))
    lock.write_text(json.dumps(locked), encoding="utf-8")
    monkeypatch.setattr(cli, "LOCK", lock)
    assert "the lock at" not in run(app=app).output

    app.extensions["editions"] = Editions(())
    locked["edition"] = {"number": number or 1}
    lock.write_text(json.dumps(locked), encoding="utf-8")

    said = run(app=app)
    assert said.exit_code == 1
    assert f"editions.toml: ends at edition 0, the lock at {number or 1}" in said.output


def test_one_page_is_checked_alone() -> None:
    done = run("--only", "emergency")

    assert (done.exit_code, done.output) == (0, "The words are in order.\n")


def test_a_page_that_there_is_not_is_named() -> None:
    done = run("--only", "nowhere")

    assert done.exit_code == 2
    assert "there is no page 'nowhere'" in done.output


def test_the_figures_are_those_of_the_content() -> None:
    sections = fact_sheet().sections("en")
    claims = [claim for section in sections for claim in section.claims]

    figures = json.loads(run("--json").output)

    assert figures["pages"] == len(sections)
    assert figures["claims"] == len(claims)
    assert figures["not_confirmed"] == sum(not each.is_confirmed for each in claims)
    assert {"place", "says"} >= {key for each in figures["faults"] for key in each}


def run(*options: str, app: Flask = UNBUILT) -> Result:
    return app.test_cli_runner().invoke(args=["content", "check", *options])
