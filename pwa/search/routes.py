"""The search page. What is typed there is sent to nobody and stands in no address."""

from __future__ import annotations

from functools import partial

from flask import Blueprint, Flask, render_template

from pwa.search.documents import search_documents

bp = Blueprint("search", __name__, template_folder="templates", url_prefix="/search")


def init_app(app: Flask) -> None:
    """Let the build ask for what the index is made of."""
    app.extensions["search_documents"] = partial(search_documents, app)


@bp.get("/")
def index() -> str:
    """The box, empty; a script fills in the results."""
    return render_template("search/index.html")
