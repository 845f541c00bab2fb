"""`template`: our own table, CSV or XLSX, one row for each service at a place.

The columns are those of template_columns.py; docs/finder-template.csv has them all.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import get_args

from pwa.finder.importers.addresses import degrees, lines_of, postcode
from pwa.finder.importers.links import desk_email, join_address, web_address
from pwa.finder.importers.plain_text import line, prose
from pwa.finder.importers.rows import Row, unreadable
from pwa.finder.importers.tables import table_rows
from pwa.finder.importers.template_cells import CellReader
from pwa.finder.importers.template_columns import COLUMNS, NEEDED, OTHER_NAMES
from pwa.finder.model import (
    OFFERS,
    Cost,
    Fellowship,
    Hours,
    HoursFor,
    Kind,
    Listing,
    Location,
    Meeting,
    Nation,
    Phone,
    Source,
    Status,
)

HOURS_COLUMNS: dict[str, HoursFor] = {
    "hours": "open",
    "drop_in_hours": "drop-in",
    "needle_exchange_hours": "needle-exchange",
    "phone_hours": "phone",
    "meeting_hours": "meeting",
}
NATIONS: tuple[Nation, ...] = ("england", "wales", "scotland", "northern-ireland")
CHECKED_HOW = ("read on its page", "rang", "visited", "from the register")


def read_template(path: Path, source: Source) -> Iterator[Row]:
    """One row each; rows that begin with "#" are comments. Raises ImportFileError."""
    names = {name: name for name in COLUMNS} | OTHER_NAMES
    for number, cells in table_rows(path, names, NEEDED):
        if cells is None:
            yield unreadable(number, {}, "", "Its quotes do not match.")
            continue
        if cells["record"].startswith("#"):
            continue
        yield _row(number, cells, source.key)


def _row(number: int, cells: Mapping[str, str], source: str) -> Row:
    raw = {name: prose(text) for name, text in cells.items() if text}
    raw |= {"email": email} if (email := desk_email(cells.get("email"))) else {}
    raw |= {"join_url": join_address(cells["join_url"])} if raw.get("join_url") else {}
    reader = CellReader(cells)
    listing = _listing(reader, source)
    if reader.problems:
        return Row(number, raw, None, tuple(reader.problems))
    return Row(number, raw, listing)


def _listing(cells: CellReader, source: str) -> Listing:
    says, checked_on = cells.answer("prescribes_naltrexone"), None
    if says != "unknown":
        checked_on = cells.day("naltrexone_checked_on")
    offers = cells.several("offers", OFFERS)
    if not (says == "yes" and checked_on):
        offers = tuple(each for each in offers if each != "naltrexone")
    hours: list[Hours] = []
    for name, purpose in HOURS_COLUMNS.items():
        hours.extend(cells.hours(name, purpose))
    return Listing(
        source=source,
        record=cells.needed("record"),
        name=cells.needed("name"),
        kind=cells.choice("kind", get_args(Kind)) or "other",
        organisation=cells.line("organisation"),
        summary=cells.prose("summary"),
        for_whom=cells.prose("for_whom"),
        status=cells.choice("status", get_args(Status)) or "active",
        alert=cells.prose("alert"),
        alert_until=cells.day("alert_until"),
        self_referral=cells.answer("self_referral"),
        how_to_refer=cells.prose("how_to_refer"),
        residents_only=cells.answer("residents_only"),
        councils=cells.councils("councils"),
        nations=cells.several("nations", NATIONS),
        minimum_age=cells.age("minimum_age"),
        maximum_age=cells.age("maximum_age"),
        gender=cells.choice("gender", ("women", "men")) or "",
        cost=cells.choice("cost", get_args(Cost)) or "unknown",
        substances=tuple(each.lower() for each in cells.listed("substances")),
        offers=offers,
        prescribes_naltrexone=says if checked_on else "unknown",
        naltrexone_checked_on=checked_on,
        languages=cells.listed("languages"),
        phones=_phones(cells),
        url=web_address(cells.text("url")),
        email=desk_email(cells.text("email")),
        location=_location(cells),
        hours=tuple(hours),
        meeting=_meeting(cells),
        checked_on=cells.day("checked_on"),
        checked_how=cells.choice("checked_how", CHECKED_HOW) or "",
        verify_by=cells.day("verify_by"),
        page=web_address(cells.text("page")),
        notes=cells.prose("notes"),
    )


def _phones(cells: CellReader) -> tuple[Phone, ...]:
    found = (
        Phone(cells.line("phone"), note=cells.line("phone_note")),
        Phone(cells.line("second_phone"), note=cells.line("second_phone_note")),
        Phone(cells.line("textphone"), "textphone"),
        Phone(cells.line("text_number"), "text"),
    )
    return tuple(each for each in found if each.number)


def _location(cells: CellReader) -> Location:
    council = "".join(cells.councils("council")[:1])
    nation: Nation = cells.choice("nation", NATIONS) or ""
    if cells.answer("withhold_address") == "yes":
        return Location(
            council=council, nation=nation, precision="withheld", is_withheld=True
        )
    try:
        latitude, longitude = degrees(cells.text("latitude"), cells.text("longitude"))
    except ValueError:
        cells.refuse("latitude", "latitude and longitude must both be numbers")
        latitude, longitude = None, None
    return Location(
        name=cells.line("location_name"),
        lines=lines_of(cells.text("address_1"), cells.text("address_2")),
        town=cells.line("town"),
        postcode=postcode(cells.text("postcode")),
        latitude=latitude,
        longitude=longitude,
        precision="none" if latitude is None else "rooftop",
        council=council,
        nation=nation,
        wheelchair=cells.choice("wheelchair", ("yes", "limited", "no", "unknown"))
        or "unknown",
        directions=cells.prose("directions"),
    )


def _meeting(cells: CellReader) -> Meeting | None:
    fellowship = cells.choice("fellowship", get_args(Fellowship))
    if not fellowship:
        return None
    return Meeting(
        fellowship=fellowship,
        venue=cells.choice("venue", ("in-person", "online", "hybrid")) or "in-person",
        open_to=cells.choice("open_to", ("anyone", "members", "unknown")) or "unknown",
        formats=cells.listed("formats"),
        join_url=join_address(line(cells.text("join_url"), 2000)),
        is_closed_for_now=cells.answer("is_closed_for_now") == "yes",
    )
