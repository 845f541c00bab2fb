"""The one build: bundles, styles, pages, worker and what the worker keeps.

A release is made in a folder beside the old one and swapped in when it is whole, so
a build that fails leaves the last one serving.
"""

from __future__ import annotations

import base64
import gzip
import hashlib
import json
import re
import shutil
import tempfile
import time
import tomllib
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import brotli
from flask import Flask

from pwa.config import ROOT, Config
from pwa.errors import BuildError
from pwa.shell import bundles
from pwa.shell.headers import common_headers
from pwa.shell.pages import page_urls
from pwa.shell.release import Asset, Release
from pwa.translations.compile import compile_catalogues

MANIFEST_MARK = "self.__WB_MANIFEST"
ICONS = ROOT / "static" / "icons"
KEPT_ICONS = ("icon.svg", "icon-192.png", "apple-touch-icon.png")
"""Icons a kept page shows. Those only the installer asks for are not kept."""
PACKED = {".html", ".js", ".css", ".json", ".svg"}

HASHED = re.compile(r"[\w-]+\.[0-9a-f]{8}\.(?:js|css)")
CARRY_OVER_S = 30 * 86_400

MakeApp = Callable[[Config, Release], Flask]


@dataclass(frozen=True, slots=True)
class BuildReport:
    """Figures of a finished build; sizes in bytes."""

    release: str
    pages: int
    precached: int
    precached_bytes: int
    precached_br_bytes: int
    worker_gzip_bytes: int


def build(config: Config, make_app: MakeApp) -> BuildReport:
    """Build one release into `config.dist`.

    Raises:
        BuildError: a tool failed or a page did not render; the build before it is
            untouched.
        ContentError: a content file is malformed.
    """
    config.dist.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(
        dir=config.dist.parent, prefix=".build-"
    ) as folder:
        out = Path(folder)
        report = build_into(out, config, make_app)
        swap(out, config.dist)
    return report


def build_into(out: Path, config: Config, make_app: MakeApp) -> BuildReport:
    static, root = out / "site" / "static", out / "root"
    for folder in (static, root, out / "work"):
        folder.mkdir(parents=True)
    shutil.copytree(ICONS, static / "icons")
    compile_catalogues(ROOT / "pwa" / "translations")

    scripts = {
        name: bundles.build_bundle(name, source, out / "work", "esbuild")
        for name, source in (bundles.SCRIPTS | bundles.WORKERS).items()
    }
    settings = config.seen_on_pages()
    draft = Release("draft", version(), settings, unhashed_assets())
    draft_pages = render_pages(make_app(config, draft))
    styles = build_styles(out / "work", draft_pages)

    files = {name: scripts[name] for name in bundles.SCRIPTS} | styles
    assets = {name: write_hashed(static, name, text) for name, text in files.items()}
    rendered = make_app(config, Release("draft", version(), settings, assets))
    documents = write_pages(out / "pages", render_pages(rendered))
    documents["/manifest.json"] = write_manifest(root)

    precache = precache_list(out, assets, documents)
    listed = json.dumps(precache, separators=(",", ":"), sort_keys=True)
    name = hashlib.sha256((listed + scripts["service-worker.js"]).encode()).hexdigest()[
        :12
    ]
    write_worker(root / "service-worker.js", scripts["service-worker.js"], listed)
    (root / "service-worker-off.js").write_text(scripts["service-worker-off.js"])
    (root / "version.json").write_text(
        json.dumps({"release": name, "version": version()}) + "\n"
    )
    for file in ("service-worker.js", "service-worker-off.js", "version.json"):
        documents[f"/{file}"] = f"root/{file}"

    shutil.rmtree(out / "work")
    carry_over(config.dist / "site" / "static", static)
    packed = {path: pack(path) for path in sorted(out.rglob("*")) if path.is_file()}
    Release(name, version(), settings, assets, documents).write(out)
    kept = [on_disk(out, entry["url"], documents) for entry in precache]
    return BuildReport(
        release=name,
        pages=sum(1 for path in documents if path not in app_part_paths()),
        precached=len(kept),
        precached_bytes=sum(path.stat().st_size for path in kept),
        precached_br_bytes=sum(packed[path][1] for path in kept),
        worker_gzip_bytes=packed[root / "service-worker.js"][0],
    )


def app_part_paths() -> set[str]:
    return {
        "/manifest.json",
        "/service-worker.js",
        "/service-worker-off.js",
        "/version.json",
    }


def version() -> str:
    with (ROOT / "pyproject.toml").open("rb") as file:
        return str(tomllib.load(file)["project"]["version"])


def unhashed_assets() -> dict[str, Asset]:
    """Stand-ins, for the rendering that shows which style rules are used."""
    return {
        name: Asset(f"/static/{name}", "sha384-draft")
        for name in (*bundles.SCRIPTS, *bundles.STYLES)
    }


def render_pages(app: Flask) -> dict[str, bytes]:
    """Every page's bytes by path.

    Raises:
        BuildError: a page did not answer 200.
    """
    app.testing = True  # a fault in a template shall stop the build with its traceback
    client = app.test_client()
    pages = {}
    for url in page_urls(app):
        response = client.get(url)
        if response.status_code != 200:
            raise BuildError(f"{url} answered {response.status_code}")
        pages[url] = response.data
    return pages


def build_styles(work: Path, pages: dict[str, bytes]) -> dict[str, str]:
    """Compile the styles and leave out the rules no page and no script can use."""
    for url, body in pages.items():
        (work / f"page{url.replace('/', '-')}.html").write_bytes(body)
    styles = {}
    for name, source in bundles.STYLES.items():
        bundles.build_bundle(name, source, work, "sassc-npm")
        # Each page names its stylesheet, so a style is weighed against its own pages.
        users = [
            str(work / f"page{url.replace('/', '-')}.html")
            for url, body in pages.items()
            if f"/static/{name}".encode() in body
        ]
        used = bundles.run_node_tool(
            [
                "purgecss",
                *("--css", str(work / name)),
                *("--content", *users, "static/js/**/*.js"),
                *("--config", "static/css/purgecss.config.cjs"),
            ]
        )
        css = json.loads(used)[0]["css"]
        styles[name] = bundles.run_node_tool(
            [
                "esbuild",
                "--loader=css",
                "--minify",
                "--charset=utf8",
                "--target=safari15",
            ],
            stdin=css,
        )
    return styles


def write_hashed(folder: Path, name: str, text: str) -> Asset:
    """Write the file under a name that carries its content's hash."""
    body = text.encode()
    stem, _, suffix = name.rpartition(".")
    file = f"{stem}.{hashlib.sha256(body).hexdigest()[:8]}.{suffix}"
    (folder / file).write_bytes(body)
    return Asset(f"/static/{file}", sri(body, "sha384"))


def write_pages(folder: Path, pages: dict[str, bytes]) -> dict[str, str]:
    documents = {}
    for url, body in pages.items():
        file = folder / f"{url.strip('/').replace('/', '_') or 'home'}.html"
        if file.exists():
            raise BuildError(f"{url}: two pages would share {file.name}")
        file.parent.mkdir(exist_ok=True)
        file.write_bytes(body)
        documents[url] = f"{folder.name}/{file.name}"
    return documents


def write_manifest(root: Path) -> str:
    source = ROOT / "manifest.json"
    try:
        read = json.loads(source.read_text(encoding="utf-8"))
    except ValueError as error:
        raise BuildError(f"{source}: {error}") from error
    (root / "manifest.json").write_text(
        json.dumps(read, ensure_ascii=False, separators=(",", ":")), encoding="utf-8"
    )
    return "root/manifest.json"


def precache_list(
    out: Path, assets: dict[str, Asset], documents: dict[str, str]
) -> list[dict[str, Any]]:
    """What the worker keeps, in Workbox's form, sorted by address.

    Each entry carries the hash of its bytes, so a file that is cut short, swapped or
    answered by an error page fails the worker's install and the old release stays.
    A page's revision also covers the headers, which a kept page keeps.
    """
    entries: list[dict[str, Any]] = [
        {"url": asset.url, "revision": None, "integrity": asset.integrity}
        for asset in assets.values()
    ]
    plain = {
        f"/static/icons/{name}": f"site/static/icons/{name}" for name in KEPT_ICONS
    }
    for url, file in (documents | plain).items():
        body = (out / file).read_bytes()
        headers = repr(sorted(common_headers(url).items())).encode()
        entries.append(
            {
                "url": url,
                "revision": hashlib.sha256(body + headers).hexdigest()[:16],
                "integrity": sri(body, "sha256"),
            }
        )
    return sorted(entries, key=lambda entry: str(entry["url"]))


def write_worker(file: Path, script: str, listed: str) -> None:
    if script.count(MANIFEST_MARK) != 1:
        raise BuildError(f"the worker must name {MANIFEST_MARK} exactly once")
    file.write_text(script.replace(MANIFEST_MARK, listed), encoding="utf-8")


def sri(body: bytes, algorithm: str) -> str:
    digest = hashlib.new(algorithm, body).digest()
    return f"{algorithm}-{base64.b64encode(digest).decode()}"


def pack(path: Path) -> tuple[int, int]:
    """Write .gz and .br beside a text file; its size in gzip and in brotli."""
    body = path.read_bytes()
    if path.suffix not in PACKED:
        return len(body), len(body)
    # mtime=0: the same bytes from the same source, whenever they are made.
    zipped = gzip.compress(body, 9, mtime=0)
    brotlied = brotli.compress(body, quality=11)
    path.with_name(path.name + ".gz").write_bytes(zipped)
    path.with_name(path.name + ".br").write_bytes(brotlied)
    return len(zipped), len(brotlied)


def on_disk(out: Path, url: str, documents: dict[str, str]) -> Path:
    return out / documents[url] if url in documents else out / "site" / url[1:]


def carry_over(old: Path, static: Path) -> None:
    """Keep the hashed files of the builds before, for a month.

    The server that still runs names them in its pages, and so does a page that was
    loaded before the restart.
    """
    oldest = time.time() - CARRY_OVER_S
    for file in sorted(old.glob("*.*")):
        is_young = HASHED.fullmatch(file.name) and file.stat().st_mtime > oldest
        if is_young and not (static / file.name).exists():
            shutil.copy2(file, static / file.name)


def swap(made: Path, dist: Path) -> None:
    """Put the finished folder in the old one's place."""
    old = dist.with_name(f".old-{dist.name}")
    shutil.rmtree(old, ignore_errors=True)
    if dist.exists():
        dist.rename(old)
    made.rename(dist)
    made.mkdir()
    dist.chmod(0o755)
    shutil.rmtree(old, ignore_errors=True)
