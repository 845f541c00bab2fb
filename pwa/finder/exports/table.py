"""Our own table, as the template has it: what it can hold of a listing comes back."""

from __future__ import annotations

import csv
import io
from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date

from pwa.finder.exports.week_text import is_plain, week_text
from pwa.finder.formula_guard import guarded
from pwa.finder.importers.template import CHECKED_HOW, HOURS_COLUMNS
from pwa.finder.importers.template_columns import COLUMNS
from pwa.finder.model import Listing, Location, Meeting, Phone, Source

CARRIED = ("source", "licence", "attribution")
"""After the template's own columns, which an import of it passes over."""
NOT_CONFIRMED = "Not yet confirmed"


def table(pairs: Iterable[tuple[Listing, Source]], *, is_one: bool) -> Iterator[str]:
    """The lines of the file. Each cell is guarded against being run as a formula.

    Args:
        is_one: All are of one source, so its own ids name them; otherwise their keys.
    """
    yield "\ufeff" + line([*COLUMNS, *CARRIED])
    for listing, source in pairs:
        found = cells(listing, listing.record if is_one else listing.key)
        carried = [source.name, source.licence, source.attribution]
        yield line([*(found.get(name, "") for name in COLUMNS), *carried])


def line(values: list[str]) -> str:
    """One row, each cell in quotes, so that no text can pass for a delimiter."""
    text = io.StringIO(newline="")
    csv.writer(text, quoting=csv.QUOTE_ALL).writerow([guarded(each) for each in values])
    return text.getvalue()


def left_out(listing: Listing) -> Iterator[str]:
    """What of it the table has no place for."""
    kinds = Counter(each.kind for each in listing.phones)
    if kinds["voice"] > 2 or kinds["text"] > 1 or kinds["textphone"] > 1:
        yield "phones"
    if not all(is_plain(row) for row in listing.hours) or any(
        row.note for row in listing.hours
    ):
        yield "hours"


def cells(listing: Listing, record: str) -> dict[str, str]:
    """By the names of the template's columns; blank ones left out or empty."""
    texts = (
        *("name", "kind", "organisation", "summary", "for_whom", "status", "alert"),
        *("how_to_refer", "gender", "url", "email", "page", "notes"),
    )
    answers = ("self_referral", "residents_only", "cost")
    lists = ("councils", "nations", "substances", "offers", "languages")
    found = {name: str(getattr(listing, name)) for name in texts}
    found |= {name: known(getattr(listing, name)) for name in answers}
    found |= {name: "|".join(getattr(listing, name)) for name in lists}
    found |= {
        "record": record,
        "minimum_age": number(listing.minimum_age),
        "maximum_age": number(listing.maximum_age),
        "alert_until": day(listing.alert_until),
        "checked_on": day(listing.checked_on),
        "verify_by": day(listing.verify_by),
        "checked_how": listing.checked_how
        if listing.checked_how in CHECKED_HOW
        else "",
    }
    if listing.naltrexone_checked_on:
        found["prescribes_naltrexone"] = known(listing.prescribes_naltrexone)
        found["naltrexone_checked_on"] = day(listing.naltrexone_checked_on)
    for name, purpose in HOURS_COLUMNS.items():
        found[name] = week_text(row for row in listing.hours if row.purpose == purpose)
    found |= phone_cells(listing.phones)
    found |= place_cells(listing.location)
    return found | (meeting_cells(listing.meeting) if listing.meeting else {})


def phone_cells(phones: tuple[Phone, ...]) -> dict[str, str]:
    by_kind = {
        kind: [each for each in phones if each.kind == kind]
        for kind in ("voice", "textphone", "text")
    }
    named = [*zip(("phone", "second_phone"), by_kind["voice"], strict=False)]
    found = {name: each.number for name, each in named}
    found |= {f"{name}_note": note(each) for name, each in named}
    for name, kind in (("textphone", "textphone"), ("text_number", "text")):
        found[name] = "".join(each.number for each in by_kind[kind][:1])
    return found


def note(phone: Phone) -> str:
    """A number nobody confirmed says so, since the table has no column for it."""
    parts = [phone.label, phone.note, "" if phone.is_confirmed else NOT_CONFIRMED]
    return ". ".join(dict.fromkeys(each for each in parts if each))


def place_cells(place: Location) -> dict[str, str]:
    """A confidential address is not written, and a point only where it is exact."""
    found = {"council": place.council, "nation": place.nation}
    if place.is_withheld:
        return found | {"withhold_address": "yes"}
    if place.precision == "rooftop" and None not in (place.latitude, place.longitude):
        found |= {"latitude": str(place.latitude), "longitude": str(place.longitude)}
    return found | {
        "location_name": place.name,
        "address_1": "".join(place.lines[:1]),
        "address_2": ", ".join(place.lines[1:]),
        "town": place.town,
        "postcode": place.postcode,
        "wheelchair": known(place.wheelchair),
        "directions": place.directions,
    }


def meeting_cells(meeting: Meeting) -> dict[str, str]:
    return {
        "fellowship": meeting.fellowship,
        "venue": meeting.venue,
        "open_to": known(meeting.open_to),
        "formats": "|".join(meeting.formats),
        "join_url": meeting.join_url,
        "is_closed_for_now": "yes" if meeting.is_closed_for_now else "",
    }


def known(word: str) -> str:
    return "" if word == "unknown" else word


def day(value: date | None) -> str:
    return value.isoformat() if value else ""


def number(value: int | None) -> str:
    return "" if value is None else str(value)
