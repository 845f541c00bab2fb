"""`finder update`: one source's failure is its own, and the exit status tells of it."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import pytest
from flask import Flask

from pwa.config import ROOT, Config
from pwa.errors import ConfigError
from pwa.finder.commands.source_settings import read_settings
from pwa.finder.commands.update import update
from pwa.finder.importers.rows import ImportFileError
from pwa.finder.model import Source
from tests.unit.finder.commands.loopback import Answer, Asked, Publisher, publisher

ENTRY = """
[[source]]
key = "{key}"
name = "A source"
publisher = "Somebody"
licence = "own"
format = "template"
url = "{url}/{key}"
"""


class Imports:
    """Stands in for the store: remembers what it was given."""

    def __init__(self) -> None:
        self.seen: list[tuple[str, bytes]] = []

    def import_file(
        self, config: Config, format_key: str, path: Path, source: Source
    ) -> dict[str, object]:
        held = path.read_bytes()
        if held == b"bad":
            raise ImportFileError("This is bad. Get it again.")
        self.seen.append((source.key, held))
        return {"rows": 2, "accepted": 1, "quarantined": 1, "rules": {"R08": 1}}


@pytest.fixture
def imports(monkeypatch: pytest.MonkeyPatch) -> Imports:
    found = Imports()
    module = ModuleType("pwa.finder.commands.importing")
    module.__dict__["import_file"] = found.import_file
    monkeypatch.setitem(sys.modules, "pwa.finder.commands.importing", module)
    return found


@pytest.fixture
def here() -> Iterator[Publisher]:
    with publisher(lambda asked: Answer(200, asked.path.encode())) as found:
        yield found


def run(folder: Path, here: Publisher, *keys: str) -> tuple[int, dict[str, object]]:
    settings = folder / "finder-sources.toml"
    text = "".join(ENTRY.format(key=key, url=here.url) for key in keys)
    settings.write_text(text, encoding="utf-8")
    app = Flask("test")
    app.config["CARRYCARD"] = Config(instance=folder)
    found = app.test_cli_runner().invoke(update, ["--json"])
    return found.exit_code, json.loads(found.stdout)


def states(figures: dict[str, object]) -> list[tuple[str, str]]:
    sources = figures["sources"]
    assert isinstance(sources, list)
    return [(each["key"], each["state"]) for each in sources]


def test_every_source_is_fetched_and_imported(
    tmp_path: Path, here: Publisher, imports: Imports
) -> None:
    status, figures = run(tmp_path, here, "one", "two")

    assert status == 0
    assert states(figures) == [("one", "updated"), ("two", "updated")]
    assert imports.seen == [("one", b"/one"), ("two", b"/two")]


def test_a_file_that_did_not_change_is_called_current(
    tmp_path: Path, here: Publisher, imports: Imports
) -> None:
    run(tmp_path, here, "one")

    status, figures = run(tmp_path, here, "one")

    assert (status, states(figures)) == (0, [("one", "current")])
    assert imports.seen == [("one", b"/one")] * 2


@pytest.mark.parametrize(
    "bad",
    [
        pytest.param(Answer(404), id="fetch"),
        pytest.param(Answer(200, b"bad"), id="import"),
    ],
)
def test_one_failure_leaves_its_last_good_file_and_the_others_go_on(
    tmp_path: Path, here: Publisher, imports: Imports, bad: Answer
) -> None:
    run(tmp_path, here, "one", "two")
    good = here.decide
    here.decide = lambda asked: bad if asked.path == "/one" else good(asked)

    status, figures = run(tmp_path, here, "one", "two")

    assert status == 1
    assert states(figures) == [("one", "failed"), ("two", "current")]
    assert figures["failed"] == 1
    assert (tmp_path / "fetched" / "one" / "kept").read_bytes() == b"/one"


def test_a_file_that_failed_once_is_tried_again(
    tmp_path: Path, here: Publisher, imports: Imports
) -> None:
    good = here.decide
    here.decide = lambda asked: Answer(200, b"bad", {"ETag": '"1"'})
    run(tmp_path, here, "one")
    here.decide = good

    status, figures = run(tmp_path, here, "one")

    assert (status, states(figures)) == (0, [("one", "updated")])
    assert "if-none-match" not in here.asked[-1].headers


def test_two_updates_do_not_run_at_once(
    tmp_path: Path, here: Publisher, imports: Imports
) -> None:
    messages: list[str] = []
    good = here.decide

    def start_another(asked: Asked) -> Answer:
        app = Flask("test")
        app.config["CARRYCARD"] = Config(instance=tmp_path)
        messages.append(app.test_cli_runner().invoke(update, ["--json"]).output)
        return good(asked)

    here.decide = start_another
    status, _ = run(tmp_path, here, "one")

    assert status == 0
    assert messages == ["Error: Another update is running.\n"]


def test_settings_that_are_missing_say_what_to_copy(tmp_path: Path) -> None:
    app = Flask("test")
    app.config["CARRYCARD"] = Config(instance=tmp_path)

    found = app.test_cli_runner().invoke(update, [])

    assert found.exit_code == 2
    assert "docs/finder-sources.example.toml" in found.output


def test_the_example_of_settings_can_be_used() -> None:
    feeds = read_settings(ROOT / "docs" / "finder-sources.example.toml")

    assert [feed.format for feed in feeds] == ["ods", "cqc", "oruk", "bmlt"]
    assert all(feed.url.startswith("https://") for feed in feeds)


@pytest.mark.parametrize(
    ("change", "fault"),
    [
        (('key = "one"', 'key = "One!"'), "key must be"),
        (('format = "template"', 'format = "fax"'), "format must be"),
        (('name = "A source"', ""), "has no name"),
        (('name = "A source"', "name = 7"), "right type"),
        (('name = "A source"', 'name = "A"\nnmae = "A"'), "unknown setting 'nmae'"),
        (('url = "', 'url = "ftp:'), "https address"),
        (("[[source]]", "[source]"), "entries and nothing else"),
        (("[[source]]", "[[source"), "not TOML"),
    ],
)
def test_settings_with_a_fault_name_it(
    tmp_path: Path, change: tuple[str, str], fault: str
) -> None:
    text = ENTRY.format(key="one", url="https://example.org").replace(*change)
    (tmp_path / "s.toml").write_text(text, encoding="utf-8")

    with pytest.raises(ConfigError, match=fault):
        read_settings(tmp_path / "s.toml")
