"""A page for each nation and council: its services in plain links, without a script.

The list of nations is kept on the phone. The others are made when somebody asks, from
all there is to show, so an import is seen within a minute and without a new build.
"""

from __future__ import annotations

from datetime import date
from functools import partial
from typing import cast

from flask import Blueprint, current_app, render_template
from werkzeug.exceptions import NotFound

from pwa import clock
from pwa.finder import areas
from pwa.finder.directory import Directory, Shelf
from pwa.finder.geography.councils import COUNCILS, council_by_slug
from pwa.finder.helplines import Helpline
from pwa.finder.model import Nation
from pwa.finder.starter import read_starter

bp = Blueprint(
    "areas", __name__, template_folder="templates", url_prefix="/finder/areas"
)


@bp.get("/")
def index() -> str:
    """The nations. Small, and kept on the phone; their councils are a tap away."""
    return render_template("finder/areas.html", nations=areas.NATIONS)


@bp.get("/<slug>")
def area(slug: str) -> str:
    """One nation or one council."""
    if slug in areas.NATIONS:
        return nation_page(slug)
    council = council_by_slug(slug)
    if council is None:
        raise NotFound
    today, known = clock.today(), now()
    return render_template(
        "finder/area.html",
        council=council,
        nation=council.nation,
        upper=COUNCILS.get(council.upper),
        local=known.by_area.of_council(council),
        **what_all_share(council.nation, known, today),
    )


def nation_page(nation: Nation) -> str:
    today, known = clock.today(), now()
    councils = areas.councils_of(nation)
    has_local = {each.code for each in councils if known.by_area.of_council(each)}
    return render_template(
        "finder/area-nation.html",
        nation=nation,
        with_local=[each for each in councils if each.code in has_local],
        without=[each for each in councils if each.code not in has_local],
        **what_all_share(nation, known, today),
    )


def now() -> Directory:
    return cast(Shelf, current_app.extensions["directory"]).directory()


def what_all_share(nation: Nation, known: Directory, today: date) -> dict[str, object]:
    lines = cast(tuple[Helpline, ...], current_app.extensions["helplines"])
    return {
        "national": known.by_area.of_nation(nation),
        "lines": [each for each in lines if nation in each.nations and each.tel],
        "sources": known.collected.sources,
        "found": read_starter().found,
        "today": today,
        "words_of": areas,
        "opening_words": partial(areas.opening_words, today=today),
    }
