"""What an address of the interface is asked, read strictly and without any place.

Nobody may ask for what is near somebody: such a question would name where a person is,
to us and to everything on the way. Phones work that out themselves, from the packs.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from werkzeug.datastructures import MultiDict
from werkzeug.exceptions import BadRequest

from pwa.finder.directory import Directory
from pwa.finder.model import Listing
from pwa.finder.oruk import term_ids

PER_PAGE = 50
MOST_PER_PAGE = 100
LAST_PAGE = 1_000_000
OLDEST = 150
LONGEST_SEARCH = 100
DAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
PLACES = frozenset(
    {
        *("postcode", "proximity", "distance", "radius", "near", "nearest", "within"),
        *("lat", "latitude", "lon", "lng", "long", "longitude", "point", "bbox"),
        *("location", "place", "town", "city", "address", "outcode", "coverage"),
    }
)
"""Names under which other directories take a place; Open Referral UK the first two."""
NO_PLACES = (
    "No address here takes a postcode, a place or a distance, so that nobody's "
    "whereabouts are ever sent. Take the list or the packs, and look in them yourself."
)
POSTCODE = re.compile(r"\b[A-Z]{1,2}[0-9][0-9A-Z]?\s*[0-9][A-Z]{2}\b", re.IGNORECASE)
UUID = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}", re.IGNORECASE)
TIME = re.compile(r"([01][0-9]|2[0-3]):([0-5][0-9])(?::[0-5][0-9])?")


@dataclass(frozen=True, slots=True)
class Question:
    """What was asked for; None is not asked.

    Attributes:
        page: From 1.
        terms: Ids of a term and of a taxonomy; a listing has to have all of them.
        starts, ends: Minutes after midnight.
        day: ISO weekday, 1 Monday to 7 Sunday.
    """

    page: int = 1
    per_page: int = PER_PAGE
    search: str = ""
    terms: frozenset[str] = frozenset()
    minimum_age: int | None = None
    maximum_age: int | None = None
    starts: int | None = None
    ends: int | None = None
    day: int | None = None
    is_full: bool = False


def number(least: int, most: int) -> Callable[[str, str], int]:
    """Makes a reader of whole numbers, both ends included. It raises BadRequest."""

    def read(name: str, text: str) -> int:
        if not re.fullmatch(r"[0-9]{1,9}", text) or not least <= int(text) <= most:
            raise BadRequest(f"{name} must be a whole number from {least} to {most}.")
        return int(text)

    return read


def words(name: str, text: str) -> str:
    """In small letters. Raises BadRequest: too long, or a postcode is in it."""
    if len(text) > LONGEST_SEARCH:
        raise BadRequest(f"{name} must have at most {LONGEST_SEARCH} characters.")
    if POSTCODE.search(text):
        raise BadRequest(NO_PLACES)
    return text.casefold()


def uuid(name: str, text: str) -> str:
    """In small letters. Raises BadRequest: it is no id."""
    if not UUID.fullmatch(text):
        raise BadRequest(f"{name} must be the id of one.")
    return text.lower()


def clock_time(name: str, text: str) -> int:
    """Minutes after midnight, on the wall. Raises BadRequest: it is no time."""
    found = TIME.fullmatch(text)
    if not found:
        raise BadRequest(f"{name} must be a time such as 09:30.")
    return int(found[1]) * 60 + int(found[2])


def weekday(name: str, text: str) -> int:
    """Monday is 1. Raises BadRequest: it is none of RFC 5545's two letters."""
    if text.upper() not in DAYS:
        raise BadRequest(f"{name} must be one of {' '.join(DAYS)}.")
    return DAYS.index(text.upper()) + 1


def truth(name: str, text: str) -> bool:
    """Raises BadRequest: it is neither true nor false, in small letters."""
    if text not in ("true", "false"):
        raise BadRequest(f"{name} must be true or false.")
    return text == "true"


PAGING: dict[str, Callable[[str, str], Any]] = {
    "page": number(1, LAST_PAGE),
    "per_page": number(1, MOST_PER_PAGE),
}
FILTERS: dict[str, Callable[[str, str], Any]] = {
    **PAGING,
    "search": words,
    "taxonomy_term_id": uuid,
    "taxonomy_id": uuid,
    "minimum_age": number(0, OLDEST),
    "maximum_age": number(0, OLDEST),
    "start_time": clock_time,
    "end_time": clock_time,
    "day": weekday,
    "full": truth,
}
NAMED = {"start_time": "starts", "end_time": "ends", "full": "is_full"}


def read_question(
    asked: MultiDict[str, str], known: Mapping[str, Callable[[str, str], Any]]
) -> Question:
    """Read a query.

    Raises:
        BadRequest: it names a place, a name nobody knows, a name twice, or a value that
            cannot be read. The message never repeats what was sent.
    """
    refuse_places(asked)
    if asked.keys() - known.keys():
        names = ", ".join(known) or "no parameter"
        raise BadRequest(f"Something was asked that is not known here. Known: {names}.")
    found: dict[str, Any] = {}
    for name, values in asked.lists():
        if len(values) > 1:
            raise BadRequest(f"{name} was given twice.")
        if text := values[0].strip():
            found[name] = known[name](name, text)
        elif name != "search":
            raise BadRequest(f"{name} was given without a value.")
    terms = {found.pop(name, "") for name in ("taxonomy_term_id", "taxonomy_id")} - {""}
    renamed = {NAMED.get(name, name): value for name, value in found.items()}
    return Question(**renamed, terms=frozenset(terms))


def refuse_places(asked: MultiDict[str, str]) -> None:
    """Raises BadRequest: a parameter would tell where somebody is."""
    if any(name.lower() in PLACES for name in asked):
        raise BadRequest(NO_PLACES)


def answers(question: Question, directory: Directory) -> Sequence[Listing]:
    """The listings asked for, in the directory's order."""
    sought = question.search.split()
    if replace(question, page=1, per_page=PER_PAGE, is_full=False) == Question():
        return directory.listings
    return [
        listing
        for listing, text in zip(directory.listings, directory.words, strict=True)
        if all(word in text for word in sought) and is_asked_for(question, listing)
    ]


def is_asked_for(question: Question, listing: Listing) -> bool:
    """As the standard words it: an age or a time that is not known is not found."""
    youngest, oldest = listing.minimum_age, listing.maximum_age
    if question.minimum_age is not None and (
        youngest is None or youngest < question.minimum_age
    ):
        return False
    if question.maximum_age is not None and (
        oldest is None or oldest > question.maximum_age
    ):
        return False
    if question.terms and not question.terms <= term_ids(listing):
        return False
    return is_open_when_asked(question, listing)


def is_open_when_asked(question: Question, listing: Listing) -> bool:
    if question.day is question.starts is question.ends is None:
        return True
    return any(
        (question.day is None or row.weekday == question.day)
        and (question.starts is None or row.opens >= question.starts)
        and (question.ends is None or row.closes <= question.ends)
        for row in listing.hours
    )
