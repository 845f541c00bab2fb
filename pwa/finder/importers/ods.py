"""`ods`: pharmacies from the health service's own codes, edispensary.csv and its like.

No header, 27 columns; `ets` and `egpcur` have the same layout. No hours, no
coordinates. See docs/finder-formats.md.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from pwa.finder.importers.addresses import in_title_case, lines_of, postcode
from pwa.finder.importers.plain_text import line
from pwa.finder.importers.rows import (
    UNREADABLE,
    ImportFileError,
    Problem,
    Row,
    unreadable,
)
from pwa.finder.importers.tables import csv_rows
from pwa.finder.model import Listing, Location, Phone, Source, Status

WIDTH = 27
COLUMNS = {
    "code": 0,
    "name": 1,
    "address_1": 4,
    "address_2": 5,
    "address_3": 6,
    "address_4": 7,
    "address_5": 8,
    "postcode": 9,
    "status": 12,
    "subtype": 13,
    "phone": 17,
}
"""What is read, by its place in the row counted from 0; no other column is."""

STATUSES: dict[str, Status] = {"A": "active", "C": "closed", "P": "paused"}
"""Active; closed; proposed, so not open yet."""

PHARMACY = "1"
_CODE = re.compile(r"[A-Z0-9]{3,8}")


def read_ods(path: Path, source: Source) -> Iterator[Row]:
    """One row each. Raises ImportFileError."""
    number = 0
    for cells in csv_rows(path):
        if cells is not None and not any(cells):
            continue
        number += 1
        width = len(cells or ())
        if cells is None or width != WIDTH:
            if number == 1:
                raise ImportFileError(
                    f"The first row has {width} columns where this file has {WIDTH} "
                    "and no header. Check that it is edispensary.csv, unchanged."
                )
            yield unreadable(number, {}, "", f"It has {width} columns, not {WIDTH}.")
            continue
        yield _row(number, cells, source.key)


def _row(number: int, cells: list[str], source: str) -> Row:
    raw = {name: line(cells[at]) for name, at in COLUMNS.items()}
    status = STATUSES.get(raw["status"])
    if not _CODE.fullmatch(raw["code"]):
        return unreadable(number, raw, "code", "It is not an organisation code.")
    if not raw["name"]:
        return unreadable(number, raw, "name", "It has no name.")
    if status is None:
        return unreadable(number, raw, "status", "It is not A, C or P.")
    listing = _listing(raw, status, source)
    if raw["subtype"] != PHARMACY:
        says = "It supplies appliances and is no pharmacy. Leave it out."
        return Row(number, raw, listing, (Problem(UNREADABLE, "subtype", says),))
    return Row(number, raw, listing)


def _listing(raw: dict[str, str], status: Status, source: str) -> Listing:
    parts = [in_title_case(raw[f"address_{at}"]) for at in range(1, 6)]
    return Listing(
        source=source,
        record=raw["code"],
        name=in_title_case(raw["name"]),
        kind="pharmacy",
        status=status,
        alert="Listed as not open yet." if status == "paused" else "",
        phones=(Phone(raw["phone"]),) if raw["phone"] else (),
        location=Location(lines=lines_of(*parts), postcode=postcode(raw["postcode"])),
        checked_how="from the register",
    )
