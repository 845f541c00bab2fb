"""The card's pages. None of them takes anything in: there is no POST here."""

from __future__ import annotations

from pathlib import Path
from typing import Any, cast

from flask import Blueprint, Flask, current_app, render_template

from pwa.card.forms import COLUMNS, CardForms, load_forms
from pwa.card.wording import CardWording, load_wording
from pwa.sources import Citation

CONTENT = Path(__file__).parent / "content" / "lines.toml"
FORMS = Path(__file__).parent / "content" / "forms.toml"

bp = Blueprint("card", __name__, template_folder="templates", url_prefix="/card")


def init_app(app: Flask) -> None:
    """Read the card's general wording, and what is said of each form."""
    wording = load_wording(CONTENT, app.extensions["sources"])
    forms = load_forms(FORMS, app.extensions["sources"])
    app.extensions["card_wording"] = wording
    app.extensions["card_forms"] = forms
    app.extensions["citations"] += [
        *(Citation("card", line.text, line.sources) for line in wording.lines),
        *(
            Citation("card", form.text, form.sources)
            for form in forms.forms
            if form.text
        ),
    ]


def face_parts() -> dict[str, Any]:
    """What every page with the face on it is rendered from."""
    forms = cast(CardForms, current_app.extensions["card_forms"])
    return {
        "wording": cast(CardWording, current_app.extensions["card_wording"]),
        "forms": forms.forms,
        "durations": forms.durations,
        "columns": COLUMNS,
    }


@bp.get("/")
def face() -> str:
    """The card, general until the phone fills in what it keeps."""
    return render_template("card/face.html", **face_parts())


@bp.get("/show")
def show() -> str:
    """The card alone, to hand to somebody."""
    return render_template("card/show.html", **face_parts())


@bp.get("/edit")
def edit() -> str:
    """The empty form; what is typed into it stays on the phone."""
    return render_template("card/edit.html")


@bp.get("/share")
def share() -> str:
    """Every way to take the card along: as a code, as words, as a file."""
    return render_template("card/share.html", **face_parts())


@bp.get("/print")
def paper() -> str:
    """The wallet card to fold, and the same on one A4 page."""
    return render_template("card/paper.html", **face_parts())


@bp.get("/picture")
def picture() -> str:
    """A picture for the lock screen."""
    return render_template("card/picture.html", **face_parts())


@bp.get("/phone")
def phone() -> str:
    """What to paste where the phone itself keeps emergency details."""
    return render_template("card/phone.html", **face_parts())


@bp.get("/backup")
def backup() -> str:
    """Save the card to a file, and bring it back."""
    return render_template("card/backup.html")


@bp.get("/move")
def move() -> str:
    """Move the card to another phone, from screen to camera."""
    return render_template("card/move.html")


@bp.get("/private")
def private() -> str:
    """What the person keeps to themselves, under a passphrase."""
    return render_template("card/private.html")
