"""What answers before Flask does: built documents from memory, files by WhiteNoise."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import lru_cache
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Any

from flask import Flask, Response
from whitenoise import WhiteNoise

from pwa.config import Config
from pwa.errors import NotBuiltError
from pwa.shell.headers import common_headers
from pwa.shell.release import Release

if TYPE_CHECKING:
    from wsgiref.headers import Headers

    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

HASHED = re.compile(r"^/static/[\w-]+\.[0-9a-f]{8}\.(?:js|css|json)$")
TYPES = {
    ".html": "text/html; charset=utf-8",
    ".css": "text/css; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".json": "application/json",
    ".webmanifest": "application/manifest+json",
}
REFUSED = re.compile(r";\s*q\s*=\s*0(?:\.0*)?\s*$", re.IGNORECASE)
STATIC_MAX_AGE_S = 86_400


def why_unusable(config: Config, release: Release | None) -> str | None:
    """What is wrong with the build for these settings, or None. Names the way out."""
    if release is None:
        return "Carrycard has not been built here. Run: make build"
    if release.settings != config.seen_on_pages():
        return "Settings shown on pages have changed since the build. Run: make build"
    return None


def init_app(app: Flask, config: Config, release: Release | None) -> None:
    """Wrap the app; without a usable build, let it say so on every page instead."""
    app.extensions["documents"] = frozenset[str]()
    fault = why_unusable(config, release)
    if fault or release is None:

        @app.before_request
        def say_what_to_run() -> Response:
            response = Response(f"{fault}\n", 503, mimetype="text/plain")
            response.headers["Cache-Control"] = "no-store"
            return response

        return
    documents = load_documents(config.dist, release, config.worker, config.api_origin)
    app.extensions["documents"] = documents.keys()
    files = WhiteNoise(
        app.wsgi_app,
        root=config.dist / "site" / "static",
        prefix="static/",
        max_age=STATIC_MAX_AGE_S,
        allow_all_origins=False,
        immutable_file_test=lambda path, url: HASHED.match(url) is not None,
        add_headers_function=add_common_headers,
    )
    app.wsgi_app = FromMemory(  # type: ignore[method-assign]
        documents, CompleteHeaders(files)
    )


class CompleteHeaders:
    """WSGI: adds what WhiteNoise leaves out of its 304, 405 and 416."""

    def __init__(self, app: WSGIApplication) -> None:
        self.app = app

    def __call__(
        self, environ: WSGIEnvironment, start_response: StartResponse
    ) -> Iterable[bytes]:
        def start(
            status: str, headers: list[tuple[str, str]], *exc_info: Any
        ) -> Callable[[bytes], object]:
            given = {name.lower() for name, _ in headers}
            if "content-security-policy" in given:
                return start_response(status, headers, *exc_info)
            common = common_headers(environ["PATH_INFO"])
            wanted = {"Cache-Control": "no-store", **common}
            if not status.startswith("304"):
                wanted["Content-Type"] = "text/plain; charset=utf-8"
            missing = [each for each in wanted.items() if each[0].lower() not in given]
            return start_response(status, [*headers, *missing], *exc_info)

        return self.app(environ, start)


def add_common_headers(headers: Headers, path: str, url: str) -> None:
    """Called by WhiteNoise for each file it is going to serve."""
    for name, value in common_headers(url).items():
        headers[name] = value


@dataclass(frozen=True, slots=True)
class Document:
    """One finished answer, in each encoding it was built in.

    Attributes:
        bodies: (content encoding, body), best first; "" is plain and comes last.
    """

    etag: str
    headers: tuple[tuple[str, str], ...]
    bodies: tuple[tuple[str, bytes], ...]


def load_documents(
    dist: Path, release: Release, worker: str, api_origin: str = ""
) -> dict[str, Document]:
    """Read every document of a build into memory.

    Raises:
        NotBuiltError: a file of the build is missing.
    """
    paths = dict(release.documents)
    stop_worker = paths.pop("/service-worker-off.js", None)
    if worker == "off" and stop_worker is not None:
        paths["/service-worker.js"] = stop_worker
    try:
        return {
            path: read_document(dist / file, path, api_origin)
            for path, file in paths.items()
        }
    except OSError as error:
        raise NotBuiltError(f"{error.filename} is missing. Run: make build") from error


def read_document(file: Path, path: str, api_origin: str = "") -> Document:
    plain = file.read_bytes()
    packed = [
        (encoding, file.with_name(file.name + suffix))
        for encoding, suffix in (("br", ".br"), ("gzip", ".gz"))
    ]
    bodies = [(name, each.read_bytes()) for name, each in packed if each.exists()]
    kind = ".webmanifest" if path == "/manifest.json" else file.suffix
    headers = [
        ("Content-Type", TYPES[kind]),
        ("Cache-Control", "no-cache"),
        ("Vary", "Accept-Encoding"),
        *common_headers(path, api_origin).items(),
    ]
    etag = f'"{sha256(plain).hexdigest()[:20]}"'
    return Document(etag, tuple(headers), (*bodies, ("", plain)))


class FromMemory:
    """WSGI: answers GET and HEAD for built documents, passes everything else on.

    The query is not looked at: a page is the same for everybody.
    """

    def __init__(self, documents: dict[str, Document], app: WSGIApplication) -> None:
        self.documents = documents
        self.app = app

    def __call__(
        self, environ: WSGIEnvironment, start_response: StartResponse
    ) -> Iterable[bytes]:
        document = self.documents.get(environ["PATH_INFO"])
        if document is None or environ["REQUEST_METHOD"] not in ("GET", "HEAD"):
            return self.app(environ, start_response)
        headers = [*document.headers, ("ETag", document.etag)]
        if document.etag in environ.get("HTTP_IF_NONE_MATCH", ""):
            start_response("304 Not Modified", headers)
            return []
        encoding, body = choose(document, environ.get("HTTP_ACCEPT_ENCODING", ""))
        if encoding:
            headers.append(("Content-Encoding", encoding))
        headers.append(("Content-Length", str(len(body))))
        start_response("200 OK", headers)
        return [] if environ["REQUEST_METHOD"] == "HEAD" else [body]


def choose(document: Document, accepted: str) -> tuple[str, bytes]:
    """The smallest body the client takes; one it refuses with q=0 is not taken."""
    names = taken(accepted)
    return next(each for each in document.bodies if each[0] in names or not each[0])


@lru_cache(maxsize=64)
def taken(accepted: str) -> frozenset[str]:
    """The encodings named; browsers write few different headers."""
    return frozenset(
        part.partition(";")[0].strip()
        for part in accepted.split(",")
        if not REFUSED.search(part)
    )
