"""The home page, the pages about the app, and the parts a browser asks for."""

from __future__ import annotations

from typing import cast

from flask import Blueprint, Response, current_app, render_template
from werkzeug.exceptions import NotFound

from pwa.shell.release import Release
from pwa.sources import Citation, SourceRegister

bp = Blueprint("shell", __name__, template_folder="templates")
app_parts = Blueprint("app_parts", __name__)


@bp.get("/")
def home() -> str:
    """What this is, and the card first."""
    return render_template("shell/home.html")


@bp.get("/about/")
def about() -> str:
    """Who makes it, and what it is not."""
    release = cast(Release, current_app.extensions["release"])
    return render_template("shell/about.html", version=release.version)


@bp.get("/about/privacy")
def privacy() -> str:
    """What is kept, where, and how to wipe it."""
    return render_template("shell/privacy.html")


@bp.get("/about/sources")
def sources() -> str:
    """Every source, the lines of the card with theirs, and whose data is used."""
    register = cast(SourceRegister, current_app.extensions["sources"])
    citations = cast(list[Citation], current_app.extensions["citations"])
    return render_template(
        "shell/sources.html",
        register=register,
        citations=citations,
        attributions=current_app.extensions["attributions"],
    )


@bp.get("/about/accessibility")
def accessibility() -> str:
    """What to expect, how far it was tested, and what is not good enough."""
    return render_template("shell/accessibility.html")


@bp.get("/about/install")
def install() -> str:
    """How to put it on the home screen, browser by browser."""
    return render_template("shell/install.html")


@bp.get("/about/offline")
def self_check() -> str:
    """What of the app is on this phone: the browser looks, and mends what it can."""
    return render_template("shell/self-check.html")


@bp.get("/offline")
def offline() -> str:
    """Shown in place of a page that is not kept and cannot be fetched."""
    return render_template("shell/offline.html")


@bp.get("/leave")
def leave() -> str:
    """A blank page that says nothing of the app: where the quick exit leads."""
    return render_template("shell/leave.html")


@app_parts.get("/healthz")
def healthz() -> Response:
    """200 once the pages can be answered. Without a build, Flask says 503 instead."""
    return Response(
        "ok\n", mimetype="text/plain", headers={"Cache-Control": "no-store"}
    )


@app_parts.get("/manifest.json")
@app_parts.get("/service-worker.js")
@app_parts.get("/version.json")
@app_parts.get("/static/<path:name>")
def missing_file(name: str = "") -> Response:
    """Only reached where no such file was built; the built ones are served before."""
    raise NotFound
