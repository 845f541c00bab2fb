"""The headers of an export, written for common hosts.

The same rules in three languages: `_headers` (Netlify, Cloudflare Pages, and others
that took it over), and parts for nginx's and Caddy's settings.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from pwa.exporting.site import Files
from pwa.shell.headers import CAMERA_PATHS, PLACE_PATHS, common_headers

FOR_EVER = "public, max-age=31536000, immutable"
ASK_ANEW = "no-cache"
OCTETS = "application/octet-stream"
"""The worker takes a pack as nothing else."""
HASHED = r"^/static/[A-Za-z0-9_-]+\.[0-9a-f]{8}\.(js|css|json)$"
PACK = r"^/packs/(pc/[A-Z]{1,2}|[a-z][a-z0-9-]*)\.[0-9a-f]{8,64}\.bin$"
NOT_IN_COMMON = ("camera", "geolocation")
"""One page each may ask for these. `_headers` has no exception to a rule for all, so it
is silent on them; the pages that a phone keeps have the whole of it."""


@dataclass(frozen=True, slots=True)
class Rule:
    """What goes with the answers at some addresses.

    Attributes:
        kind: How `address` is to be read; an exact one counts before a pattern, a
            pattern before a beginning.
        mime: Where the file's name does not tell it.
        is_page: Looks for .html and index.html, too.
    """

    kind: Literal["exact", "pattern", "beginning"]
    address: str
    headers: Mapping[str, str]
    mime: str = ""
    is_page: bool = False


def rules(api_origin: str) -> list[Rule]:
    """All of them, those first that count first."""

    def rule(
        kind: Literal["exact", "pattern", "beginning"],
        address: str,
        cache: str,
        example: str = "",
        mime: str = "",
        **more: str,
    ) -> Rule:
        path = example or address
        common = common_headers(path, api_origin)
        headers = {"Cache-Control": cache, **common, **more}
        is_page = path in (*CAMERA_PATHS, *PLACE_PATHS, "/")
        return Rule(kind, address, headers, mime, is_page)

    anybody = {"Access-Control-Allow-Origin": "*"}
    return [
        rule("exact", "/service-worker.js", ASK_ANEW),
        rule("exact", "/manifest.json", ASK_ANEW, mime="application/manifest+json"),
        rule("exact", "/version.json", ASK_ANEW),
        rule("exact", "/healthz", "no-store", mime="text/plain"),
        *(rule("exact", path, ASK_ANEW) for path in (*CAMERA_PATHS, *PLACE_PATHS)),
        rule("pattern", HASHED, FOR_EVER, "/static/"),
        rule("pattern", PACK, FOR_EVER, "/packs/", OCTETS),
        rule("beginning", "/static/", "max-age=86400, public"),
        rule("beginning", "/packs/", ASK_ANEW),
        rule("beginning", "/api/", "public, max-age=300", "", "", **anybody),
        rule("beginning", "/", ASK_ANEW),
    ]


def files(site: Files, api_origin: str) -> Files:
    """The three files, by their path in the folder."""
    loader = FileSystemLoader(Path(__file__).parent / "hosts")
    environment = Environment(
        loader=loader,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        autoescape=False,  # noqa: S701 - none of it is HTML
    )
    languages = sorted(
        name.removesuffix("404.html") for name in site if name.endswith("/404.html")
    )
    found = {"rules": rules(api_origin), "folders": languages}
    made = {
        f"_server/{name}": environment.get_template(name).render(found)
        for name in ("nginx.conf", "Caddyfile")
    }
    made["_headers"] = headers_file(site, api_origin)
    return {name: text.encode() for name, text in made.items()}


def headers_file(site: Iterable[str], api_origin: str) -> str:
    """No two of its rules set the same header: hosts differ in what then counts."""
    page = dict(common_headers("/", api_origin))
    page["Permissions-Policy"] = ", ".join(
        each
        for each in page["Permissions-Policy"].split(", ")
        if not each.startswith(NOT_IN_COMMON)
    )
    packs = sorted(
        f"/{name}"
        for name in site
        if name.startswith("packs/") and name.endswith(".bin") and name.count("/") == 1
    )
    for_ever = {"Cache-Control": FOR_EVER}
    pack = {**for_ever, "Content-Type": OCTETS}
    blocks = {
        "/*": page,
        "/static/:file": for_ever,
        "/packs/pc/*": pack,
        **dict.fromkeys(packs, pack),
        "/manifest.json": {"Content-Type": "application/manifest+json"},
        "/healthz": {"Content-Type": "text/plain; charset=utf-8"},
        "/api/oruk/*": {"Access-Control-Allow-Origin": "*"},
    }
    return (
        "\n".join(
            "\n".join([path, *(f"  {name}: {value}" for name, value in each.items())])
            for path, each in blocks.items()
        )
        + "\n"
    )
