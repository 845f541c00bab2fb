"""What an export as static files has of the directory: packs, and lists in JSON.

A static host answers an address whatever it is asked, so there is each list as one file
that is all of it, and no address that takes a question.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any, cast

from flask import Flask

from pwa import open_api
from pwa.config import Config
from pwa.errors import BuildError
from pwa.finder import api, oruk
from pwa.finder.areas import NATIONS
from pwa.finder.directory import Directory, Shelf
from pwa.finder.geography.councils import COUNCILS
from pwa.finder.pack_routes import ASKED_ANEW, HASHED
from pwa.finder.paging import page

LISTS = ("services", "service_at_locations", "taxonomies", "taxonomy_terms")


def init_app(app: Flask) -> None:
    """Tell the export what there is."""
    slugs = [*NATIONS, *(each.slug for each in COUNCILS.values())]
    values = app.extensions.setdefault("asked_page_values", {})
    values["areas.area"] = [{"slug": slug} for slug in sorted(slugs)]
    exported = app.extensions.setdefault("exported", [])
    exported += [lambda: packs(app.config["CARRYCARD"]), lambda: lists(app)]


def packs(config: Config) -> dict[str, bytes | Path]:
    """The packs, brought up to date first unless a setting leaves that to somebody.

    Raises:
        BuildError: they could not be made.
    """
    if config.build_packs == "on":
        bring_up_to_date(config)
    found = {
        file.relative_to(config.packs).as_posix(): file
        for file in config.packs.rglob("*")
        if file.is_file()
    }
    return {
        f"packs/{name}": file for name, file in found.items() if is_handed_out(name)
    }


def bring_up_to_date(config: Config) -> None:
    from pwa.finder.geography.errors import GeographyError
    from pwa.finder.packs.build import build_packs
    from pwa.finder.store import StoreError

    try:
        build_packs(config)
    except (GeographyError, StoreError) as error:
        raise BuildError(f"the packs could not be made: {error}") from error


def is_handed_out(name: str) -> bool:
    """As the server hands them out, in each form there is."""
    plain = name.removesuffix(".br").removesuffix(".gz")
    return plain in ASKED_ANEW or HASHED.fullmatch(plain) is not None


def lists(app: Flask) -> dict[str, bytes | Path]:
    """The whole directory, and what describes it."""
    with app.app_context():
        shelf = cast(Shelf, app.extensions["directory"])
        known = shelf.directory()
    bodies = {f"api/oruk/{name}.json": whole(name, known) for name in LISTS}
    bodies["api/oruk/index.json"] = api.ABOUT
    bodies["api/openapi.json"] = described(app)
    return {
        name: json.dumps(body, ensure_ascii=False, separators=(",", ":")).encode(
            "utf-8", "replace"
        )
        for name, body in bodies.items()
    }


def whole(name: str, known: Directory) -> dict[str, Any]:
    """The list of this name as its only page."""
    located = [each for each in known.listings if oruk.has_location(each)]
    rows: dict[str, tuple[list[Any], Callable[[Any], Any]]] = {
        "services": ([*known.listings], lambda each: api.whole(each, known)),
        "service_at_locations": (
            located,
            lambda each: api.placed(each, known, is_whole=True),
        ),
        "taxonomies": ([*oruk.taxonomies()], dict),
        "taxonomy_terms": ([*known.terms], dict),
    }
    found, shown = rows[name]
    return page(1, max(1, len(found)), found, shown)


def described(app: Flask) -> dict[str, Any]:
    """The description of these files alone."""
    said = app.extensions["open_api"]
    addresses = {
        "/api/openapi.json": "/api/openapi.json",
        "/api/oruk/": "/api/oruk/index.json",
        **{f"/api/oruk/{name}": f"/api/oruk/{name}.json" for name in LISTS},
    }
    paths = {
        there: {"get": plain(said["paths"][here]["get"])}
        for here, there in addresses.items()
    }
    version = str(app.extensions["release"].version)
    return open_api.document({**said, "paths": paths}, version)


def plain(operation: dict[str, Any]) -> dict[str, Any]:
    """Without what can be asked, and what only a server would answer."""
    kept = {key: operation[key] for key in ("operationId", "summary", "tags")}
    done = {k: v for k, v in operation["responses"]["200"].items() if k != "links"}
    return {**kept, "responses": {"200": done}}
