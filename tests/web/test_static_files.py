"""Built files are kept for good; anything else under /static/ is a plain 404."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from pwa.config import ROOT, Config
from pwa.shell import bundles
from pwa.shell.build import SEARCH_INDEX
from pwa.shell.release import Release
from tests.web.checked_client import CheckedClient, unpacked

YEAR_S = 365 * 24 * 60 * 60
ASSETS = [*bundles.SCRIPTS, *bundles.STYLES, SEARCH_INDEX]
TYPES = {
    ".js": "text/javascript",
    ".css": "text/css",
    ".json": "application/json",
}

each_asset = pytest.mark.parametrize("name", ASSETS)


@each_asset
def test_a_built_file_is_kept_for_good(
    client: CheckedClient, release: Release, name: str
) -> None:
    answer = client.get(release.assets[name].url)

    policy = answer.headers["Cache-Control"]
    age = re.search(r"max-age=(\d+)", policy)
    assert "immutable" in policy and "public" in policy
    assert age and int(age[1]) >= YEAR_S
    assert answer.mimetype == TYPES[Path(name).suffix]
    assert answer.headers["Vary"] == "Accept-Encoding"


@each_asset
@pytest.mark.parametrize("encoding", ["br", "gzip"])
def test_a_built_file_is_packed_for_who_takes_it(
    client: CheckedClient, release: Release, name: str, encoding: str
) -> None:
    url = release.assets[name].url
    plain = client.get(url)

    packed = client.get(url, headers={"Accept-Encoding": encoding})

    assert packed.headers["Content-Encoding"] == encoding
    assert packed.mimetype == plain.mimetype
    assert len(packed.data) < len(plain.data)
    assert unpacked(packed) == plain.data


@each_asset
def test_a_built_file_is_named_by_its_content(release: Release, name: str) -> None:
    stem, suffix = name.rsplit(".", 1)

    assert re.fullmatch(
        rf"/static/{re.escape(stem)}\.[0-9a-f]{{8}}\.{suffix}", release.assets[name].url
    )


def test_a_file_whose_name_has_no_hash_is_looked_at_again(
    client: CheckedClient,
) -> None:
    answer = client.get("/static/icons/icon.svg")

    assert "immutable" not in answer.headers["Cache-Control"]
    assert answer.content_type == "image/svg+xml"


def test_a_file_that_has_not_changed_is_not_sent_again(
    client: CheckedClient, release: Release
) -> None:
    url = release.assets["main.js"].url
    etag = client.get(url).headers["ETag"]

    answer = client.get(url, headers={"If-None-Match": etag}, status=304)

    assert answer.data == b""


def test_a_part_beyond_the_end_of_a_file_is_refused_with_every_header(
    client: CheckedClient, release: Release
) -> None:
    url = release.assets["main.js"].url

    client.get(url, headers={"Range": "bytes=99999999-"}, status=416)


@pytest.mark.parametrize(
    "path",
    [
        pytest.param("/static/main.00000000.js", id="another release's script"),
        pytest.param("/static/app.00000000.css", id="another release's style"),
        pytest.param("/static/", id="the folder"),
        pytest.param("/static/icons", id="a folder"),
        pytest.param("/static/icons/", id="a folder with its slash"),
        pytest.param(
            "/static/%2e%2e/release.json", id="%2e%2e, as a server hands it on"
        ),
        pytest.param("/static/../release.json", id="dots"),
        pytest.param("/static/../../pages/home.html", id="more dots"),
        pytest.param("/static/icons/../../../release.json", id="dots inside"),
        pytest.param("/static/..\\release.json", id="a backslash"),
        pytest.param("/static//release.json", id="two slashes"),
        pytest.param("/static//etc/passwd", id="a file of the machine"),
        pytest.param("//static/release.json", id="two slashes in front"),
        pytest.param("/static/\x00", id="a null"),
        pytest.param("/static/icons/icon.svg\x00.js", id="a null inside"),
        pytest.param("/static/icons/icon.svg/", id="a slash too many"),
        pytest.param("/static/ICONS/icon.svg", id="another case"),
        pytest.param("/static/icons/icon.svg.gz", id="the packed file itself"),
        pytest.param("/static/\N{SNOWMAN}.js", id="beyond ASCII"),
    ],
)
@pytest.mark.parametrize("method", ["GET", "HEAD"])
def test_a_missing_file_is_a_plain_404_that_nobody_keeps(
    client: CheckedClient, path: str, method: str
) -> None:
    raw = path.encode().decode("latin-1")  # as WSGI wants PATH_INFO

    answer = client.open(
        "/", method=method, environ_overrides={"PATH_INFO": raw}, status=404
    )

    assert answer.mimetype == "text/plain"
    assert answer.headers["Cache-Control"] == "no-store"
    assert answer.data == (b"404 Not Found\n" if method == "GET" else b"")


@pytest.mark.parametrize("path", ["/static/%2e%2e/release.json", "/static/%00"])
def test_an_escaped_trick_is_a_plain_404_too(client: CheckedClient, path: str) -> None:
    answer = client.get(path, status=404)

    assert answer.mimetype == "text/plain"


def test_no_source_is_public(client: CheckedClient) -> None:
    folders = ("pwa", "service_worker", "static/css", "static/js", "tests", "tools")
    files = [
        file.relative_to(ROOT)
        for folder in folders
        for file in sorted((ROOT / folder).rglob("*"))
        if file.is_file() and "__pycache__" not in file.parts
    ]
    assert files

    for file in files:
        for path in {f"/{file}", f"/static/{file}", f"/static/{file.name}"}:
            client.get(path, status=404)


@pytest.mark.parametrize(
    "name",
    [
        *("release.json", "pages/home.html", "root/service-worker.js", "root", "site"),
        *("pyproject.toml", "package.json", ".git/config", ".env", "pwa/config.py"),
        *("service-worker-off.js", "dist/release.json", "site/static/icons/icon.svg"),
    ],
)
@pytest.mark.parametrize("folder", ["/", "/static/", "/static/dist/"])
def test_no_file_of_the_build_or_the_project_is_public(
    client: CheckedClient, folder: str, name: str
) -> None:
    client.get(folder + name, status=404)


def test_every_public_file_is_of_a_release_or_an_icon(release: Release) -> None:
    static = Config().dist / "site" / "static"
    known = {asset.url.removeprefix("/static/") for asset in release.assets.values()}

    served = {
        str(file.relative_to(static))
        for file in static.rglob("*")
        if file.is_file() and file.suffix not in (".gz", ".br")
    }

    others = {name for name in served - known if not name.startswith("icons/")}
    assert known <= served
    # Of builds in the last month, for pages that are still open.
    assert all(
        re.fullmatch(r"[\w-]+\.[0-9a-f]{8}\.(js|css|json)", name) for name in others
    )
