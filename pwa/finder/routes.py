"""Where to find help."""

from __future__ import annotations

from pathlib import Path
from typing import cast

from flask import Blueprint, Flask, current_app, render_template

from pwa.finder.helplines import Helpline, load_helplines

DATA = Path(__file__).parent / "data" / "helplines.toml"

bp = Blueprint("finder", __name__, template_folder="templates", url_prefix="/finder")


def init_app(app: Flask) -> None:
    """Read the national lines."""
    app.extensions["helplines"] = load_helplines(DATA)


@bp.get("/")
def index() -> str:
    """The national lines, most urgent first."""
    helplines = cast(tuple[Helpline, ...], current_app.extensions["helplines"])
    return render_template("finder/index.html", helplines=helplines)
