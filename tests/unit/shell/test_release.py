"""A release is read back as it was written, or not at all."""

from __future__ import annotations

from pathlib import Path

import pytest

from pwa.config import Config
from pwa.errors import NotBuiltError
from pwa.shell.release import RELEASE_FILE, Asset, Release, load_release
from pwa.shell.serving import why_unusable

RELEASE = Release(
    name="0123456789ab",
    version="0.1.0",
    settings=Config().seen_on_pages(),
    assets={"main.js": Asset("/static/main.00000000.js", "sha384-x")},
    documents={"/": "pages/home.html"},
)


def test_a_release_is_read_back_as_it_was_written(tmp_path: Path) -> None:
    RELEASE.write(tmp_path)

    assert load_release(tmp_path) == RELEASE


def test_the_same_release_is_written_as_the_same_bytes(tmp_path: Path) -> None:
    for folder in (tmp_path / "a", tmp_path / "b"):
        folder.mkdir()
        RELEASE.write(folder)

    first, second = (tmp_path / each / RELEASE_FILE for each in "ab")
    assert first.read_bytes() == second.read_bytes()


def test_where_nothing_was_built_there_is_no_release(tmp_path: Path) -> None:
    assert load_release(tmp_path) is None
    assert load_release(tmp_path / "nowhere") is None


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("", id="empty"),
        pytest.param("{", id="cut short"),
        pytest.param("null", id="nothing"),
        pytest.param("[]", id="a list"),
        pytest.param("{}", id="no key"),
        pytest.param('{"assets": []}', id="assets in a list"),
        pytest.param('{"assets": {"a": {}}}', id="an asset without an address"),
        pytest.param('{"assets": {}, "name": "x"}', id="no version"),
        pytest.param(
            '{"assets": {}, "name": "x", "version": "1", "more": 1}', id="more"
        ),
    ],
)
def test_a_release_that_cannot_be_read_is_none(tmp_path: Path, text: str) -> None:
    (tmp_path / RELEASE_FILE).write_text(text)

    assert load_release(tmp_path) is None


def test_a_file_that_is_not_text_is_no_release(tmp_path: Path) -> None:
    (tmp_path / RELEASE_FILE).write_bytes(b"\xff")

    assert load_release(tmp_path) is None


def test_an_asset_is_found_by_its_sources_name() -> None:
    assert RELEASE.asset("main.js").url == "/static/main.00000000.js"


def test_an_asset_that_was_not_built_says_what_to_run() -> None:
    with pytest.raises(
        NotBuiltError, match=r"new\.js is not in this build.*make build"
    ):
        RELEASE.asset("new.js")


@pytest.mark.parametrize(
    ("config", "says"),
    [
        pytest.param(Config(), None, id="the same"),
        pytest.param(Config(port=1, worker="off"), None, id="not seen on pages"),
        pytest.param(Config(publisher="x"), "have changed", id="publisher"),
        pytest.param(Config(contact="x"), "have changed", id="contact"),
        pytest.param(Config(languages=("en",)), "have changed", id="languages"),
    ],
)
def test_a_release_serves_the_settings_it_was_built_with(
    config: Config, says: str | None
) -> None:
    fault = why_unusable(config, RELEASE)

    assert (fault is None) if says is None else (says in str(fault))


def test_no_release_at_all_says_what_to_run() -> None:
    assert str(why_unusable(Config(), None)).endswith("Run: make build")
