"""The packs on disk are always whole, and are left alone where nothing has changed."""

from __future__ import annotations

import gzip
import hashlib
import json
import subprocess
import sys
from base64 import b64encode
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import brotli
import pytest
from flask import Flask

from pwa import create_app
from pwa.config import ROOT, Config
from pwa.finder.packs import build
from pwa.finder.packs.build import build_packs
from pwa.finder.packs.collect import Collected
from pwa.finder.packs.holidays import bank_holidays
from tests.unit.finder.packs.made_up import MADE_UP, SHARED, listing

ROWS = [
    listing("A-1"),
    listing("A-2", kind="pharmacy"),
    listing("A-3", kind="pharmacy", source="open-map"),
    listing("A-4", kind="helpline"),
]


@pytest.fixture
def config(tmp_path: Path) -> Config:
    return Config(instance=tmp_path)


@pytest.fixture
def shown(monkeypatch: pytest.MonkeyPatch) -> list[Any]:
    """What the directory has; a test changes it."""
    rows = list(ROWS)
    sources = {each.key: each for each in (MADE_UP, SHARED)}
    monkeypatch.setattr(build, "collect", lambda _: Collected(sources, rows))
    return rows


def made(config: Config) -> build.PackReport:
    return build_packs(config, with_postcodes=False)


def manifest(config: Config) -> dict[str, Any]:
    return dict(json.loads((config.packs / "manifest.json").read_text("utf-8")))


def files(config: Config) -> dict[str, tuple[int, bytes]]:
    return {
        each.name: (each.stat().st_mtime_ns, each.read_bytes())
        for each in config.packs.iterdir()
    }


def assert_whole(config: Config) -> None:
    """Each file the manifest names is there, as it says, in each encoding."""
    for each in manifest(config)["packs"]:
        file = config.packs / each["url"].removeprefix("/packs/")
        body = file.read_bytes()
        digest = b64encode(hashlib.sha256(body).digest()).decode()
        assert each["integrity"] == f"sha256-{digest}"
        assert each["bytes"] == len(body)
        assert brotli.decompress(file.with_name(file.name + ".br").read_bytes()) == body
        assert gzip.decompress(file.with_name(file.name + ".gz").read_bytes()) == body


def test_each_kind_is_in_its_pack_and_share_alike_in_one_of_its_own(
    config: Config, shown: list[Any]
) -> None:
    report = made(config)

    told = manifest(config)
    assert {each["name"]: each["licence"] for each in told["packs"]} == {
        "core": "own",
        "pharmacies": "own",
        "pharmacies-open-map": "ODbL-1.0",
        "treatment": "own",
    }
    assert report.packs == dict.fromkeys(report.packs, 1)
    assert [each["key"] for each in told["sources"]] == ["made-up", "open-map"]
    assert told["postcodes"] is None
    built, expires = (
        datetime.fromisoformat(told[name]) for name in ("built_at", "expires_at")
    )
    assert (expires - built).days == 183
    assert built.tzinfo == UTC
    assert_whole(config)


def test_where_nothing_has_changed_nothing_is_written(
    config: Config, shown: list[Any]
) -> None:
    first = made(config)
    before = files(config)
    shown.reverse()

    again = made(config)

    assert (first.is_changed, again.is_changed) == (True, False)
    assert files(config) == before


def test_a_changed_pack_is_new_and_the_one_before_stays_one_build_longer(
    config: Config, shown: list[Any]
) -> None:
    def pack() -> str:
        named = {each["name"]: each["url"] for each in manifest(config)["packs"]}
        return str(named["treatment"]).removeprefix("/packs/")

    made(config)
    first, others = pack(), set(files(config))
    shown[0] = listing("A-1", name="Another Name")

    made(config)
    second = pack()

    assert first != second
    assert others < set(files(config))
    assert_whole(config)
    shown[0] = listing("A-1", name="A Third Name")
    made(config)
    assert first not in files(config)
    assert {second, pack()} < set(files(config))


@pytest.mark.parametrize("writes", range(15))
def test_a_build_that_stops_anywhere_leaves_whole_packs(
    config: Config,
    shown: list[Any],
    monkeypatch: pytest.MonkeyPatch,
    writes: int,
) -> None:
    """Like a power cut before the n-th write: 3 files a pack, then the manifest."""
    made(config)
    version = manifest(config)["version"]
    shown[:] = [replace(each, name="Another Name") for each in ROWS]
    left = iter(range(writes))
    real = Path.write_bytes

    def write(path: Path, body: bytes) -> int:
        if next(left, None) is None:
            real(path, body[: len(body) // 2])
            raise KeyboardInterrupt
        return real(path, body)

    monkeypatch.setattr(Path, "write_bytes", write)
    with pytest.raises(KeyboardInterrupt):
        made(config)
    monkeypatch.undo()

    assert manifest(config)["version"] == version
    assert_whole(config)


def test_a_lost_file_is_made_again(config: Config, shown: list[Any]) -> None:
    made(config)
    next(config.packs.glob("treatment.*.bin")).unlink()

    assert made(config).is_changed
    assert_whole(config)


def test_bank_holidays_are_those_of_each_nation_and_of_whole_years() -> None:
    found = bank_holidays(2026)

    assert set(found) == {"england", "wales", "scotland", "northern-ireland"}
    assert "2027-03-29" in found["england"]
    assert "2027-03-29" not in found["scotland"]
    assert "2026-07-13" in found["northern-ireland"]
    # A Saturday: only its substitute on the Monday is official.
    assert {"2026-12-26", "2026-12-28"} <= set(found["wales"])
    assert all(dates == sorted(set(dates)) for dates in found.values())
    assert min(found["england"]) == "2026-01-01"


@pytest.fixture
def flask_app(config: Config) -> Flask:
    return create_app(config)


def test_the_command_prints_its_figures(flask_app: Flask) -> None:
    ran = flask_app.test_cli_runner().invoke(
        args=["finder", "build", "--json", "--no-postcodes"]
    )

    figures = json.loads(ran.output)
    assert figures["is_changed"]
    assert figures["packs"]["treatment"] > 0


def test_beside_a_server_a_failure_says_one_line(tmp_path: Path) -> None:
    (tmp_path / "carrycard.db").write_bytes(b"no database" * 100)

    done = subprocess.run(
        [
            *(sys.executable, "-m", "flask", "--app", "pwa", "finder", "build"),
            *("--in-background", "--no-postcodes"),
        ],
        cwd=ROOT,
        env={"CARRYCARD_INSTANCE": str(tmp_path), "PATH": "/usr/bin"},
        capture_output=True,
        text=True,
        check=False,
    )

    assert done.returncode == 1
    assert done.stdout == ""
    (line,) = done.stderr.splitlines()
    assert line.startswith("Error: the packs stay as they are: ")


def test_a_server_that_starts_has_the_packs_made_unless_told_not_to(
    config: Config,
) -> None:
    only_packs = Config(instance=config.instance, run_reminders="off")
    quiet = Config(instance=config.instance, build_packs="off", run_reminders="off")

    assert len(create_app(only_packs).extensions["before_serving"]) == 1
    assert create_app(quiet).extensions.get("before_serving", []) == []
