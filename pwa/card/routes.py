"""The card's three pages. None of them takes anything in: there is no POST here."""

from __future__ import annotations

from pathlib import Path
from typing import cast

from flask import Blueprint, Flask, current_app, render_template

from pwa.card.wording import CardWording, load_wording
from pwa.sources import Citation

CONTENT = Path(__file__).parent / "content" / "lines.toml"

FORMS = {
    "tablet": "Tablet",
    "injection": "Long-acting injection",
    "implant": "Implant",
    "low-dose": "Low dose",
    "with-bupropion": "With bupropion",
    "other": "Other form. Ask.",
    "not-sure": "Form not known",
}
"""How naltrexone is taken, as the face says it: in English for whoever reads it."""

bp = Blueprint("card", __name__, template_folder="templates", url_prefix="/card")


def init_app(app: Flask) -> None:
    """Read the card's general wording."""
    read = load_wording(CONTENT, app.extensions["sources"])
    app.extensions["card_wording"] = read
    app.extensions["citations"] += [
        Citation("card", line.text, line.sources) for line in read.lines
    ]


def wording() -> CardWording:
    return cast(CardWording, current_app.extensions["card_wording"])


@bp.get("/")
def face() -> str:
    """The card, general until the phone fills in what it keeps."""
    return render_template("card/face.html", wording=wording(), forms=FORMS)


@bp.get("/show")
def show() -> str:
    """The card alone, to hand to somebody."""
    return render_template("card/show.html", wording=wording(), forms=FORMS)


@bp.get("/edit")
def edit() -> str:
    """The empty form; what is typed into it stays on the phone."""
    return render_template("card/edit.html", forms=FORMS)
