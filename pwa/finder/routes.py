"""The finder's page: the search that runs on the phone, and the national lines."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import cast

from flask import Blueprint, Flask, current_app, render_template

from pwa.findable import Findable
from pwa.finder import pack_routes
from pwa.finder.geography import ATTRIBUTIONS, DEVICE_FILES, device_file
from pwa.finder.helplines import Helpline, load_helplines

DATA = Path(__file__).parent / "data" / "helplines.toml"

bp = Blueprint("finder", __name__, template_folder="templates", url_prefix="/finder")


def init_app(app: Flask) -> None:
    """Read the national lines."""
    lines = load_helplines(DATA)
    app.extensions["helplines"] = lines
    pack_routes.init_app(app)
    app.extensions["data_files"] = {
        name: partial(device_file, name) for name in DEVICE_FILES
    }
    app.extensions["attributions"] += ATTRIBUTIONS
    app.extensions["findable"] += [
        Findable(
            group="helplines",
            title=line.name,
            text=f"{line.about} {line.number}".strip(),
            endpoint="finder.index",
            anchor=f"line-{number}",
            keywords=f"helpline phone number {' '.join(line.nations)}",
        )
        for number, line in enumerate(lines, 1)
    ]


@bp.get("/")
def index() -> str:
    """Every national line, grouped, with its sources and no network needed."""
    lines = cast(tuple[Helpline, ...], current_app.extensions["helplines"])
    return render_template("finder/index.html", helplines=list(enumerate(lines, 1)))
