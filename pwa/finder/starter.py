"""The starter directory: services looked up by hand, each with the page it was read on.

Pure but for reading its file. Nobody of ours has rung the numbers: `called_on` is set
by the person who did, and until then a number is shown as not yet confirmed.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Any, get_args

from pwa.errors import ContentError
from pwa.finder.model import (
    OFFERS,
    Answer,
    Cost,
    Hours,
    Kind,
    Listing,
    Location,
    Nation,
    Phone,
    Source,
)

DATA = Path(__file__).parent / "data" / "directory.toml"
KEY = "starter"
KINDS = get_args(Kind)
NATIONS = tuple(name for name in get_args(Nation) if name)
ANSWERS = get_args(Answer)
HOW_READ = ("read on its page", "read in a stored copy of its page")
LONGEST_CHECK_DAYS = 184
"""Six months; then somebody reads the page again."""
NUMBER = re.compile(r"[0-9]{3}|116 123|0[0-9 ]{9,13}")
ADDRESS = re.compile(r"https?://[a-z0-9.-]+/\S*")
WEB = re.compile(r"https://[a-z0-9.-]+/[\w./-]*")
RECORD = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
COUNCIL = re.compile(r"E0[6-9]\d{6}|W06\d{6}|S12\d{6}|N09\d{6}")
TIMES = re.compile(r"([0-2]\d):([0-5]\d)-([0-3]\d):([0-5]\d)")
DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
FIELDS = {
    *("record", "kind", "self_referral", "councils", "nations", "substances"),
    *("offers", "languages", "phones", "hours", "location", "url", "page", "found"),
    *("checked_on", "checked_how", "verify_by", "minimum_age", "maximum_age"),
    *("cost", "residents_only", "called_on", "name", "organisation", "summary"),
    *("for_whom", "how_to_refer", "notes"),
}


@dataclass(frozen=True, slots=True)
class Found:
    """One page that was read.

    Attributes:
        place: What page it is, in words.
        address: Where it stands, or "" for a page whose copy names no address.
        on: The day we read it.
        dated: The day, month or year the page itself bears, as words, or "".
        number: The number it gives, or "".
    """

    place: str
    address: str
    on: date
    dated: str = ""
    number: str = ""


@dataclass(frozen=True, slots=True)
class Starter:
    """The source, its listings in the order of the file, and what was read for each."""

    source: Source
    listings: tuple[Listing, ...]
    found: Mapping[str, tuple[Found, ...]]


def load_starter(path: Path = DATA) -> tuple[Source, tuple[Listing, ...]]:
    """The starter directory as every part of the finder takes it.

    Raises:
        ContentError: an entry is malformed, has no page behind it, or shows a number
            that no page gives. It names the entry and the fault.
    """
    starter = read_starter(path)
    return starter.source, starter.listings


@cache
def read_starter(path: Path = DATA) -> Starter:
    """The same, with the pages that were read for each listing, by its key.

    Raises:
        ContentError: as `load_starter`.
    """
    try:
        whole = tomllib.loads(path.read_text(encoding="utf-8"))
        source = Source(key=KEY, **whole["source"])
        rows = whole["services"]
    except (OSError, KeyError, TypeError, ValueError) as error:
        raise ContentError(f"{path}: {error}") from error
    listings: list[Listing] = []
    found: dict[str, tuple[Found, ...]] = {}
    for place, row in enumerate(rows, 1):
        name = row.get("record") or f"number {place}"
        try:
            listing, pages = read_entry(row)
            if listing.key in found:
                raise ValueError("stands twice")
        except (AttributeError, KeyError, TypeError, ValueError) as error:
            raise ContentError(f"{path}: {name}: {error}") from error
        listings.append(listing)
        found[listing.key] = pages
    return Starter(source, tuple(listings), MappingProxyType(found))


def read_entry(row: Mapping[str, Any]) -> tuple[Listing, tuple[Found, ...]]:
    """One entry, and the pages behind it. Raises ValueError saying what is wrong."""
    if unknown := sorted(row.keys() - FIELDS):
        raise ValueError(f"unknown field {', '.join(unknown)}")
    pages = tuple(read_found(each) for each in row.get("found", []))
    called_on = row.get("called_on")
    listing = Listing(
        source=KEY,
        record=matching("record", row["record"], RECORD),
        kind=one_of("kind", row["kind"], KINDS),
        self_referral=one_of(
            "self_referral", row.get("self_referral", "unknown"), ANSWERS
        ),
        residents_only=one_of(
            "residents_only", row.get("residents_only", "unknown"), ANSWERS
        ),
        cost=one_of("cost", row.get("cost", "unknown"), get_args(Cost)),
        councils=tuple(
            matching("councils", code, COUNCIL) for code in row.get("councils", [])
        ),
        nations=tuple(
            one_of("nations", each, NATIONS) for each in row.get("nations", [])
        ),
        minimum_age=row.get("minimum_age"),
        maximum_age=row.get("maximum_age"),
        substances=tuple(row.get("substances", [])),
        offers=tuple(one_of("offers", each, OFFERS) for each in row.get("offers", [])),
        languages=tuple(row.get("languages", [])),
        phones=tuple(
            read_phone(each, is_confirmed=called_on is not None)
            for each in row.get("phones", [])
        ),
        hours=tuple(each for line in row.get("hours", []) for each in read_hours(line)),
        location=read_location(row.get("location", {})),
        url=matching("url", row["url"], WEB) if row.get("url") else "",
        page=matching("page", row["page"], ADDRESS),
        checked_on=a_date("checked_on", row["checked_on"]),
        checked_how="rang"
        if called_on
        else one_of("checked_how", row["checked_how"], HOW_READ),
        verify_by=a_date("verify_by", row["verify_by"]),
        name=str(row["name"]),
        organisation=str(row.get("organisation", "")),
        summary=str(row.get("summary", "")),
        for_whom=str(row.get("for_whom", "")),
        how_to_refer=str(row.get("how_to_refer", "")),
        notes=str(row.get("notes", "")),
    )
    check_entry(listing, pages)
    return listing, pages


def check_entry(listing: Listing, pages: tuple[Found, ...]) -> None:
    """Raises ValueError where an entry does not stand on a page that was read."""
    if not listing.name:
        raise ValueError("has no name")
    if not pages:
        raise ValueError("has no page that was read")
    if listing.page not in {each.address for each in pages}:
        raise ValueError(f"page {listing.page} is not among those read")
    if not listing.councils and not listing.nations:
        raise ValueError("serves neither a council nor a nation")
    if not listing.phones and not listing.url and not listing.how_to_refer:
        raise ValueError("says no way to reach it")
    given = {digits(each.number) for each in pages if each.number}
    for phone in listing.phones:
        if digits(phone.number) not in given:
            raise ValueError(f"shows {phone.number}, which no page gives")
    if listing.checked_on is None or listing.verify_by is None:
        raise ValueError("has no day it was checked on")
    if listing.checked_on < max(each.on for each in pages):
        raise ValueError("a page was read after it was checked")
    if not 0 < (listing.verify_by - listing.checked_on).days <= LONGEST_CHECK_DAYS:
        raise ValueError(f"is checked again within {LONGEST_CHECK_DAYS} days")


def read_found(row: Mapping[str, Any]) -> Found:
    number = row.get("number", "")
    address = row.get("address", "")
    return Found(
        place=str(row["in"]),
        address=matching("address", address, ADDRESS) if address else "",
        on=a_date("on", row["on"]),
        dated=str(row.get("dated", "")),
        number=matching("number", number, NUMBER) if number else "",
    )


def read_phone(row: Mapping[str, Any], *, is_confirmed: bool) -> Phone:
    number = matching("number", row["number"], NUMBER)
    return Phone(
        number,
        label=str(row.get("label", "")),
        note=str(row.get("note", "")),
        is_confirmed=is_confirmed,
    )


def read_hours(line: str) -> list[Hours]:
    """Rows of a week from "mon-fri 09:00-17:00" or "sat 10:00-12:00"."""
    days, _, times = line.partition(" ")
    first, _, last = days.partition("-")
    found = TIMES.fullmatch(times)
    if found is None or first not in DAYS or (last or first) not in DAYS:
        raise ValueError(f"hours {line!r} are not like 'mon-fri 09:00-17:00'")
    hour, minute, until, past = (int(each) for each in found.groups())
    week = range(DAYS.index(first), DAYS.index(last or first) + 1)
    return [Hours(day + 1, hour * 60 + minute, until * 60 + past) for day in week]


def read_location(row: Mapping[str, Any]) -> Location:
    """Raises ValueError: it has a field nobody reads, as a slip would be."""
    known = {"name", "lines", "town", "postcode"}
    if unknown := sorted(row.keys() - known):
        raise ValueError(f"unknown field {', '.join(unknown)} of its location")
    return Location(
        name=str(row.get("name", "")),
        lines=tuple(row.get("lines", [])),
        town=str(row.get("town", "")),
        postcode=str(row.get("postcode", "")),
    )


def one_of(field: str, value: Any, allowed: tuple[str, ...]) -> Any:
    if value not in allowed:
        raise ValueError(f"{field} {value!r} is none of {', '.join(allowed)}")
    return value


def matching(field: str, value: Any, pattern: re.Pattern[str]) -> str:
    if not isinstance(value, str) or not pattern.fullmatch(value):
        raise ValueError(f"{field} {value!r} is not well written")
    return value


def a_date(field: str, value: Any) -> date:
    """Not a moment, which TOML would write almost alike. Raises ValueError."""
    if type(value) is not date:
        raise ValueError(f"{field} must be a date")
    return value


def digits(number: str) -> str:
    return number.replace(" ", "")
