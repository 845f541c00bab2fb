"""What an operator does on the command line: import, look at what was refused, ring."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from click.testing import Result
from flask import Flask

from pwa.clock import today
from pwa.config import Config
from pwa.finder.cli import finder
from pwa.finder.commands import directory
from pwa.finder.store import Store
from tests.unit.finder.made_up import FewPostcodes

HEAD = "record,name,kind,phone,postcode,url,status"
GOOD = "a1,Windmill House,treatment,0113 496 0000,ls14ap,,"
OTHER = "a2,Harbour Pharmacy,pharmacy,029 2018 0000,CF10 3NQ,,"
BAD = "a3,Nowhere Lodge,treatment,0131 496,LS1 9ZZ,,"


class Desk:
    """An operator's machine: a folder of its own, and the commands."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.config = Config(instance=folder / "instance")
        self._app = Flask(__name__)
        self._app.config["CARRYCARD"] = self.config
        self._app.cli.add_command(finder)

    def file(self, *rows: str) -> str:
        path = self.folder / "services.csv"
        path.write_text("\n".join((HEAD, *rows)), encoding="utf-8")
        return str(path)

    def runs(self, *words: str, typed: str = "") -> Result:
        return self._app.test_cli_runner().invoke(args=["finder", *words], input=typed)

    def told(self, *words: str) -> Any:
        result = self.runs(*words)
        assert result.exit_code == 0, result.output
        return json.loads(result.stdout)

    def kept(self) -> list[str]:
        with Store.open(self.config.database) as store:
            return [each.key for each in store.listings()]


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Desk:
    """The full list of postcodes is made in half a minute; this has a few."""

    @contextmanager
    def few(_config: Config) -> Iterator[FewPostcodes]:
        yield FewPostcodes()

    monkeypatch.setattr(directory, "opened_postcodes", few)
    return Desk(tmp_path)


def test_an_import_says_in_json_what_became_of_each_row(desk: Desk) -> None:
    figures = desk.told("import", "template", desk.file(GOOD, OTHER, BAD), "--json")

    assert figures == {
        "rows": 3,
        "accepted": 2,
        "quarantined": 1,
        "rules": {"R07": 1, "R08": 1},
    }
    assert desk.kept() == ["template/a1", "template/a2"]


def test_an_import_says_to_people_what_to_do_next(desk: Desk) -> None:
    result = desk.runs("import", "template", desk.file(GOOD, BAD))

    assert "2 rows read, 1 accepted, 1 refused" in result.output
    assert re.search(r"R08 +1  Its postcode exists", result.output)
    assert "finder reject list template" in result.output
    assert "licence" in result.output


def test_the_same_file_twice_changes_nothing(desk: Desk) -> None:
    desk.runs("import", "template", desk.file(GOOD, BAD))
    before = desk.told("stats", "--json")

    result = desk.runs("import", "template", desk.file(GOOD, BAD))

    assert "0 new, 0 changed, 0 open again, 1 as before, 0 closed" in result.output
    assert desk.told("stats", "--json") == before


def test_a_trial_changes_nothing(desk: Desk) -> None:
    result = desk.runs("import", "template", desk.file(GOOD), "--dry-run")

    assert "1 accepted" in result.output
    assert desk.kept() == []


@pytest.mark.parametrize(
    ("words", "says"),
    [
        pytest.param(["no-such", "x.csv"], "no format", id="format"),
        pytest.param(["template", "/no/such/file.csv"], "no file", id="no file"),
        pytest.param(["template", "{folder}/empty.csv"], "empty", id="empty"),
        pytest.param(["template", "{folder}/head.csv"], "", id="no rows"),
        pytest.param(["template", "{folder}/noise.csv"], "", id="noise"),
        pytest.param(["oruk", "{folder}/noise.csv"], "", id="noise for JSON"),
        pytest.param(["template", "{folder}"], "", id="a folder"),
        pytest.param(
            ["template", "{folder}/head.csv", "--source", "Our List"], "", id="key"
        ),
    ],
)
def test_what_cannot_be_imported_is_one_plain_error_and_changes_nothing(
    desk: Desk, words: list[str], says: str
) -> None:
    desk.runs("import", "template", desk.file(GOOD))
    before = desk.told("stats", "--json")
    (desk.folder / "empty.csv").touch()
    (desk.folder / "head.csv").write_text(HEAD)
    (desk.folder / "noise.csv").write_bytes(bytes(range(256)) * 20)

    result = desk.runs("import", *(word.format(folder=desk.folder) for word in words))

    assert result.exit_code in (1, 2)
    assert result.exception is None or isinstance(result.exception, SystemExit)
    assert says in result.output
    assert "Traceback" not in result.output
    assert desk.told("stats", "--json") == before


def test_what_was_told_of_a_source_is_told_once(desk: Desk) -> None:
    said = ["--source", "leeds", "--licence", "ODbL-1.0", "--publisher", "Leeds"]
    desk.runs("import", "template", desk.file(GOOD), *said)

    desk.runs("import", "template", desk.file(GOOD, OTHER), "--source", "leeds")

    with Store.open(desk.config.database) as store:
        source = store.source("leeds")
    assert source is not None
    assert (source.licence, source.publisher) == ("ODbL-1.0", "Leeds")
    assert source.share_alike


def test_the_same_service_in_two_sources_is_kept_once_unless_kept_apart(
    desk: Desk,
) -> None:
    desk.runs("import", "template", desk.file(GOOD), "--source", "first")

    mixed = desk.told(
        "import", "template", desk.file(GOOD), "--source", "second", "--json"
    )
    apart = desk.told(
        *("import", "template", desk.file(GOOD), "--source", "third"),
        *("--licence", "ODbL-1.0", "--json"),
    )

    assert mixed["rules"] == {"R20": 1}
    assert apart["accepted"] == 1


def test_of_two_rows_for_one_place_the_open_one_stays(desk: Desk) -> None:
    planned = GOOD.replace("a1", "a0") + "paused"

    desk.runs("import", "template", desk.file(planned, GOOD))

    assert desk.kept() == ["template/a1"]


def test_a_refused_row_can_be_looked_at_and_settled(desk: Desk) -> None:
    desk.runs("import", "template", desk.file(GOOD, BAD))

    listed = desk.told("reject", "list", "template", "--rule", "r08", "--json")
    shown = desk.told("reject", "show", "template", "2", "--json")
    settled = desk.runs("reject", "settle", "template", "2", "--by", "Ann")
    after = desk.runs("reject", "list")

    assert [(each["row"], each["rule"]) for each in listed] == [(2, "R08")]
    assert shown["raw"]["name"] == "Nowhere Lodge"
    assert {each["rule"] for each in shown["faults"]} == {"R07", "R08"}
    assert settled.exit_code == 0
    assert "No row was refused" in after.output
    assert desk.runs("reject", "show", "template", "9").exit_code == 1


def test_a_check_written_down_takes_the_service_off_the_queue(desk: Desk) -> None:
    desk.runs("import", "template", desk.file(GOOD))
    due = desk.told("verify", "--json")

    done = desk.runs(
        *("verify", "done", "template/a1", "--by", "Ann", "--how", "rang"),
        *("--on", today().isoformat(), "--naltrexone", "no"),
    )

    assert [(each["key"], each["why"]) for each in due] == [
        ("template/a1", "never checked")
    ]
    assert done.exit_code == 0, done.output
    assert desk.told("verify", "--json") == []
    assert desk.told("verify", "log", "template/a1", "--json") == [
        {
            "who": "Ann",
            "how": "rang",
            "on": today().isoformat(),
            "found": "as listed",
            "naltrexone": "no",
            "note": "",
        }
    ]


@pytest.mark.parametrize(
    "words",
    [
        pytest.param(["template/no", "--on", "2026-01-01"], id="no such service"),
        pytest.param(["template/a1", "--on", "2999-01-01"], id="a day to come"),
    ],
)
def test_a_check_that_cannot_be_is_refused(desk: Desk, words: list[str]) -> None:
    desk.runs("import", "template", desk.file(GOOD))

    result = desk.runs("verify", "done", *words, "--by", "Ann", "--how", "rang")

    assert result.exit_code in (1, 2)
    assert desk.told("verify", "log", "template/a1", "--json") == []


def test_the_queue_is_gone_through_with_what_to_ask(desk: Desk) -> None:
    desk.runs("import", "template", desk.file(GOOD, OTHER))

    result = desk.runs("verify", "--by", "Ann", typed="a\nunknown\nDoor code\nn\n")

    assert "Do you prescribe naltrexone?" in result.output
    assert "0113 496 0000" in result.output
    assert [each["key"] for each in desk.told("verify", "--json")] == ["template/a2"]
    assert desk.told("verify", "log", "template/a1", "--json")[0]["note"] == "Door code"


def test_the_instance_folder_is_for_its_user_alone(desk: Desk) -> None:
    desk.runs("import", "template", desk.file(GOOD))

    assert desk.config.instance.stat().st_mode & 0o777 == 0o700


def test_stats_count_what_is_listed(desk: Desk) -> None:
    desk.runs("import", "template", desk.file(GOOD, OTHER, BAD))

    figures = desk.told("stats", "--json")
    words = desk.runs("stats").output

    assert figures["kinds"] == {"pharmacy": 1, "treatment": 1}
    assert figures["nations"] == {"england": 1, "wales": 1}
    assert figures["sources"][0]["quarantined"] == 1
    assert "2 services are listed" in words
