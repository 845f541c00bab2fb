"""What a build makes: the same from the same sources."""

from __future__ import annotations

import gzip
import json
import re
from pathlib import Path
from typing import Any

import brotli
import pytest

from pwa import create_app
from pwa.config import Config
from pwa.errors import BuildError
from pwa.facts.editions import Editions
from pwa.search.documents import search_documents
from pwa.shell import bundles
from pwa.shell.build import (
    DATA_FILES,
    SEARCH_INDEX,
    pack_file,
    render_pages,
    write_pages,
)
from pwa.shell.earlier import LIST
from tests.unit.shell.conftest import OLD_SCRIPT, Built, make_app
from tests.unit.shell.source_copy import SourceCopy, checksums
from tests.web.checked_client import CheckedClient, checked_client


@pytest.fixture
def client(built: Built) -> CheckedClient:
    return checked_client(built.app())


def test_the_search_index_is_kept_and_finds_everything(
    built: Built, client: CheckedClient
) -> None:
    asset = built.release.assets[SEARCH_INDEX]
    kept = {each["url"] for each in kept_by(built.worker())["files"]}

    index = client.get(asset.url).json

    assert asset.url in kept
    assert isinstance(index, dict)
    documents = search_documents(built.app())
    assert index["urgent"] == documents["urgent"]
    stored = index["index"]["storedFields"].values()
    assert {each["url"] for each in stored} == {
        each["url"] for each in documents["entries"]
    }


def test_the_version_names_the_release_and_the_edition(built: Built) -> None:
    file = built.config.dist / "root" / "version.json"

    told = json.loads(file.read_text(encoding="utf-8"))

    editions: Editions = built.app().extensions["editions"]
    assert told == {
        "release": built.release.name,
        "version": built.release.version,
        "content": editions.as_version(),
    }


def test_every_page_is_packed_beside_its_plain_file_too(built: Built) -> None:
    # A phone without a worker fetches the page itself.
    pages = sorted((built.config.dist / "pages").glob("*.html"))

    assert len(pages) == built.report.pages
    for page in pages:
        assert page.with_name(f"{page.name}.br").exists()


def test_two_apps_render_every_page_with_the_same_bytes(built: Built) -> None:
    first, second = (make_app(built.config, built.release) for _ in range(2))

    assert render_pages(first) == render_pages(second)


def test_a_page_is_served_with_the_bytes_it_renders_to(
    built: Built, client: CheckedClient
) -> None:
    rendered = render_pages(make_app(built.config, built.release))

    assert {path: client.get(path).data for path in rendered} == rendered


def test_the_same_sources_built_elsewhere_give_the_same_release(
    built: Built, built_elsewhere: SourceCopy
) -> None:
    here, there = checksums(built.config.dist), checksums(built_elsewhere.dist)
    # What was there before differs.
    del here[LIST]

    assert built_elsewhere.release()["name"] == built.release.name
    assert {path: there.get(path) for path in here} == here


def test_building_over_an_older_build_leaves_only_its_hashed_files(
    built: Built, built_elsewhere: SourceCopy
) -> None:
    before, after = checksums(built.config.dist), checksums(built_elsewhere.dist)

    # A page of the build before may still ask for it.
    assert {Path(path).name for path in set(after) - set(before)} == {OLD_SCRIPT}


def test_no_built_file_names_the_machine_it_was_built_on(
    built_elsewhere: SourceCopy,
) -> None:
    plain = [
        file
        for file in built_elsewhere.dist.rglob("*")
        if file.is_file() and file.suffix not in (".gz", ".br", ".png")
    ]
    assert plain

    for file in plain:
        assert str(built_elsewhere.root).encode() not in file.read_bytes(), file


def test_every_packed_file_holds_the_plain_one(built: Built) -> None:
    packed = [
        file for file in built.config.dist.rglob("*") if file.suffix in (".gz", ".br")
    ]
    assert packed

    for file in packed:
        unpack = gzip.decompress if file.suffix == ".gz" else brotli.decompress
        assert unpack(file.read_bytes()) == file.with_suffix("").read_bytes(), file


def test_a_build_leaves_only_what_it_names(built: Built) -> None:
    assert {path.name for path in built.config.dist.iterdir()} == {
        *("pages", "release.json", LIST, "root", "site")
    }
    assert {path.name for path in built.config.dist.parent.iterdir()} == {"dist"}
    assert hashed_files(built.config.dist) == {
        url.rpartition("/")[2]
        for url in (
            *(asset.url for asset in built.release.assets.values()),
            *(each["url"] for each in kept_by(built.worker())["packs"]),
        )
    }


def test_each_script_each_style_and_the_search_index_is_built(built: Built) -> None:
    assert set(built.release.assets) == {
        *(*bundles.SCRIPTS, *bundles.STYLES, SEARCH_INDEX, *DATA_FILES)
    }


def test_a_page_that_does_not_answer_stops_the_build(built: Built) -> None:
    app = make_app(built.config, built.release)
    app.view_functions["en.shell.about"] = lambda: ("busy", 503)

    with pytest.raises(BuildError, match="/about/ answered 503"):
        render_pages(app)


def test_two_pages_that_would_share_a_file_stop_the_build(tmp_path: Path) -> None:
    with pytest.raises(BuildError, match="two pages would share"):
        write_pages(tmp_path, {"/a/b": b"1", "/a_b": b"2"})


def test_a_tool_that_is_missing_is_named() -> None:
    with pytest.raises(BuildError, match="no-such-tool or Node is not installed"):
        bundles.run_node_tool(["no-such-tool"])


def test_packing_gives_the_same_bytes_each_time(tmp_path: Path) -> None:
    for name in ("a.js", "b.js"):
        (tmp_path / name).write_bytes(b"word " * 99)
        pack_file(tmp_path / name)

    for suffix in (".gz", ".br"):
        first, second = (tmp_path / f"{name}.js{suffix}" for name in "ab")
        assert first.read_bytes() == second.read_bytes()


def test_a_picture_is_not_packed(tmp_path: Path) -> None:
    (tmp_path / "a.png").write_bytes(b"x")

    assert pack_file(tmp_path / "a.png") == (1, 1)
    assert [file.name for file in tmp_path.iterdir()] == ["a.png"]


def test_settings_that_pages_show_are_in_the_pages(
    built: Built, tmp_path: Path
) -> None:
    config = Config(dist=tmp_path, publisher="A <charity>", contact="a@example.org")
    pages = render_pages(create_app(config, release=built.release))

    assert b"A &lt;charity&gt;" in pages["/about/"]
    assert b"a@example.org" in pages["/cy/about/"]


def hashed_files(dist: Path) -> set[str]:
    """The built files that are public, without their packed twins."""
    return {
        file.name
        for file in (dist / "site" / "static").iterdir()
        if re.fullmatch(r"[\w-]+\.[0-9a-f]{8}\.(js|css|json)", file.name)
    }


def kept_by(worker: bytes) -> dict[str, Any]:
    """The list that the build wrote into the worker."""
    text = worker.decode()
    found, _ = json.JSONDecoder().raw_decode(text, text.index('{"files":['))
    assert isinstance(found, dict)
    return found
