"""Which file answers which address: pages, worker, packs and what programs may read."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from contextvars import Context
from html import escape
from pathlib import Path

from flask import Flask

from pwa.config import Config
from pwa.errors import BuildError
from pwa.shell.headers import policy_for
from pwa.shell.pages import asked_page_urls
from pwa.shell.release import Release

Files = dict[str, bytes | Path]
"""Path below the folder: its bytes, or the file they are in."""

MARK = b'<meta charset="utf-8">'
"""In every page, before anything that a policy could forbid."""
NOWHERE = "no-such-page"


def site_files(app: Flask, config: Config, release: Release) -> Files:
    """Everything that is answered with 200 whoever asks.

    A capability adds what only it knows of by a function in app.extensions["exported"].

    Raises:
        BuildError: an address did not answer as it should.
    """
    files = static_files(config.dist / "site" / "static")
    for add in exporters(app):
        files |= add()
    documents = [url for url in release.documents if not url.endswith("-off.js")]
    paths = [*documents, *asked_page_urls(app), "/healthz"]
    for path in paths:
        body = answer(app, path)
        is_page = body.lstrip()[:9].lower() == b"<!doctype"
        if is_page:
            body = with_policy(path, body, config.api_origin)
        for name in names_of(path) if is_page else [path[1:]]:
            files[name] = body
    for language in config.languages:
        start = "/" if language == config.languages[0] else f"/{language}/"
        body = answer(app, start + NOWHERE, status=404)
        files[f"{start}404.html"[1:]] = with_policy(start, body, config.api_origin)
    return files


def exporters(app: Flask) -> Iterable[Callable[[], Files]]:
    found: list[Callable[[], Files]] = app.extensions.get("exported", [])
    return found


def static_files(folder: Path) -> Files:
    return {
        f"static/{file.relative_to(folder).as_posix()}": file
        for file in sorted(folder.rglob("*"))
        if file.is_file()
    }


def names_of(path: str) -> list[str]:
    """The files a page is written to.

    /card/edit is in two: most hosts answer it from card/edit.html. The plainest look
    for a folder of that name, and send people on to /card/edit/.
    """
    if path.endswith("/"):
        return [f"{path}index.html"[1:]]
    return [f"{path}.html"[1:], f"{path}/index.html"[1:]]


def answer(app: Flask, path: str, status: int = 200) -> bytes:
    # As a request of its own: within a command's context all would share one language.
    response = Context().run(app.test_client().get, path)
    if response.status_code != status:
        raise BuildError(f"{path} answered {response.status_code}")
    return bytes(response.data)


def with_policy(path: str, page: bytes, api_origin: str) -> bytes:
    """The page with its policy in it, for a host that sends no headers of ours.

    Not in it is who may frame the page: a browser takes that from a header only.
    """
    if page.count(MARK) != 1:
        raise BuildError(f"{path} must say its encoding exactly once")
    policy = "; ".join(
        each
        for each in policy_for(path, api_origin).split("; ")
        if not each.startswith("frame-ancestors")
    )
    tags = (
        f'<meta http-equiv="Content-Security-Policy" content="{escape(policy)}">'
        '<meta name="referrer" content="no-referrer">'
    )
    return page.replace(MARK, MARK + tags.encode())
