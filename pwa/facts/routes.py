"""Pages of the fact sheet."""

from __future__ import annotations

from pathlib import Path
from typing import cast

from flask import Blueprint, Flask, abort, current_app, g, render_template

from pwa.facts.loader import load_fact_sheet
from pwa.facts.model import FactSheet
from pwa.sources import Citation

CONTENT = Path(__file__).parent / "content"

bp = Blueprint("facts", __name__, template_folder="templates", url_prefix="/facts")


def init_app(app: Flask) -> None:
    """Read the content, and say which addresses the section page has."""
    sheet = load_fact_sheet(CONTENT, app.extensions["sources"])
    app.extensions["facts"] = sheet
    app.extensions["citations"] += [
        Citation("facts", section.title, section.sources)
        for section in sheet.sections("en")
    ]
    app.extensions.setdefault("page_values", {})["facts.section"] = [
        {"slug": section.slug} for section in sheet.sections("en")
    ]


def fact_sheet() -> FactSheet:
    return cast(FactSheet, current_app.extensions["facts"])


@bp.get("/")
def index() -> str:
    """List the sections in page order."""
    return render_template(
        "facts/index.html", sections=fact_sheet().sections(g.language)
    )


@bp.get("/<slug>")
def section(slug: str) -> str:
    """Show one section, its sources, and when its review is due."""
    found = fact_sheet().find(g.language, slug)
    if found is None:
        abort(404)
    return render_template("facts/section.html", section=found)
