"""The export: all that the app answers to anybody, the same twice, and never half."""

from __future__ import annotations

import json
import re
from html import unescape
from pathlib import Path

import pytest
from click.testing import Result
from flask import Flask

from pwa.exporting import folder as folders
from pwa.exporting.folder import RECORD, listed
from pwa.shell.headers import PAGE_CSP
from pwa.shell.release import Release
from tests.browser.exports import SOME_AREAS

TAGS = re.compile(
    r'<meta http-equiv="Content-Security-Policy" content="([^"]*)">'
    r'<meta name="referrer" content="no-referrer">'
)


def run(app: Flask, *words: str) -> Result:
    return app.test_cli_runner().invoke(args=["export", *words])


def test_every_page_is_there_and_the_same_but_for_its_policy(
    site_app: Flask, site: Path, release: Release
) -> None:
    client = site_app.test_client()
    pages = [path for path, file in release.documents.items() if "pages/" in file]
    areas = [f"/finder/areas/{each['slug']}" for each in SOME_AREAS]
    policy = "; ".join(
        each for each in PAGE_CSP.split("; ") if "frame-ancestors" not in each
    )

    for path in (*pages, *areas, *(f"/cy{area}" for area in areas)):
        name = f"{path}index.html" if path.endswith("/") else f"{path}.html"
        text = (site / name[1:]).read_text("utf-8")

        assert [unescape(each) for each in TAGS.findall(text)] == [policy], path
        assert TAGS.sub("", text) == client.get(path).text, path
        if not path.endswith("/"):
            beside = site / path[1:] / "index.html"
            assert beside.read_text("utf-8") == text
    assert len(pages) > 100


def test_every_file_is_there_as_it_is_served(site_app: Flask, site: Path) -> None:
    client = site_app.test_client()
    parts = ["/manifest.json", "/service-worker.js", "/version.json", "/healthz"]
    files = [
        f"/{name}"
        for name in listed(site)
        if name.startswith(("static/", "packs/")) and not name.endswith((".br", ".gz"))
    ]

    for path in (*parts, *files):
        served = client.get(path, buffered=True).data
        assert (site / path[1:]).read_bytes() == served, path

    manifest = json.loads((site / "packs" / "manifest.json").read_text("utf-8"))
    assert {each["url"] for each in manifest["packs"]} < set(files)


@pytest.mark.parametrize(
    ("name", "language"), [("404.html", "en"), ("cy/404.html", "cy")]
)
def test_a_missing_page_is_answered_in_its_language(
    site: Path, name: str, language: str
) -> None:
    text = (site / name).read_text("utf-8")

    assert f'<html lang="{language}"' in text
    assert TAGS.search(text)


def test_the_directory_is_there_as_whole_lists_and_described(
    site_app: Flask, site: Path
) -> None:
    client = site_app.test_client()
    described = json.loads((site / "api" / "openapi.json").read_text("utf-8"))

    for name in ("services", "service_at_locations", "taxonomies", "taxonomy_terms"):
        whole = json.loads((site / "api" / "oruk" / f"{name}.json").read_text("utf-8"))
        query = "?full=true" if name.startswith("service") else ""
        answered = client.get(f"/api/oruk/{name}{query}").json
        assert answered is not None
        assert whole["total_items"] == answered["total_items"] == whole["size"]
        assert whole["contents"][: answered["size"]] == answered["contents"]
        assert whole["last_page"] is True
    for path, operations in described["paths"].items():
        assert (site / path[1:]).is_file()
        assert list(operations) == ["get"]
        assert "parameters" not in operations["get"]


def test_the_same_again_changes_nothing(site_app: Flask, site: Path) -> None:
    before, times = listed(site), times_of(site)

    told = run(site_app, str(site), "--json")

    assert told.exit_code == 0, told.output
    assert json.loads(told.output)["kept"] == 0
    assert listed(site) == before
    assert times_of(site) == times


def times_of(folder: Path) -> dict[str, int]:
    return {str(file): file.stat().st_mtime_ns for file in folder.rglob("*.*")}


def test_a_folder_of_others_is_refused_and_left_alone(
    site_app: Flask, tmp_path: Path
) -> None:
    (tmp_path / "thesis.txt").write_text("mine")

    told = run(site_app, str(tmp_path))

    assert told.exit_code == 1
    assert "has other files in it" in told.output
    assert listed(tmp_path).keys() == {"thesis.txt"}


def test_a_folder_whose_record_is_damaged_is_refused(
    site_app: Flask, tmp_path: Path
) -> None:
    (tmp_path / RECORD).write_text("{")

    told = run(site_app, str(tmp_path))

    assert told.exit_code == 1
    assert "damaged" in told.output


def test_an_export_that_fails_leaves_the_one_before_whole(
    site_app: Flask, site: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = listed(site)

    def no_room(file: Path, old: Path, body: bytes) -> None:
        if file.name == "version.json":
            raise OSError(28, "No space left on device", str(file))

    monkeypatch.setattr(folders, "keep_time", no_room)
    told = run(site_app, str(site))

    assert told.exit_code == 1
    assert "No space left on device" in told.output
    assert listed(site) == before
    assert [each.name for each in site.parent.iterdir()] == [site.name]


def test_without_a_build_it_says_what_to_run(tmp_path: Path) -> None:
    from pwa import create_app
    from pwa.config import Config

    told = run(create_app(Config(dist=tmp_path / "none")), str(tmp_path / "site"))

    assert told.exit_code == 1
    assert "make build" in told.output
    assert not (tmp_path / "site").exists()
