"""The page of names. The look-up itself runs on the phone and sends nothing."""

from __future__ import annotations

from pathlib import Path
from typing import cast

from flask import Blueprint, Flask, current_app, render_template

from pwa.findable import Findable
from pwa.medicines.loader import load_medicines
from pwa.medicines.model import KINDS, Medicine, MedicineList
from pwa.sources import Citation

CONTENT = Path(__file__).parent / "content"

bp = Blueprint(
    "medicines", __name__, template_folder="templates", url_prefix="/medicines"
)


def init_app(app: Flask) -> None:
    """Read the list."""
    read = load_medicines(CONTENT, app.extensions["sources"])
    app.extensions["medicines"] = read
    app.extensions["citations"] += [
        Citation("medicines", each.name, each.sources) for each in read.medicines
    ]
    app.extensions["findable"] += [
        Findable(
            group="medicines",
            title=each.name,
            text=short_answer(each),
            endpoint="medicines.index",
            anchor=f"n-{number}",
            keywords=" ".join(each.names),
        )
        for number, each in enumerate(read.medicines, 1)
    ]


def short_answer(medicine: Medicine) -> str:
    if medicine.answer == "opioid":
        return f"Contains an opioid: {medicine.contains}."
    return medicine.note if medicine.answer == "which-one" else "Ask a pharmacist."


def medicines() -> MedicineList:
    return cast(MedicineList, current_app.extensions["medicines"])


@bp.get("/")
def index() -> str:
    """Every name, by what the medicine is for; found faster with a script."""
    return render_template("medicines/index.html", list=medicines(), kinds=KINDS)
