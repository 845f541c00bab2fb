"""The one build: bundles, styles, search index, pages, worker and what it keeps.

A release is made in a folder beside the old one and swapped in when it is whole, so
a build that fails leaves the last one serving.
"""

from __future__ import annotations

import hashlib
import json
import shutil
import tempfile
import tomllib
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from flask import Flask

from pwa.config import ROOT, Config
from pwa.errors import BuildError
from pwa.packed import integrity, packed
from pwa.shell import bundles
from pwa.shell.earlier import carry_over
from pwa.shell.kept import file_list, pack, pack_paths, write_worker
from pwa.shell.pages import page_urls
from pwa.shell.release import Asset, Release
from pwa.translations.compile import compile_catalogues

API_MARK = "__CARRYCARD_API__"
ICONS = ROOT / "static" / "icons"
SEARCH_INDEX = "search.json"
DATA_FILES = ("outcodes.json", "places.json", "councils.json", "outline.json")
"""What a capability registered in app.extensions["data_files"], kept on the phone."""
PACKED = {".html", ".js", ".css", ".json", ".svg"}


MakeApp = Callable[[Config, Release], Flask]


@dataclass(frozen=True, slots=True)
class BuildReport:
    """Figures of a finished build; sizes in bytes.

    Attributes:
        precached: Things kept on the phone: files and pages.
        fetched: Files fetched for that; pages and code come in packs.
        core_br_bytes: What the first of these packs weighs on the wire.
        precached_br_bytes: What these weigh on the wire.
        search_br_bytes: What of that is the search index.
    """

    release: str
    pages: int
    precached: int
    fetched: int
    core_br_bytes: int
    precached_br_bytes: int
    search_br_bytes: int
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

    scripts = build_scripts(out / "work", config.api if config.has_api else "")
    settings = config.seen_on_pages()
    draft = Release("draft", version(), settings, unhashed_assets())
    draft_app = make_app(config, draft)
    styles = build_styles(out / "work", render_pages(draft_app))
    index = build_search_index(draft_app.extensions["search_documents"]())

    files = {name: scripts[name] for name in bundles.SCRIPTS} | styles
    files[SEARCH_INDEX] = index
    files |= {name: draft_app.extensions["data_files"][name]() for name in DATA_FILES}
    assets = {name: write_hashed(static, name, text) for name, text in files.items()}
    app = make_app(config, Release("draft", version(), settings, assets))
    pages = render_pages(app)
    documents = write_pages(out / "pages", pages)
    documents["/manifest.json"] = write_manifest(root)

    texts = pages | {assets[name].url: text.encode() for name, text in files.items()}
    packs = []
    for name, paths in pack_paths(pages, assets, config.languages).items():
        own = {path: texts[path] for path in paths}
        made_pack = write_pack(static, name, own, config.api_origin)
        packs.append({**made_pack, "paths": paths})
    data = [assets[name].url for name in (SEARCH_INDEX, *DATA_FILES)]
    listed_files = file_list(out, data, {"/manifest.json": "root/manifest.json"})
    listed = json.dumps(
        {"files": listed_files, "packs": packs}, separators=(",", ":"), sort_keys=True
    )
    name = hashlib.sha256((listed + scripts["service-worker.js"]).encode()).hexdigest()[
        :12
    ]
    write_worker(root / "service-worker.js", scripts["service-worker.js"], listed)
    (root / "service-worker-off.js").write_text(scripts["service-worker-off.js"])
    write_version(root / "version.json", name, app)
    for file in ("service-worker.js", "service-worker-off.js", "version.json"):
        documents[f"/{file}"] = f"root/{file}"

    shutil.rmtree(out / "work")
    made = sorted(path for path in out.rglob("*") if path.is_file())
    with ThreadPoolExecutor() as pool:
        sizes = dict(zip(made, pool.map(pack_file, made), strict=True))
    Release(name, version(), settings, assets, documents).write(out)
    carry_over(config.dist, out, name)
    urls = [str(entry["url"]) for entry in (*packs, *listed_files)]
    fetched = [on_disk(out, url, documents) for url in urls]
    return BuildReport(
        release=name,
        pages=len(pages),
        precached=len(listed_files) + sum(len(each["paths"]) for each in packs),
        fetched=len(fetched),
        core_br_bytes=sizes[fetched[0]][1],
        precached_br_bytes=sum(sizes[path][1] for path in fetched),
        search_br_bytes=sizes[out / "site" / assets[SEARCH_INDEX].url[1:]][1],
        worker_gzip_bytes=sizes[root / "service-worker.js"][0],
    )


def version() -> str:
    with (ROOT / "pyproject.toml").open("rb") as file:
        return str(tomllib.load(file)["project"]["version"])


def unhashed_assets() -> dict[str, Asset]:
    """Stand-ins, for the rendering that shows which style rules are used."""
    return {
        name: Asset(f"/static/{name}", "sha384-draft")
        for name in (*bundles.SCRIPTS, *bundles.STYLES, SEARCH_INDEX, *DATA_FILES)
    }


def build_search_index(documents: dict[str, Any]) -> str:
    """The finished index as JSON, made by the library that reads it on the phone.

    Raises:
        BuildError: Node or the library is missing, or refused the documents.
    """
    return bundles.run_node_script(
        "static/js/search/build-index.js", json.dumps(documents)
    )


def write_version(file: Path, name: str, app: Flask) -> None:
    """What an open app asks for: which release, and which edition of the content."""
    content = app.extensions["editions"].as_version()
    told = {"release": name, "version": version(), "content": content}
    file.write_text(json.dumps(told) + "\n", encoding="utf-8")


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


def build_scripts(work: Path, api: str) -> dict[str, str]:
    sources = bundles.SCRIPTS | bundles.WORKERS

    def script(name: str) -> str:
        made = bundles.build_bundle(name, sources[name], work, "esbuild")
        return made.replace(API_MARK, api)

    return bundles.at_once(script, [*sources])


def build_styles(work: Path, pages: dict[str, bytes]) -> dict[str, str]:
    """Compile the styles and leave out the rules no page and no script can use."""
    for url, body in pages.items():
        (work / f"page{url.replace('/', '-')}.html").write_bytes(body)

    def style(name: str) -> str:
        bundles.build_bundle(name, bundles.STYLES[name], work, "sassc-npm")
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
        return bundles.run_node_tool(
            [
                "esbuild",
                "--loader=css",
                "--minify",
                "--charset=utf8",
                "--target=safari15",
            ],
            stdin=css,
        )

    return bundles.at_once(style, [*bundles.STYLES])


def write_pack(
    folder: Path, name: str, texts: dict[str, bytes], api_origin: str
) -> dict[str, str]:
    text = pack(texts, api_origin)
    url = write_hashed(folder, f"{name}.json", text).url
    return {"url": url, "integrity": integrity(text.encode())}


def write_hashed(folder: Path, name: str, text: str) -> Asset:
    """Write the file under a name that carries its content's hash."""
    body = text.encode()
    stem, _, suffix = name.rpartition(".")
    file = f"{stem}.{hashlib.sha256(body).hexdigest()[:8]}.{suffix}"
    (folder / file).write_bytes(body)
    return Asset(f"/static/{file}", integrity(body, "sha384"))


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


def pack_file(path: Path) -> tuple[int, int]:
    """Write .gz and .br beside a text file; its size in gzip and in brotli."""
    body = path.read_bytes()
    if path.suffix not in PACKED:
        return len(body), len(body)
    made = packed(body)
    for suffix in (".gz", ".br"):
        path.with_name(path.name + suffix).write_bytes(made[suffix])
    return len(made[".gz"]), len(made[".br"])


def on_disk(out: Path, url: str, documents: dict[str, str]) -> Path:
    return out / documents[url] if url in documents else out / "site" / url[1:]


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
