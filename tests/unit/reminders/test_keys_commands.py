"""The drill an operator runs: a new key, and the old one gone when nobody needs it."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from click.testing import Result
from flask import Flask

from pwa import create_app
from pwa.config import Config
from pwa.reminders.keys import Keys
from pwa.reminders.store.store import ReminderStore
from pwa.shell.release import Release
from tests.unit.reminders.made_up import endpoint, subscription

NOW = datetime(2026, 11, 22, 7, tzinfo=UTC)


@pytest.fixture
def app(tmp_path: Path) -> Flask:
    return create_app(Config(instance=tmp_path / "i"), release=Release("draft", "0"))


def run(app: Flask, *words: str) -> Result:
    return app.test_cli_runner().invoke(args=["reminders", "keys", *words])


def told(app: Flask, *words: str) -> Any:
    result = run(app, *words, "--json")
    assert result.exit_code == 0, result.output
    return json.loads(result.output)


def put(app: Flask, number: int, key_id: str) -> None:
    with ReminderStore.open(app.config["CARRYCARD"].database) as store:
        store.put(subscription(endpoint=endpoint(number), key_id=key_id), NOW)


def test_the_drill_of_a_rotation(app: Flask) -> None:
    [first] = told(app, "list")["keys"]
    put(app, 1, first["id"])

    rotated = told(app, "rotate")

    assert rotated["also_live"] == [first["id"]]
    put(app, 2, rotated["current"])
    found = {each["id"]: each for each in told(app, "list")["keys"]}
    assert found[first["id"]]["subscriptions"] == 1
    assert found[rotated["current"]]["is_current"]
    refused = run(app, "retire", first["id"])
    assert (refused.exit_code, "--force" in refused.output) == (1, True)
    with ReminderStore.open(app.config["CARRYCARD"].database) as store:
        store.delete(endpoint(1))  # its phone subscribed anew
    assert told(app, "retire", first["id"]) == {"retired": first["id"], "deleted": 0}
    [only] = told(app, "list")["keys"]
    assert (only["id"], only["subscriptions"]) == (rotated["current"], 1)


def test_a_stolen_key_is_given_up_with_its_subscriptions(app: Flask) -> None:
    [stolen] = told(app, "list")["keys"]
    put(app, 1, stolen["id"])
    told(app, "rotate")

    gone = told(app, "retire", stolen["id"], "--force")

    assert gone["deleted"] == 1
    [only] = told(app, "list")["keys"]
    assert only["subscriptions"] == 0


def test_the_same_is_said_in_words(app: Flask) -> None:
    first = Keys(app.config["CARRYCARD"].keys).current().id
    put(app, 1, "k000000000000")

    lines = run(app, "list").output.splitlines()

    assert lines[0].startswith(f"{first}  made 20")
    assert lines[0].endswith("0 subscriptions, current")
    assert lines[1] == "1 subscriptions have no key any more."
    assert "is the current key now" in run(app, "rotate").output
    assert "0 subscriptions were deleted" in run(app, "retire", first).output


@pytest.mark.parametrize("words", [("retire", "k000000000000"), ("list",)])
def test_a_fault_is_said_in_one_line_and_never_shows_a_key(
    app: Flask, words: tuple[str, ...]
) -> None:
    keys = Keys(app.config["CARRYCARD"].keys)
    file = keys.folder / f"{keys.current().id}.pem"
    file.chmod(0o644)

    result = run(app, *words)

    assert result.exit_code == 1
    assert result.output.startswith("Error: ")
    assert result.output.count("\n") == 1
    assert "PRIVATE" not in result.output
