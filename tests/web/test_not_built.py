"""Without a usable build every address, and the command line, says what to run."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from flask import Flask

from pwa import create_app
from pwa.config import Config
from pwa.errors import NotBuiltError
from pwa.shell.release import RELEASE_FILE, Release
from tests.web.addresses import PAGES
from tests.web.checked_client import checked_client

NOT_BUILT = "Carrycard has not been built here. Run: make build"
CHANGED = "Settings shown on pages have changed since the build. Run: make build"


@pytest.fixture(scope="module")
def not_built(tmp_path_factory: pytest.TempPathFactory) -> Flask:
    return create_app(Config(dist=tmp_path_factory.mktemp("none") / "dist"))


@pytest.mark.parametrize(
    "path",
    [
        *(*PAGES, "/manifest.json", "/service-worker.js", "/version.json", "/healthz"),
        *("/nowhere", "/static/icons/icon.svg", "/static/main.00000000.js"),
    ],
)
def test_every_address_says_that_nothing_is_built(not_built: Flask, path: str) -> None:
    answer = checked_client(not_built).get(path, status=503)

    assert answer.text == f"{NOT_BUILT}\n"
    assert answer.mimetype == "text/plain"
    assert answer.headers["Cache-Control"] == "no-store"


def test_serving_stops_with_the_same_words(not_built: Flask) -> None:
    run = not_built.test_cli_runner().invoke(args=["serve"])

    assert run.exit_code == 1
    assert run.output == f"Error: {NOT_BUILT}\n"


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("", id="empty"),
        pytest.param("{", id="cut short"),
        pytest.param("[]", id="not a table"),
        pytest.param('{"name": "x"}', id="a key is missing"),
    ],
)
def test_a_build_that_cannot_be_read_is_no_build(tmp_path: Path, text: str) -> None:
    dist = tmp_path / "dist"
    dist.mkdir()
    (dist / RELEASE_FILE).write_text(text)

    answer = checked_client(create_app(Config(dist=dist))).get("/card/", status=503)

    assert answer.text == f"{NOT_BUILT}\n"


@pytest.mark.parametrize(
    "config",
    [
        pytest.param(Config(publisher="Someone else"), id="publisher"),
        pytest.param(Config(contact="write@example.org"), id="contact"),
        pytest.param(Config(languages=("en",)), id="languages"),
    ],
)
def test_settings_changed_since_the_build_are_noticed(
    release: Release, config: Config
) -> None:
    app = create_app(config)

    answer = checked_client(app).get("/card/", status=503)
    run = app.test_cli_runner().invoke(args=["serve"])

    assert answer.text == f"{CHANGED}\n"
    assert run.output == f"Error: {CHANGED}\n"
    assert run.exit_code == 1


@pytest.mark.parametrize(
    "config",
    [
        pytest.param(Config(port=1), id="port"),
        pytest.param(Config(host="::1"), id="host"),
        pytest.param(Config(server_processes=9), id="processes"),
        pytest.param(Config(worker="off"), id="worker"),
    ],
)
def test_a_setting_no_page_shows_needs_no_new_build(
    release: Release, config: Config
) -> None:
    checked_client(create_app(config)).get("/card/")


def test_a_build_that_lacks_a_file_names_it(tmp_path: Path, release: Release) -> None:
    dist = tmp_path / "dist"
    dist.mkdir()
    written = json.loads((Config().dist / RELEASE_FILE).read_text(encoding="utf-8"))
    (dist / RELEASE_FILE).write_text(json.dumps(written))

    with pytest.raises(NotBuiltError, match=r"is missing. Run: make build"):
        create_app(Config(dist=dist))
