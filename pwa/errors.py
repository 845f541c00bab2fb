"""The errors we raise on purpose, and the page for each."""

from __future__ import annotations

import json

from flask import Flask, Response, g, render_template, request
from flask_babel import gettext
from werkzeug.exceptions import HTTPException


class ConfigError(ValueError):
    """A setting cannot be used; the service does not start."""


class ContentError(ValueError):
    """A content file is malformed; the service does not start."""


class BuildError(RuntimeError):
    """The build stopped; the build before it is untouched."""


class NotBuiltError(RuntimeError):
    """There is no usable build to serve; the message says what to run."""


PLAIN_PREFIXES = (
    "/static/",
    "/packs/",
    "/service-worker.js",
    "/manifest.json",
    "/version.json",
)
"""Where a page in place of a file would be kept as the file by somebody's cache."""


def register(app: Flask) -> None:
    """Answer every HTTP error with a page, or one line in place of a file."""
    app.register_error_handler(HTTPException, _answer)


def _answer(error: HTTPException) -> Response:
    status = error.code or 500
    if request.path.startswith(PLAIN_PREFIXES):
        response = Response(f"{status} {error.name}\n", status, mimetype="text/plain")
    elif request.path.startswith("/api/"):
        body = json.dumps({"status": status, "title": error.name})
        response = Response(body + "\n", status, mimetype="application/problem+json")
    else:
        title, advice = _words(status)
        page = render_template(
            "error.html", status=status, title=title, advice=advice, language=g.language
        )
        response = Response(page, status)
    if error.response is None:
        response.headers.extend(
            (key, value) for key, value in error.get_headers() if key == "Allow"
        )
    response.headers["Cache-Control"] = "no-store"
    return response


def _words(status: int) -> tuple[str, str]:
    if status == 404:
        return gettext("Page not found"), gettext(
            "Check the address, or choose a page from the menu."
        )
    if status == 405:
        return gettext("This page takes nothing in"), gettext(
            "Nothing was sent and nothing was changed."
        )
    if status == 413:
        return gettext("Too much was sent"), gettext(
            "Nothing was kept. Your card is still on your phone."
        )
    if status >= 500:
        return gettext("Something went wrong here"), gettext(
            "Your card is still on your phone. Try again in a minute."
        )
    return gettext("This did not work"), gettext(
        "Go back, or choose a page from the menu."
    )
