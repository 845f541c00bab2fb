"""`meeting-guide`: meetings in the Meeting Guide's JSON, as fellowships' sites make it.

The week begins on Sunday, which is 0; `day` may be a list. See docs/finder-formats.md.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Literal

from pwa.finder.importers.addresses import (
    degrees,
    lines_of,
    postcode,
    without_postcode,
)
from pwa.finder.importers.clock_times import (
    UnreadableTimeError,
    day_or_none,
    minutes,
    span,
)
from pwa.finder.importers.fellowships import (
    FREE,
    HOME_ZONES,
    SUBSTANCES,
    fellowship_of,
    is_elsewhere,
    kind_of_meeting,
    notes_without_people,
    offers_of,
)
from pwa.finder.importers.json_files import Json, object_in, read_json
from pwa.finder.importers.links import join_address, web_address
from pwa.finder.importers.meeting_types import (
    CLOSED,
    LANGUAGES,
    MEN,
    OPEN,
    PLACE_CLOSED,
    WHEELCHAIR,
    WOMEN,
    WORDS,
)
from pwa.finder.importers.plain_text import line
from pwa.finder.importers.rows import ImportFileError, Row, unreadable
from pwa.finder.model import (
    Fellowship,
    Hours,
    Listing,
    Location,
    Meeting,
    Source,
)

FIELDS = (
    "slug",
    "name",
    "day",
    "time",
    "end_time",
    "timezone",
    "types",
    "location",
    "formatted_address",
    "address",
    "city",
    "postal_code",
    "country",
    "latitude",
    "longitude",
    "approximate",
    "attendance_option",
    "url",
    "updated",
)
"""What is read as it stands. Notes and the address to join are read, too, less what
they may say of a member. Never "contact_…", "feedback_emails", "entity_email",
pay links.
"""

DEFAULT_MINUTES = 60
"""What the format says a meeting lasts where it gives no end."""

Venue = Literal["in-person", "online", "hybrid"]
VENUES: dict[str, Venue] = {
    "in_person": "in-person",
    "online": "online",
    "hybrid": "hybrid",
}
_COUNTRY = re.compile(
    r"(?i)[,\s]*\b(UK|U\.K\.|United Kingdom|Great Britain|GB|England|Scotland|Wales"
    r"|Northern Ireland)\W*$"
)


def read_meeting_guide(path: Path, source: Source) -> Iterator[Row]:
    """One row for each meeting. Raises ImportFileError."""
    held = read_json(path)
    if not isinstance(held, list):
        raise ImportFileError(
            "This is no list of meetings. Get the site's Meeting Guide JSON feed."
        )
    fellowship = fellowship_of(source, "AA")
    for number, meeting in enumerate(held, 1):
        yield _row(number, object_in(meeting), source.key, fellowship)


def _row(
    number: int, fields: dict[str, Json], source: str, fellowship: Fellowship
) -> Row:
    raw = {name: _shown(fields.get(name)) for name in FIELDS if name in fields}
    raw["notes"] = notes_without_people(fields.get("notes"))
    raw["directions"] = notes_without_people(fields.get("location_notes"))
    raw["conference_url"] = join_address(fields.get("conference_url"))
    raw = {name: text for name, text in raw.items() if text}
    for needed in ("slug", "name"):
        if needed not in raw:
            return unreadable(number, raw, needed, f"It has no {needed}.")
    if raw.get("timezone", "") not in HOME_ZONES:
        return unreadable(
            number, raw, "timezone", "Its times are of another time zone."
        )
    try:
        hours = _hours(fields)
    except UnreadableTimeError as error:
        return unreadable(number, raw, "time", f"{error}.")
    types = _types(fields.get("types"))
    try:
        listing = _listing(raw, types, source, fellowship, hours)
        where = degrees(raw.get("latitude"), raw.get("longitude"))
    except ValueError:
        return unreadable(number, raw, "latitude", "A coordinate is not a number.")
    is_dated = "timezone" in raw or _venue(raw, types) == "in-person"
    country, address = raw.get("country", ""), raw.get("formatted_address", "")
    if not is_dated and is_elsewhere(country, address, *where):
        says = "It is online from another country: its times may be of that one."
        return unreadable(number, raw, "timezone", says)
    return Row(number, raw, listing)


def _listing(
    raw: dict[str, str],
    types: list[str],
    source: str,
    fellowship: Fellowship,
    hours: tuple[Hours, ...],
) -> Listing:
    venue = _venue(raw, types)
    is_shut = PLACE_CLOSED in types and venue == "in-person"
    meeting = Meeting(
        fellowship=fellowship,
        venue=venue,
        open_to=_open_to(types),
        formats=tuple(WORDS[each] for each in types if each in WORDS),
        join_url=raw.get("conference_url", ""),
        is_closed_for_now=is_shut,
    )
    return Listing(
        source=source,
        record=raw["slug"],
        name=raw["name"],
        kind=kind_of_meeting(fellowship),
        status="paused" if is_shut else "active",
        self_referral="yes",
        cost="free" if fellowship in FREE else "unknown",
        gender="women" if WOMEN in types else "men" if MEN in types else "",
        substances=SUBSTANCES.get(fellowship, ()),
        offers=offers_of(meeting),
        languages=tuple(LANGUAGES[each] for each in types if each in LANGUAGES),
        location=_location(raw, types, venue),
        hours=hours,
        meeting=meeting,
        checked_how="from the register",
        page=web_address(raw.get("url")),
        notes=raw.get("notes", ""),
        source_updated_on=day_or_none(raw.get("updated")),
    )


def _location(raw: dict[str, str], types: list[str], venue: Venue) -> Location:
    whole, found = without_postcode(_COUNTRY.sub("", raw.get("formatted_address", "")))
    town = raw.get("city", "")
    if venue == "online":
        return Location(town=town)
    latitude, longitude = degrees(raw.get("latitude"), raw.get("longitude"))
    is_near = raw.get("approximate") == "yes"
    return Location(
        name=raw.get("location", ""),
        lines=lines_of(raw.get("address") or whole),
        town=town,
        postcode=postcode(raw.get("postal_code")) or found,
        latitude=latitude,
        longitude=longitude,
        precision="none" if latitude is None else "town" if is_near else "rooftop",
        wheelchair="yes" if WHEELCHAIR in types else "unknown",
        directions=raw.get("directions", ""),
    )


def _open_to(types: list[str]) -> Literal["anyone", "members", "unknown"]:
    if OPEN in types:
        return "anyone"
    return "members" if CLOSED in types else "unknown"


def _venue(raw: dict[str, str], types: list[str]) -> Venue:
    """As stated; else by whether there is a link and whether the place is shut."""
    if stated := VENUES.get(raw.get("attendance_option", "")):
        return stated
    if "conference_url" not in raw:
        return "in-person"
    is_place = PLACE_CLOSED not in types and raw.get("approximate") != "yes"
    return (
        "hybrid" if is_place and ("address" in raw or "location" in raw) else "online"
    )


def _hours(fields: dict[str, Json]) -> tuple[Hours, ...]:
    """0 is Sunday, 6 is Saturday; in ISO, Sunday is 7. By appointment: none."""
    day, time = fields.get("day"), line(fields.get("time"))
    days = day if isinstance(day, list) else [] if day in (None, "") else [day]
    if not days and not time:
        return ()
    weekdays = [line(each) for each in days]
    if not weekdays or not {*weekdays} <= {"0", "1", "2", "3", "4", "5", "6"}:
        raise UnreadableTimeError("Its day is not a number from 0 to 6")
    if end := line(fields.get("end_time")):
        opens, closes = span(time, end)
        note = ""
    else:
        opens = minutes(time) % 1440
        closes, note = opens + DEFAULT_MINUTES, "Its end is not given."
    iso = sorted({7 if each == "0" else int(each) for each in weekdays})
    return tuple(Hours(each, opens, closes, "meeting", note=note) for each in iso)


def _types(value: Json) -> list[str]:
    return [line(each, 20) for each in value] if isinstance(value, list) else []


def _shown(value: Json) -> str:
    return (
        ",".join(line(each, 20) for each in value[:50])
        if isinstance(value, list)
        else line(value)
    )
