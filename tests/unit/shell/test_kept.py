"""What the worker keeps: the core first, everything once, as the server sends it."""

from __future__ import annotations

import hashlib
import json
import re
from pathlib import Path
from typing import Any

import pytest

from pwa.errors import BuildError
from pwa.shell import bundles
from pwa.shell.build import DATA_FILES, SEARCH_INDEX
from pwa.shell.kept import AFTER_CORE, KEPT_ICONS, pack, pack_paths, write_worker
from pwa.shell.pages import page_urls
from tests.unit.shell.conftest import Built
from tests.unit.shell.test_build import kept_by
from tests.web.checked_client import CheckedClient, checked_client, matches
from tests.web.page_rules import parse

CORE_LIMIT = 40_000
ON_THE_WAY = {"Cache-Control", "Content-Length", "ETag", "Vary"}
"""Headers of the way from the server to the phone; of no use to a kept page."""


@pytest.fixture
def client(built: Built) -> CheckedClient:
    return checked_client(built.app())


@pytest.fixture
def packs(built: Built, client: CheckedClient) -> dict[str, Any]:
    """The files in which many come, as the worker gets them, by their names."""
    read = {}
    for listed in kept_by(built.worker())["packs"]:
        name = listed["url"].removeprefix("/static/").partition(".")[0]
        text = client.get(listed["url"]).get_data(as_text=True)
        read[name] = {**json.loads(text), "paths": listed["paths"]}
    return read


@pytest.fixture
def packed(packs: dict[str, Any]) -> dict[str, tuple[str, dict[str, str]]]:
    """The text of everything that comes in a pack, and the headers that are kept."""
    return {
        path: (text, each["headers"] | each["own"].get(path, {}))
        for each in packs.values()
        for path, text in each["texts"].items()
    }


def test_the_worker_fetches_exactly_data_and_icons_by_themselves(
    built: Built,
) -> None:
    kept = [entry["url"] for entry in kept_by(built.worker())["files"]]

    wanted = {
        *(built.release.assets[name].url for name in (SEARCH_INDEX, *DATA_FILES)),
        *(f"/static/icons/{name}" for name in KEPT_ICONS),
        "/manifest.json",
    }
    assert sorted(wanted) == kept


def test_each_page_script_and_style_is_in_exactly_one_pack(
    built: Built, packs: dict[str, Any]
) -> None:
    in_packs = [path for each in packs.values() for path in each["paths"]]

    names = (*bundles.SCRIPTS, *bundles.STYLES)
    code = [built.release.assets[name].url for name in names]
    assert sorted(in_packs) == sorted([*page_urls(built.app()), *code])
    for each in packs.values():
        assert sorted(each["texts"]) == each["paths"]


def test_the_core_comes_first_and_has_what_its_pages_need(
    built: Built, packs: dict[str, Any]
) -> None:
    later = {built.release.assets[name].url for name in AFTER_CORE}

    assert list(packs) == ["core", "code", "pages"]
    core = packs["core"]["texts"]
    for path in ("/", "/card/", "/card/show", "/facts/emergency", "/offline"):
        assert {path, f"/cy{path}"} <= set(core)
    for path, text in core.items():
        if path.startswith("/static/"):
            continue
        named = set(re.findall(r"/static/[\w-]+\.[0-9a-f]{8}\.(?:js|css|json)", text))
        assert named - later <= set(core), path


def test_the_core_is_small(built: Built) -> None:
    assert built.report.core_br_bytes <= CORE_LIMIT


def test_every_kept_file_is_what_the_server_answers(
    built: Built, client: CheckedClient
) -> None:
    for entry in kept_by(built.worker())["files"]:
        answer = client.get(entry["url"])
        assert matches(entry["integrity"], answer.data), entry["url"]


def test_a_pack_is_checked_by_its_hash(built: Built, client: CheckedClient) -> None:
    for listed in kept_by(built.worker())["packs"]:
        body = client.get(listed["url"]).data

        assert matches(listed["integrity"], body)
        assert not matches(listed["integrity"], body.replace(b"e", b"a", 1))
        assert not matches(listed["integrity"], body[:-1])
        name = hashlib.sha256(body).hexdigest()[:8]
        assert listed["url"].endswith(f".{name}.json")


def test_a_pack_may_be_cached_for_good_and_is_packed(
    built: Built, client: CheckedClient
) -> None:
    for listed in kept_by(built.worker())["packs"]:
        answer = client.get(listed["url"], headers={"Accept-Encoding": "br"})

        assert "immutable" in answer.headers["Cache-Control"]
        assert answer.headers["Content-Encoding"] == "br"
        assert answer.mimetype == "application/json"


def test_what_comes_in_a_pack_is_byte_for_byte_as_served(
    client: CheckedClient, packed: dict[str, tuple[str, dict[str, str]]]
) -> None:
    for path, (text, _) in packed.items():
        assert text.encode() == client.get(path).data, path


def test_what_comes_in_a_pack_has_the_headers_that_the_server_sends(
    client: CheckedClient, packed: dict[str, tuple[str, dict[str, str]]]
) -> None:
    for path, (_, headers) in packed.items():
        sent = dict(client.get(path).headers.items())
        assert set(sent) >= ON_THE_WAY, path
        kept = {name: sent[name] for name in sent if name not in ON_THE_WAY}
        kept.pop("Last-Modified", None)
        # WhiteNoise puts the character set in quotes, which says the same.
        kept["Content-Type"] = kept["Content-Type"].replace('"', "")
        assert headers == kept, path


def test_a_text_keeps_only_those_headers_of_its_own_that_differ() -> None:
    made = json.loads(pack({"/": b"a page", "/card/move": b"with a camera"}))

    assert set(made["own"]) == {"/card/move"}
    assert set(made["own"]["/card/move"]) == {"Permissions-Policy"}
    assert "camera=(self)" in made["own"]["/card/move"]["Permissions-Policy"]
    assert "camera=()" in made["headers"]["Permissions-Policy"]


def test_a_kept_file_has_a_revision_unless_its_address_has_the_hash(
    built: Built,
) -> None:
    assets = {asset.url for asset in built.release.assets.values()}

    for entry in kept_by(built.worker())["files"]:
        is_hashed = entry["url"] in assets
        assert ("revision" in entry) is not is_hashed, entry["url"]


def test_a_kept_page_needs_nothing_that_is_not_kept(
    built: Built, packed: dict[str, tuple[str, dict[str, str]]]
) -> None:
    kept = {entry["url"] for entry in kept_by(built.worker())["files"]} | set(packed)

    for path in page_urls(built.app()):
        root = parse(packed[path][0])
        needed = {each.get("src") for each in root.iter() if each.get("src")}
        needed |= {each.get("href") for each in root.iter("link")}
        needed |= {
            each.get("data-index") for each in root.iter() if each.get("data-index")
        }
        assert needed <= kept, path


def test_the_worker_has_no_mark_left(built: Built) -> None:
    assert b"__WB_MANIFEST" not in built.worker()


def test_the_worker_keeps_nothing_of_the_person(
    built: Built, packed: dict[str, tuple[str, dict[str, str]]]
) -> None:
    kept = [*(each["url"] for each in kept_by(built.worker())["files"]), *packed]

    assert not [url for url in kept if url.startswith("/api/")]
    assert not {"/version.json", "/service-worker.js", "/healthz"} & set(kept)


def test_the_report_counts_what_was_made(
    built: Built, packed: dict[str, tuple[str, dict[str, str]]]
) -> None:
    listed = kept_by(built.worker())
    files, packs = listed["files"], listed["packs"]

    assert built.report.release == built.release.name
    assert built.report.pages == len(page_urls(built.app()))
    assert built.report.precached == len(files) + len(packed)
    assert built.report.fetched == len(files) + len(packs)


def test_the_report_weighs_what_is_fetched(built: Built, client: CheckedClient) -> None:
    listed = kept_by(built.worker())
    urls = [each["url"] for each in (*listed["packs"], *listed["files"])]

    weights = {
        url: len(client.get(url, headers={"Accept-Encoding": "br"}).data)
        for url in urls
    }

    assert built.report.precached_br_bytes == sum(weights.values())
    assert built.report.core_br_bytes == weights[urls[0]]
    index = built.release.assets[SEARCH_INDEX].url
    assert built.report.search_br_bytes == weights[index]


@pytest.mark.parametrize("script", ["", "self.__WB_MANIFEST self.__WB_MANIFEST"])
def test_a_worker_without_one_place_for_the_list_stops_the_build(
    tmp_path: Path, script: str
) -> None:
    with pytest.raises(BuildError, match="exactly once"):
        write_worker(tmp_path / "worker.js", script, "[]")


def test_a_core_page_that_is_gone_stops_the_build() -> None:
    with pytest.raises(BuildError, match="'/card/'"):
        pack_paths({"/": b"home"}, {}, ("en",))
