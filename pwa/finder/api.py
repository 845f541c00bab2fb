"""The directory for other programs: Open Referral UK 3.0, to be read by anybody.

It is public: no key, and pages of any origin may read it. No address takes a person's
place (`questions.py`), and no query is logged: the server keeps no access log.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, cast
from uuid import UUID

from flask import Blueprint, Flask, Response, current_app, request
from werkzeug.exceptions import NotFound

from pwa.finder import oruk
from pwa.finder.directory import Directory, Shelf
from pwa.finder.model import Listing
from pwa.finder.paging import page
from pwa.finder.questions import FILTERS, PAGING, answers, read_question
from pwa.public_json import answer, for_everybody

VERSION = "HSDS-UK-3.0"
PROFILE = "https://docs.openreferraluk.org/en/latest/"
PROFILE_API = "https://openreferraluk.org/specifications/3.0/openapi.json"
"""The standard's own description, by which validators judge what is answered here.
Ours, which says what we leave out, is named in the Link header."""

bp = Blueprint("oruk", __name__, url_prefix="/api/oruk")
bp.after_request(for_everybody)


def init_app(app: Flask) -> None:
    """The directory is read when it is first asked for, not at start."""
    app.extensions["directory"] = Shelf(app.config["CARRYCARD"])
    app.register_blueprint(bp)


ABOUT = {"version": VERSION, "profile": PROFILE, "openapi_url": PROFILE_API}


@bp.get("/")
def about() -> Response:
    """Which standard this is."""
    read_question(request.args, {})
    response = answer(ABOUT)
    response.headers["Link"] = '</api/openapi.json>; rel="service-desc"'
    return response


@bp.get("/services")
def services() -> Response:
    """The services asked for; each whole where "full" is asked for."""
    asked, known = read_question(request.args, FILTERS), now()

    def shown(listing: Listing) -> dict[str, Any]:
        if asked.is_full:
            return whole(listing, known)
        return oruk.service_in_list(listing, known.source(listing), known.day)

    def listed() -> dict[str, Any]:
        return page(asked.page, asked.per_page, answers(asked, known), shown)

    # What somebody searched for is not held on to.
    return answer(listed() if asked.search else known.text(asked, listed))


@bp.get("/services/<uuid:name>")
def one_service(name: UUID) -> Response:
    """All that is known of one service."""
    read_question(request.args, {})
    known = now()
    listing = found(known.by_service, name)
    return answer(known.text(name, lambda: whole(listing, known)))


@bp.get("/service_at_locations")
def service_at_locations() -> Response:
    """Those asked for that have a location; each whole where "full" is asked for."""
    asked, known = read_question(request.args, FILTERS), now()

    def shown(listing: Listing) -> dict[str, Any]:
        return placed(listing, known, is_whole=asked.is_full)

    rows = [each for each in answers(asked, known) if oruk.has_location(each)]
    return answer(page(asked.page, asked.per_page, rows, shown))


@bp.get("/service_at_locations/<uuid:name>")
def one_service_at_location(name: UUID) -> Response:
    """All that is known of one service, by its location."""
    read_question(request.args, {})
    known = now()
    return answer(placed(found(known.by_place, name), known, is_whole=True))


@bp.get("/taxonomies")
def taxonomies() -> Response:
    """How services are sorted here."""
    asked = read_question(request.args, PAGING)
    return answer(page(asked.page, asked.per_page, oruk.taxonomies(), dict))


@bp.get("/taxonomies/<uuid:name>")
def one_taxonomy(name: UUID) -> Response:
    """One way of sorting them."""
    read_question(request.args, {})
    return answer(found(by_id(oruk.taxonomies()), name))


@bp.get("/taxonomy_terms")
def taxonomy_terms() -> Response:
    """Every term that a service can have."""
    asked = read_question(request.args, PAGING)
    return answer(page(asked.page, asked.per_page, now().terms, dict))


@bp.get("/taxonomy_terms/<uuid:name>")
def one_taxonomy_term(name: UUID) -> Response:
    """One term."""
    read_question(request.args, {})
    return answer(found(by_id(now().terms), name))


def now() -> Directory:
    return cast(Shelf, current_app.extensions["directory"]).directory()


def whole(listing: Listing, known: Directory) -> dict[str, Any]:
    return oruk.service(listing, known.source(listing), known.councils, known.day)


def placed(listing: Listing, known: Directory, *, is_whole: bool) -> dict[str, Any]:
    source = known.source(listing)
    return oruk.service_at_location(
        listing, source, known.councils, known.day, is_whole=is_whole
    )


def by_id(objects: Iterable[dict[str, Any]]) -> dict[str, dict[str, Any]]:
    return {each["id"]: each for each in objects}


def found(objects: Any, name: UUID) -> Any:
    """Raises NotFound: no object has this id."""
    if str(name) not in objects:
        raise NotFound
    return objects[str(name)]
