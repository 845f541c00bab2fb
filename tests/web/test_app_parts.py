"""The parts a browser or a server asks for: worker, manifest, version, health."""

from __future__ import annotations

import re
import struct
from pathlib import Path
from typing import Any

import pytest

from pwa import create_app
from pwa.config import Config
from pwa.facts.editions import Editions
from pwa.shell.release import Release
from tests.web.addresses import PAGES
from tests.web.checked_client import WORKER_CSP, CheckedClient, checked_client
from tests.web.page_rules import parse


@pytest.fixture
def manifest(client: CheckedClient) -> dict[str, Any]:
    read = client.get("/manifest.json").json
    assert isinstance(read, dict)
    return read


def test_the_worker_is_asked_for_anew_each_time(client: CheckedClient) -> None:
    worker = client.get("/service-worker.js")

    assert worker.headers["Cache-Control"] == "no-cache"
    assert worker.content_type == "text/javascript; charset=utf-8"
    assert worker.headers["Content-Security-Policy"] == WORKER_CSP


def test_the_kill_switch_is_served_in_the_workers_place(release: Release) -> None:
    stopped = checked_client(create_app(Config(worker="off")))

    worker = stopped.get("/service-worker.js")

    off = (Config().dist / release.documents["/service-worker-off.js"]).read_bytes()
    assert worker.data == off
    assert b"unregister" in worker.data
    assert worker.headers["Cache-Control"] == "no-cache"


@pytest.mark.parametrize("worker", ["on", "off"])
def test_the_kill_switch_has_no_address_of_its_own(
    release: Release, worker: str
) -> None:
    client = checked_client(create_app(Config(worker=worker)))

    client.get("/service-worker-off.js", status=404)


def test_every_page_is_served_while_the_worker_is_off(release: Release) -> None:
    stopped = checked_client(create_app(Config(worker="off")))

    for path in ("/", "/card/", "/cy/card/", "/facts/", "/manifest.json"):
        stopped.get(path)


def test_the_manifest_has_its_own_type(client: CheckedClient) -> None:
    answer = client.get("/manifest.json")

    assert answer.content_type == "application/manifest+json"
    assert answer.headers["Cache-Control"] == "no-cache"


def test_the_app_starts_and_stays_on_its_own_pages(
    client: CheckedClient, manifest: dict[str, Any]
) -> None:
    assert manifest["id"] == manifest["scope"] == "/"
    for address in [manifest["start_url"], *shortcut_addresses(manifest)]:
        assert client.get(address).mimetype == "text/html"


def test_every_picture_the_manifest_names_is_as_it_says(
    client: CheckedClient, manifest: dict[str, Any]
) -> None:
    pictures = [*manifest["icons"], *manifest.get("screenshots", [])]
    pictures += [icon for each in manifest["shortcuts"] for icon in each["icons"]]

    for picture in pictures:
        answer = client.get(picture["src"])
        assert answer.mimetype == picture["type"], picture
        assert size_of(answer.data) == picture["sizes"], picture


def test_the_manifest_has_the_icons_that_installing_asks_for(
    manifest: dict[str, Any],
) -> None:
    icons = {(each["sizes"], each["purpose"]) for each in manifest["icons"]}

    assert {("192x192", "any"), ("512x512", "any"), ("512x512", "maskable")} <= icons


def test_the_icon_on_an_apple_home_screen_is_of_the_right_size(
    client: CheckedClient,
) -> None:
    assert size_of(client.get("/static/icons/apple-touch-icon.png").data) == "180x180"


def test_the_version_is_that_of_the_release(
    client: CheckedClient, release: Release
) -> None:
    answer = client.get("/version.json")

    assert answer.json is not None
    assert answer.json["release"] == release.name
    assert answer.json["version"] == release.version
    assert set(answer.json) == {"release", "version", "content"}
    assert answer.content_type == "application/json"


def test_the_version_names_the_edition_of_the_content(client: CheckedClient) -> None:
    editions: Editions = client.application.extensions["editions"]

    answer = client.get("/version.json")

    assert answer.json is not None
    assert answer.json["content"] == editions.as_version()


@pytest.mark.parametrize("path", [each for each in PAGES if "/leave" not in each])
def test_a_page_names_the_edition_it_was_built_with(
    client: CheckedClient, path: str
) -> None:
    editions: Editions = client.application.extensions["editions"]

    root = parse(client.get(path).text)

    assert root.get("data-edition") == str(editions.number)
    assert root.get("data-safety-edition") == str(editions.safety_number)


def test_the_server_says_that_it_is_well(client: CheckedClient) -> None:
    answer = client.get("/healthz")

    assert answer.text == "ok\n"
    assert answer.headers["Cache-Control"] == "no-store"


def shortcut_addresses(manifest: dict[str, Any]) -> list[str]:
    return [str(each["url"]) for each in manifest["shortcuts"]]


def size_of(picture: bytes) -> str:
    """Width and height as a manifest writes them; "any" for a drawing that scales."""
    if picture.startswith(b"\x89PNG\r\n\x1a\n"):
        width, height = struct.unpack(">II", picture[16:24])
        return f"{width}x{height}"
    assert re.search(rb"<svg[^>]+viewBox=", picture)
    return "any"


def test_the_kept_icons_are_small() -> None:
    icons = Config().dist / "site" / "static" / "icons"

    sizes = {file.name: file.stat().st_size for file in icons.glob("*.png")}

    assert not {
        name: size
        for name, size in sizes.items()
        if Path(name).stem.startswith(("icon-192", "apple")) and size > 20_000
    }
