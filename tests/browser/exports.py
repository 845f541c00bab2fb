"""Releases as static files, and the plainest host there is.

With CARRYCARD_TEST_EXPORT=1 the browser tests' servers hand out exports.
"""

from __future__ import annotations

import mimetypes
import os
import tempfile
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from flask import Flask

from pwa.exporting.cli import export
from tests.browser.releases import SourceTree

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIEnvironment

SOME_AREAS = [{"slug": slug} for slug in ("wales", "cardiff")]
"""All 400 take long to render, and are alike."""


def serves_exports() -> bool:
    return os.environ.get("CARRYCARD_TEST_EXPORT") == "1"


def as_asked(url: str) -> str:
    """The address without the slash that a plain host adds to a page; Carrycard's own
    server adds none, and there it is left as it is.
    """
    return url.rstrip("/") if serves_exports() else url


def exported(app: Flask, tree: SourceTree, folder: Path | None = None) -> Path:
    """The folder with the export of that release, beside it unless said where."""
    beside = folder or Path(tempfile.mkdtemp(dir=tree.folder)) / "exported"
    return exported_app(app, beside)


def exported_app(app: Flask, folder: Path) -> Path:
    """The folder, with an export of what the app serves in it."""
    app.extensions["asked_page_values"]["areas.area"] = SOME_AREAS
    export(app, folder)
    return folder


class PlainFiles:
    """WSGI: a file for an address, a folder's index.html, or the page for what is not
    there; GET and HEAD only.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def __call__(
        self, environ: WSGIEnvironment, start_response: StartResponse
    ) -> Iterable[bytes]:
        path = str(environ["PATH_INFO"])
        file = self.folder / path.lstrip("/")
        if environ["REQUEST_METHOD"] not in ("GET", "HEAD"):
            return said(start_response, "501 Not Implemented")
        if file.is_dir() and not path.endswith("/"):
            return said(
                start_response, "301 Moved Permanently", ("Location", path + "/")
            )
        if file.is_dir():
            file /= "index.html"
        status = "200 OK" if file.is_file() else "404 Not Found"
        if not file.is_file():
            file = self.folder / (
                "cy/404.html" if path.startswith("/cy/") else "404.html"
            )
        kind = mimetypes.guess_type(file.name)[0] or "application/octet-stream"
        body = file.read_bytes()
        length = ("Content-Length", str(len(body)))
        start_response(status, [("Content-Type", kind), length])
        return [] if environ["REQUEST_METHOD"] == "HEAD" else [body]


def said(
    start_response: StartResponse, status: str, *more: tuple[str, str]
) -> Iterable[bytes]:
    start_response(status, [("Content-Type", "text/plain"), *more])
    return [status.encode()]
