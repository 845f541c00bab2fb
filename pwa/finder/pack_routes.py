"""The packs as phones fetch them: plain files, the same for everybody."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from functools import partial
from pathlib import Path

from flask import Blueprint, Flask, Response, current_app, request, send_file
from werkzeug.exceptions import NotFound

from pwa.config import Config

ASKED_ANEW = ("manifest.json", "postcodes.json")
HASHED = re.compile(r"(?:pc/[A-Z]{1,2}|[a-z][a-z0-9-]*)\.[0-9a-f]{8,64}\.bin")
FOR_EVER = "public, max-age=31536000, immutable"
PACKED = (("br", ".br"), ("gzip", ".gz"))

packs = Blueprint("packs", __name__)


def init_app(app: Flask) -> None:
    """Answer /packs/, and have the packs made when a server starts."""
    app.register_blueprint(packs)
    config: Config = app.config["CARRYCARD"]
    if config.build_packs == "on":
        before_serving = app.extensions.setdefault("before_serving", [])
        before_serving.append(partial(start_build, config))


@packs.get("/packs/<path:name>")
def file(name: str) -> Response:
    """One file of the last build of the packs. Any other name is not there."""
    if name not in ASKED_ANEW and not HASHED.fullmatch(name):
        raise NotFound
    config: Config = current_app.config["CARRYCARD"]
    encoding, found = best_variant(config.packs / name)
    kind = "application/json" if name in ASKED_ANEW else "application/octet-stream"
    try:
        response = send_file(found.resolve(), mimetype=kind)
    except OSError as error:
        raise NotFound from error
    response.headers["Cache-Control"] = "no-cache" if name in ASKED_ANEW else FOR_EVER
    response.headers["Vary"] = "Accept-Encoding"
    response.headers.pop("Content-Disposition", None)
    if encoding:
        response.headers["Content-Encoding"] = encoding
    return response


def best_variant(plain: Path) -> tuple[str, Path]:
    """The smallest form the client takes; the plain file where there is no other."""
    for encoding, suffix in PACKED:
        packed = plain.with_name(plain.name + suffix)
        if request.accept_encodings[encoding] > 0 and packed.is_file():
            return encoding, packed
    return "", plain


def start_build(config: Config) -> None:
    """Start `finder build` beside the server, which does not wait for it.

    It is in a process group of its own, so it finishes even where the server is stopped
    meanwhile. A failure says one line; the packs built before are served on.
    """
    command = [sys.executable, "-m", "flask", "--app", "pwa", "finder", "build"]
    settings = {
        "CARRYCARD_INSTANCE": str(config.instance),
        "CARRYCARD_DATABASE_URL": config.database_url,
    }
    subprocess.Popen(  # noqa: S603
        [*command, "--in-background"],
        cwd=Path(__file__).resolve().parent.parent.parent,
        env={**os.environ, **settings},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        start_new_session=True,
    )
