"""`bmlt`: meetings from a server of the Basic Meeting List Toolbox, as JSON.

Every value is a string. The week begins on Sunday, which is 1. See
docs/finder-formats.md.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Literal

from pwa.finder.importers.addresses import degrees, lines_of, postcode
from pwa.finder.importers.clock_times import UnreadableTimeError, minutes
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
from pwa.finder.importers.json_files import Json, object_in, objects_in, read_json
from pwa.finder.importers.links import join_address
from pwa.finder.importers.plain_text import line, written
from pwa.finder.importers.rows import ImportFileError, Row, unreadable
from pwa.finder.model import (
    Fellowship,
    Hours,
    Listing,
    Location,
    Meeting,
    Phone,
    Source,
)

FIELDS = (
    "id_bigint",
    "weekday_tinyint",
    "venue_type",
    "start_time",
    "duration_time",
    "time_zone",
    "formats",
    "longitude",
    "latitude",
    "meeting_name",
    "location_text",
    "location_info",
    "location_street",
    "location_neighborhood",
    "location_municipality",
    "location_postal_code_1",
    "location_nation",
    "comments",
    "phone_meeting_number",
    "virtual_meeting_link",
    "published",
)
"""What is read. No "contact_…", no "email_contact", no notes on how to join online."""

Venue = Literal["in-person", "online", "hybrid"]

VENUES: dict[str, Venue] = {
    "": "in-person",
    "1": "in-person",
    "2": "online",
    "3": "hybrid",
}

FORMATS: dict[str, str] = {
    "B": "Beginners",
    "BEG": "Beginners",
    "BT": "Basic Text",
    "CL": "Candlelight",
    "D": "Discussion",
    "GP": "Grapevine",
    "IW": "It Works: How and Why",
    "JT": "Just for Today",
    "LIT": "Literature study",
    "LGBTQ": "LGBTQ+",
    "M": "Men",
    "ME": "Meditation",
    "NC": "No children",
    "QA": "Questions and answers",
    "SP": "Speaker",
    "SPK": "Speaker",
    "ST": "Step",
    "SWG": "Step working guide",
    "TO": "Topic",
    "TR": "Tradition",
    "W": "Women",
    "YP": "Young people",
}
"""Codes most servers share; "get_used_formats=1" brings a server's own beside them."""


def read_bmlt(path: Path, source: Source) -> Iterator[Row]:
    """One row for each meeting. Raises ImportFileError."""
    held = read_json(path)
    meetings = held if isinstance(held, list) else object_in(held).get("meetings")
    if not isinstance(meetings, list):
        raise ImportFileError(
            "This is no list of meetings. Ask the server for GetSearchResults as JSON."
        )
    fellowship = fellowship_of(source, "NA")
    words = FORMATS | _own_formats(held)
    for number, meeting in enumerate(meetings, 1):
        fields = object_in(meeting)
        raw = {name: line(fields.get(name)) for name in FIELDS if fields.get(name)}
        raw["comments"] = notes_without_people(fields.get("comments"))
        raw["location_info"] = notes_without_people(fields.get("location_info"))
        raw["virtual_meeting_link"] = join_address(fields.get("virtual_meeting_link"))
        raw = {name: text for name, text in raw.items() if text}
        yield _row(number, raw, source.key, fellowship, words)


def _own_formats(held: Json) -> dict[str, str]:
    """A server's formats by id and by code, where it was asked for them."""
    words: dict[str, str] = {}
    for each in objects_in(object_in(held).get("formats")):
        name, code = line(each.get("name_string"), 60), line(each.get("key_string"), 20)
        words |= {code: name, line(each.get("id"), 20): name if name else code}
    return words


def _row(
    number: int,
    raw: Mapping[str, str],
    source: str,
    fellowship: Fellowship,
    words: Mapping[str, str],
) -> Row:
    if not raw.get("id_bigint"):
        return unreadable(number, raw, "id_bigint", "It has no id.")
    if raw.get("published", "1") == "0":
        return unreadable(number, raw, "published", "Its server does not publish it.")
    if raw.get("time_zone", "") not in HOME_ZONES:
        says = "Its times are of another time zone."
        return unreadable(number, raw, "time_zone", says)
    try:
        hours = _hours(raw)
    except UnreadableTimeError as error:
        return unreadable(number, raw, "start_time", f"{error}.")
    try:
        latitude, longitude = degrees(raw.get("latitude"), raw.get("longitude"))
    except ValueError:
        return unreadable(number, raw, "latitude", "A coordinate is not a number.")
    venue = VENUES.get(raw.get("venue_type", ""))
    if venue is None:
        return unreadable(number, raw, "venue_type", "It is not 1, 2 or 3.")
    country = raw.get("location_nation", "")
    is_dated = bool(raw.get("time_zone")) or venue == "in-person"
    if not is_dated and is_elsewhere(country, "", latitude, longitude):
        says = "It is online from another country: its times may be of that one."
        return unreadable(number, raw, "time_zone", says)
    codes = [each.strip() for each in raw.get("formats", "").split(",")]
    names = [words.get(code, "") for code in codes]
    meeting = _meeting(raw, codes, names, venue, fellowship)
    phones = _phones(raw)
    listing = Listing(
        source=source,
        record=raw["id_bigint"],
        name=raw.get("meeting_name") or f"{fellowship} meeting",
        kind=kind_of_meeting(fellowship),
        status="paused" if meeting.is_closed_for_now else "active",
        self_referral="yes",
        cost="free" if fellowship in FREE else "unknown",
        gender="women" if "W" in codes else "men" if "M" in codes else "",
        substances=SUBSTANCES.get(fellowship, ()),
        offers=(*offers_of(meeting), *(("phone",) if phones else ())),
        phones=phones,
        location=_location(raw, codes, venue, latitude, longitude),
        hours=hours,
        meeting=meeting,
        checked_how="from the register",
        notes=raw.get("comments", ""),
    )
    return Row(number, raw, listing)


def _meeting(
    raw: Mapping[str, str],
    codes: list[str],
    names: list[str],
    venue: Venue,
    fellowship: Fellowship,
) -> Meeting:
    return Meeting(
        fellowship=fellowship,
        venue=venue,
        open_to=_open_to([*codes, *names]),
        formats=tuple(dict.fromkeys(each for each in names if each)),
        join_url=raw.get("virtual_meeting_link", ""),
        is_closed_for_now="TC" in codes and venue == "in-person",
    )


def _phones(raw: Mapping[str, str]) -> tuple[Phone, ...]:
    """The number to join by, up to the comma after which its code may stand."""
    number = raw.get("phone_meeting_number", "").partition(",")[0].strip(" #*")
    return (Phone(number, label="Join by phone"),) if number else ()


def _location(
    raw: Mapping[str, str],
    codes: list[str],
    venue: Venue,
    latitude: float | None,
    longitude: float | None,
) -> Location:
    """Of a meeting online, the town only."""
    town = raw.get("location_municipality", "")
    if venue == "online":
        return Location(town=town)
    street, area = raw.get("location_street"), raw.get("location_neighborhood")
    return Location(
        name=raw.get("location_text", ""),
        lines=lines_of(street, area),
        town=town,
        postcode=postcode(raw.get("location_postal_code_1")),
        latitude=latitude,
        longitude=longitude,
        precision="none" if latitude is None else "rooftop",
        wheelchair="yes" if "WC" in codes else "unknown",
        directions=raw.get("location_info", ""),
    )


def _hours(raw: Mapping[str, str]) -> tuple[Hours, ...]:
    """1 is Sunday, 7 is Saturday; in ISO, Sunday is 7."""
    day = raw.get("weekday_tinyint", "")
    if day not in {"1", "2", "3", "4", "5", "6", "7"}:
        raise UnreadableTimeError(f"“{day[:20]}” is not a weekday from 1 to 7")
    start = minutes(raw.get("start_time"))
    length = minutes(raw.get("duration_time") or "01:00")
    note = "" if raw.get("duration_time") else "Its end is not given."
    if length == 0:
        raise UnreadableTimeError("It lasts no time at all")
    weekday = 7 if day == "1" else int(day) - 1
    return (Hours(weekday, start % 1440, start % 1440 + length, "meeting", note=note),)


def _open_to(words: list[str]) -> Literal["anyone", "members", "unknown"]:
    has = {written(each).lower() for each in words}
    if {"o", "open"} & has:
        return "anyone"
    return "members" if {"c", "closed"} & has else "unknown"
