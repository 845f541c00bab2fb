"""A page for each nation and council: its services in plain links, without a script.

The list of nations is kept on the phone. The others are made when somebody asks, from
all there is to show, so an import is seen without a new build.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import partial
from pathlib import Path
from typing import cast
from urllib.parse import urlsplit

from flask import Blueprint, current_app, render_template
from werkzeug.exceptions import NotFound

from pwa import clock
from pwa.config import Config
from pwa.finder import areas
from pwa.finder.geography.councils import COUNCILS, council_by_slug
from pwa.finder.helplines import Helpline
from pwa.finder.model import Nation, Source
from pwa.finder.packs.collect import collect
from pwa.finder.starter import read_starter

bp = Blueprint(
    "areas", __name__, template_folder="templates", url_prefix="/finder/areas"
)

Stamp = tuple[date, *tuple[tuple[int, int] | None, ...]]


@dataclass(frozen=True, slots=True)
class Shown:
    """All there is to show, sorted, and what it was read from."""

    stamp: Stamp
    directory: areas.Directory
    sources: dict[str, Source]


def shown(today: date) -> Shown:
    """What is to be shown, read again only when the database or the day has changed."""
    config = cast(Config, current_app.config["CARRYCARD"])
    stamp = stamp_of(config, today)
    held = cast(Shown | None, current_app.extensions.get("areas"))
    if held is None or held.stamp != stamp:
        found = collect(config, today)
        held = Shown(stamp, areas.make_directory(found.listings), found.sources)
        current_app.extensions["areas"] = held
    return held


def stamp_of(config: Config, today: date) -> Stamp:
    """Changes whenever an import, a check or a build of the packs has changed a file.

    A database that is no file is seen by the packs, which are built after an import.
    """
    files = [config.packs / "manifest.json"]
    address = urlsplit(config.database)
    if address.scheme.startswith("sqlite"):
        database = Path(address.path[1:])
        files += [database, database.with_name(database.name + "-wal")]
    return (today, *(change_of(file) for file in files))


def change_of(file: Path) -> tuple[int, int] | None:
    try:
        seen = file.stat()
    except OSError:
        return None
    return seen.st_mtime_ns, seen.st_size


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
    today = clock.today()
    held = shown(today)
    return render_template(
        "finder/area.html",
        council=council,
        nation=council.nation,
        upper=COUNCILS.get(council.upper),
        local=held.directory.of_council(council),
        **what_all_share(council.nation, held, today),
    )


def nation_page(nation: Nation) -> str:
    today = clock.today()
    held = shown(today)
    councils = areas.councils_of(nation)
    has_local = {each.code for each in councils if held.directory.of_council(each)}
    return render_template(
        "finder/area-nation.html",
        nation=nation,
        with_local=[each for each in councils if each.code in has_local],
        without=[each for each in councils if each.code not in has_local],
        **what_all_share(nation, held, today),
    )


def what_all_share(nation: Nation, held: Shown, today: date) -> dict[str, object]:
    lines = cast(tuple[Helpline, ...], current_app.extensions["helplines"])
    return {
        "national": held.directory.of_nation(nation),
        "lines": [each for each in lines if nation in each.nations and each.tel],
        "sources": held.sources,
        "found": read_starter().found,
        "today": today,
        "words_of": areas,
        "opening_words": partial(areas.opening_words, today=today),
    }
