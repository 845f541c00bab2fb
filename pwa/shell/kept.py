"""What the worker keeps: packs of pages and code, and files by themselves."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from pathlib import Path, PurePosixPath
from typing import Any

from pwa.errors import BuildError
from pwa.packed import integrity
from pwa.shell.headers import common_headers
from pwa.shell.release import Asset
from pwa.shell.serving import TYPES

MANIFEST_MARK = "self.__WB_MANIFEST"
KEPT_ICONS = ("icon.svg", "icon-192.png", "apple-touch-icon.png")
"""Icons a kept page shows. Those only the installer asks for are not kept."""

CORE_PAGES = (
    "/",
    "/card/",
    "/card/show",
    "/facts/",
    "/facts/emergency",
    "/facts/key-facts",
    "/leave",
    "/offline",
)
"""In each language, with their code: kept before anything else on a first visit."""
AFTER_CORE = ("taking-in.js",)
"""Code of core pages that can come later: it takes in what reminders wrote down."""
CODE = (".js", ".css")


def pack_paths(
    pages: Mapping[str, bytes], assets: Mapping[str, Asset], languages: tuple[str, ...]
) -> dict[str, list[str]]:
    """What goes into which pack, in the order in which the worker keeps them.

    Code comes before the pages that need it. Each page and each script and style is in
    one pack; what is data (the search index, places) is fetched by itself.

    Raises:
        BuildError: a page of the core is not there.
    """
    prefixes = ["", *(f"/{each}" for each in languages[1:])]
    core = {prefix + page for prefix in prefixes for page in CORE_PAGES}
    if missing := core - pages.keys():
        raise BuildError(f"pages of the core are missing: {sorted(missing)}")
    code = {asset.url: name for name, asset in assets.items() if name.endswith(CODE)}
    text = b"".join(pages[page] for page in core)
    core_code = {
        url
        for url, name in code.items()
        if url.encode() in text and name not in AFTER_CORE
    }
    return {
        "core": sorted(core | core_code),
        "code": sorted(code.keys() - core_code),
        "pages": sorted(pages.keys() - core),
    }


def pack(texts: Mapping[str, bytes], api_origin: str = "") -> str:
    """Pages and code in one file: one fetch, and what they share is packed once.

    The headers are in it too, since what is kept keeps them: those that the first has,
    and where another has other values, those beside it.
    """
    headers = {
        url: {"Content-Type": content_type(url), **common_headers(url, api_origin)}
        for url in sorted(texts)
    }
    common = headers[min(texts)]
    own = {
        url: different
        for url, each in headers.items()
        if (different := dict(each.items() - common.items()))
    }
    return json.dumps(
        {
            "headers": common,
            # Sorted: a set has no order, and the same sources give the same bytes.
            "own": {url: dict(sorted(each.items())) for url, each in own.items()},
            "texts": {url: texts[url].decode() for url in sorted(texts)},
        },
        ensure_ascii=False,
        separators=(",", ":"),
    )


def content_type(url: str) -> str:
    return TYPES.get(PurePosixPath(url).suffix, TYPES[".html"])


def file_list(
    out: Path, hashed: list[str], documents: dict[str, str]
) -> list[dict[str, Any]]:
    """The files that the worker fetches by themselves, sorted by address.

    Each carries the hash of its bytes, so a file that is cut short, swapped or answered
    by an error page fails the worker's install and the old release stays. One whose
    address has no hash has a revision, which also covers the headers that are kept.
    """
    entries: list[dict[str, Any]] = [
        {"url": url, "integrity": integrity((out / "site" / url[1:]).read_bytes())}
        for url in hashed
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
                "integrity": integrity(body),
            }
        )
    return sorted(entries, key=lambda entry: str(entry["url"]))


def write_worker(file: Path, script: str, listed: str) -> None:
    if script.count(MANIFEST_MARK) != 1:
        raise BuildError(f"the worker must name {MANIFEST_MARK} exactly once")
    file.write_text(script.replace(MANIFEST_MARK, listed), encoding="utf-8")
