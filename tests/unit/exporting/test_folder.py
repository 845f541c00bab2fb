"""What an export keeps of those before it: what an open tab may still ask for."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from pwa.config import Config
from pwa.errors import BuildError
from pwa.exporting import folder as folders
from pwa.exporting.site import Files


def release(number: int, pack: int | None = None) -> Files:
    """A site of one script, all pages, and one pack."""
    name, packed = f"{number:08x}", f"{pack or number:016x}"
    return {
        "index.html": b"page %d" % number,
        f"static/main.{name}.js": b"script %d" % number,
        f"static/main.{name}.js.br": b"packed %d" % number,
        f"static/pages.{name}.json": b"all pages %d" % number,
        f"packs/core.{packed}.bin": b"pack",
    }


def write(folder: Path, files: Files, tmp_path: Path) -> None:
    """As the command does, for a build whose worker names these files."""
    worker = tmp_path / "dist" / "root" / "service-worker.js"
    worker.parent.mkdir(parents=True, exist_ok=True)
    worker.write_text(" ".join(f'"/{name}"' for name in files))
    config = replace(Config(), dist=tmp_path / "dist")
    with folders.held(folder):
        before = folders.read_record(folder)
        record = folders.record_of(files, config, before)
        kept = folders.kept_from(folder, record, files)
        folders.write(folder, files | kept, record)


def kept(folder: Path, pattern: str) -> list[int]:
    return sorted(int(file.name.split(".")[1], 16) for file in folder.glob(pattern))


def test_scripts_of_three_releases_stay_and_large_files_of_one(tmp_path: Path) -> None:
    site = tmp_path / "site"

    for number in range(1, 7):
        write(site, release(number), tmp_path)

    assert kept(site, "static/main.*.js") == [3, 4, 5, 6]
    assert kept(site, "static/main.*.js.br") == [3, 4, 5, 6]
    assert kept(site, "static/pages.*.json") == [5, 6]
    assert kept(site, "packs/core.*.bin") == [5, 6]
    assert (site / "index.html").read_bytes() == b"page 6"


def test_new_packs_alone_push_no_release_out(tmp_path: Path) -> None:
    site = tmp_path / "site"
    for number in range(1, 5):
        write(site, release(number), tmp_path)

    for pack in range(11, 15):
        write(site, release(4, pack), tmp_path)

    assert kept(site, "static/main.*.js") == [1, 2, 3, 4]
    assert kept(site, "packs/core.*.bin") == [13, 14]


def test_going_back_a_release_and_forward_again_loses_none(tmp_path: Path) -> None:
    site = tmp_path / "site"

    for number in (1, 2, 1, 2):
        write(site, release(number), tmp_path)

    assert kept(site, "static/main.*.js") == [1, 2]
    assert kept(site, "static/pages.*.json") == [1, 2]


def test_a_file_that_changed_has_another_time_and_one_that_did_not_the_same(
    tmp_path: Path,
) -> None:
    site = tmp_path / "site"
    write(site, release(1) | {"healthz": b"ok"}, tmp_path)
    before = {p.name: p.stat().st_mtime_ns for p in site.iterdir()}

    write(site, release(2) | {"healthz": b"ok"}, tmp_path)

    after = {p.name: p.stat().st_mtime_ns for p in site.iterdir()}
    assert after["healthz"] == before["healthz"]
    assert after["index.html"] != before["index.html"]


def test_who_looks_meanwhile_sees_one_export_or_the_other(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where the system can swap, it is asked once; where it cannot, nothing is lost."""
    site = tmp_path / "site"
    write(site, release(1), tmp_path)
    monkeypatch.setattr("ctypes.CDLL", lambda *_, **__: object())

    write(site, release(2), tmp_path)

    assert (site / "index.html").read_bytes() == b"page 2"
    assert {each.name for each in tmp_path.iterdir()} == {"dist", "site"}


def test_two_exports_at_once_are_refused(tmp_path: Path) -> None:
    site = tmp_path / "site"

    with (
        folders.held(site),
        pytest.raises(BuildError, match="another export"),
        folders.held(site),
    ):
        pass


def test_a_file_in_the_way_is_refused(tmp_path: Path) -> None:
    (tmp_path / "site").write_text("mine")

    with (
        pytest.raises(BuildError, match="is not a folder"),
        folders.held(tmp_path / "site"),
    ):
        pass
