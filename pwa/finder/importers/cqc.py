"""`cqc`: treatment services from the care regulator for England.

Reads the care directory (CSV), the list of active locations (XLSX or ODS) and a JSON
extract of the directory. Only services registered for substance misuse are taken, and
nobody's name. See docs/finder-formats.md.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from pathlib import Path

from pwa.finder.importers.addresses import degrees, lines_of, postcode
from pwa.finder.importers.cqc_extract import extract_rows
from pwa.finder.importers.links import web_address
from pwa.finder.importers.plain_text import line
from pwa.finder.importers.rows import UNREADABLE, Problem, Row, unreadable
from pwa.finder.importers.tables import head, table_rows
from pwa.finder.model import Listing, Location, Phone, Source

FLAG = "service_type_"
COMMUNITY = "community services - substance abuse"
RESIDENTIAL = "rehabilitation (substance abuse)"
PRISON = "prison healthcare"

FLAGS = {
    "service_type_community_based_services_for_people_who_misuse_substances": COMMUNITY,
    "service_type_residential_substance_misuse_treatment"
    "_and_or_rehabilitation_service": RESIDENTIAL,
    "service_type_prison_healthcare_services": PRISON,
}
"""The "Service type - …" columns of the list of locations, in the directory's words."""

COLUMNS = {
    "name": "name",
    "address": "address",
    "postcode": "postcode",
    "phone_number": "phone",
    "service_s_website_if_available": "website",
    "service_types": "types",
    "specialisms_services": "specialisms",
    "provider_name": "provider",
    "cqc_location_id_for_office_use_only": "id",
    "cqc_location_id": "id",
    "location_url": "page",
    "location_id": "id",
    "location_name": "name",
    "location_type_sector": "sector",
    "location_telephone_number": "phone",
    "location_web_address": "website",
    "location_street_address": "address",
    "location_address_line_2": "address_2",
    "location_city": "town",
    "location_county": "county",
    "location_postal_code": "postcode",
    "location_latitude": "latitude",
    "location_longitude": "longitude",
    "dormant_y_n": "dormant",
    **FLAGS,
}
"""What is read. Not the manager, not the nominated individual, not the ratings."""

SUMMARIES = {
    COMMUNITY: "Help in the community with drug or alcohol use.",
    RESIDENTIAL: "Treatment where people stay, for drug or alcohol use.",
}

FOR_WHOM = {
    "services for everyone": "everyone",
    "caring for children (0 - 18yrs)": "children and young people",
    "caring for adults under 65 yrs": "adults under 65",
    "caring for adults over 65 yrs": "adults over 65",
}

_ID = re.compile(r"1-\d{6,12}|[A-Z0-9]{3,12}")
_PERSON = re.compile(r"(?i)(mr|mrs|ms|miss|mx|dr|prof|professor|sir|dame)\b")
"""A provider that is one person: the name is not kept."""
_IN_PRISON = re.compile(
    r"(?i)\b(HMP|HMYOI|HM prison|prison|YOI|young offender|custod\w+|secure training|"
    r"immigration removal|IRC)\b"
)
_STOP_SMOKING = re.compile(
    r"(?i)\b(smoke[ -]?free|be smoke free|(stop|quit)[ -]smoking|smoking)\b"
)


def read_cqc(path: Path, source: Source) -> Iterator[Row]:
    """Rows of the substance misuse services only. Raises ImportFileError."""
    if head(path).lstrip(b"\xef\xbb\xbf \r\n")[:1] in (b"{", b"["):
        rows = extract_rows(path)
    else:
        rows = table_rows(path, COLUMNS, ("id", "name", "postcode"))
    for number, cells in rows:
        if cells is None:
            yield unreadable(number, {}, "", "Its quotes do not match.")
            continue
        types = _types(cells)
        if not {COMMUNITY, RESIDENTIAL} & set(types):
            continue
        raw = {name: line(text) for name, text in cells.items() if text}
        raw = {name: text for name, text in raw.items() if not name.startswith(FLAG)}
        if _PERSON.match(raw.get("provider", "")):
            del raw["provider"]
        yield _row(number, raw | {"types": "|".join(types)}, types, source.key)


def _types(cells: Mapping[str, str]) -> tuple[str, ...]:
    named = [" ".join(each.split()) for each in cells.get("types", "").split("|")]
    flagged = [
        word for word in FLAGS.values() if cells.get(word, "").upper() in ("Y", "YES")
    ]
    return tuple(dict.fromkeys(each.lower() for each in (*named, *flagged) if each))


def _row(
    number: int, raw: Mapping[str, str], types: tuple[str, ...], source: str
) -> Row:
    record = raw.get("id") or raw.get("page", "").rstrip("/").rpartition("/")[2]
    if not _ID.fullmatch(record):
        return unreadable(number, raw, "id", "It has no location id of the regulator.")
    if not raw.get("name"):
        return unreadable(number, raw, "name", "It has no name.")
    try:
        listing = _listing(record, raw, types, source)
    except ValueError:
        return unreadable(number, raw, "latitude", "A coordinate is not a number.")
    return Row(number, raw, listing, tuple(_doubts(raw["name"], types)))


def _doubts(name: str, types: tuple[str, ...]) -> Iterator[Problem]:
    """What a person must look at before anybody is sent there."""
    if PRISON in types or _IN_PRISON.search(name):
        says = "It may work only inside a prison. Ask, then add it by the template."
        yield Problem(UNREADABLE, "types", says)
    if _STOP_SMOKING.search(name):
        says = "It may be only for stopping smoking. Ask, then add it by the template."
        yield Problem(UNREADABLE, "name", says)


def _listing(
    record: str, raw: Mapping[str, str], types: tuple[str, ...], source: str
) -> Listing:
    latitude, longitude = degrees(raw.get("latitude"), raw.get("longitude"))
    whom = [
        words
        for name, words in FOR_WHOM.items()
        if name in raw.get("specialisms", "").lower().split("|")
    ]
    return Listing(
        source=source,
        record=record,
        name=raw["name"],
        kind="treatment",
        organisation=raw.get("provider", ""),
        summary=" ".join(words for name, words in SUMMARIES.items() if name in types),
        for_whom=f"Registered for {', '.join(whom)}." if whom else "",
        status="paused" if raw.get("dormant", "").upper() == "Y" else "active",
        phones=(Phone(raw["phone"]),) if raw.get("phone") else (),
        url=web_address(raw.get("website")),
        location=Location(
            lines=lines_of(raw.get("address"), raw.get("address_2")),
            town=raw.get("town", ""),
            postcode=postcode(raw.get("postcode")),
            latitude=latitude,
            longitude=longitude,
            precision="none" if latitude is None else "postcode",
            nation="england",
        ),
        checked_how="from the register",
        page=f"https://www.cqc.org.uk/location/{record}",
    )
