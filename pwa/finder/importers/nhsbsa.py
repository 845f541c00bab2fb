"""`nhsbsa`: pharmacies with their weekly hours, the consolidated pharmaceutical list.

Reads the publisher's own columns and the tidied ones of open data stores. See
docs/finder-formats.md.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from pathlib import Path

from pwa.finder.importers.addresses import council, in_title_case, lines_of, postcode
from pwa.finder.importers.clock_times import UnreadableTimeError
from pwa.finder.importers.plain_text import line
from pwa.finder.importers.rows import UNREADABLE, Problem, Row, unreadable
from pwa.finder.importers.tables import table_rows
from pwa.finder.importers.week_hours import WEEKDAYS, week_hours
from pwa.finder.model import Listing, Location, Source

COLUMNS = {
    "pharmacy_ods_code_f_code": "code",
    "organisation_data_service_code": "code",
    "ods_code": "code",
    "pharmacy_trading_name": "name",
    "pharmacy_name": "name",
    "address": "address_1",
    "address_field_1": "address_1",
    "address_field_2": "address_2",
    "address_field_3": "address_3",
    "address_field_4": "address_4",
    "post_code": "postcode",
    "postcode": "postcode",
    "contract_type": "contract",
    "la_code": "council",
    **{f"pharmacy_opening_hours_{day}": day for day in WEEKDAYS},
    **{f"opening_hours_{day}": day for day in WEEKDAYS},
}
"""What is read. Not the organisation's name: a sole trader's is a person's."""

APPLIANCES = "dac"
_CODE = re.compile(r"[A-Z0-9]{3,8}")


def read_nhsbsa(path: Path, source: Source) -> Iterator[Row]:
    """One row each. Raises ImportFileError."""
    for number, cells in table_rows(path, COLUMNS, ("code", "name", "postcode")):
        if cells is None:
            yield unreadable(number, {}, "", "Its quotes do not match.")
            continue
        yield _row(
            number, {name: line(text) for name, text in cells.items()}, source.key
        )


def _row(number: int, raw: Mapping[str, str], source: str) -> Row:
    if not _CODE.fullmatch(raw["code"]):
        return unreadable(number, raw, "code", "It is not an organisation code.")
    if not raw["name"]:
        return unreadable(number, raw, "name", "It has no name.")
    texts = {at: raw[day] for at, day in enumerate(WEEKDAYS, 1) if day in raw}
    try:
        hours, silent = week_hours(texts)
    except UnreadableTimeError as error:
        return unreadable(number, raw, "hours", f"{error}.")
    unknown = [WEEKDAYS[at - 1].capitalize() for at in silent] if hours else []
    address = [in_title_case(raw.get(f"address_{at}", "")) for at in range(1, 5)]
    listing = Listing(
        source=source,
        record=raw["code"],
        name=in_title_case(raw["name"]),
        kind="pharmacy",
        location=Location(
            lines=lines_of(*address),
            postcode=postcode(raw["postcode"]),
            council=council(raw.get("council")),
            nation="england",
        ),
        hours=hours,
        checked_how="from the register",
        notes=f"Hours not known for: {', '.join(unknown)}." if unknown else "",
    )
    if raw.get("contract", "").lower() == APPLIANCES:
        says = "It supplies appliances and is no pharmacy. Leave it out."
        return Row(number, raw, listing, (Problem(UNREADABLE, "contract", says),))
    return Row(number, raw, listing)
