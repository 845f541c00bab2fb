"""One pack: listings in, the bytes that phones keep out. docs/packs.md says the format.

static/js/finder/pack.js reads it.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from typing import Any

from pwa.finder.model import Hours, Listing, Phone
from pwa.finder.packs.columns import (
    OWN_RECORD,
    WORD_CODES,
    Column,
    category,
    characters,
    number,
    plain,
    text,
    text_or_category,
)

MARK = b"CCPK"
VERSION = 1
"""Of the format. A phone refuses a pack of a version it does not know."""
COARSE = {"latitude": 5000, "longitude": 3000}
"""Steps in a degree, where a point is a postcode's middle or coarser: within 12 m."""
FINE = 100_000
"""Where any point of the pack is a rooftop: within 1 m."""
LAST_DIGITS = 6
SHORT_RECORD = 12

CATEGORIES: dict[str, Callable[[Listing], Any]] = {
    "source": lambda each: each.source,
    "kind": lambda each: each.kind,
    "status": lambda each: each.status,
    "alertUntil": lambda each: day(each.alert_until),
    "selfReferral": lambda each: each.self_referral,
    "residentsOnly": lambda each: each.residents_only,
    "councils": lambda each: each.councils,
    "nations": lambda each: each.nations,
    "minimumAge": lambda each: each.minimum_age,
    "maximumAge": lambda each: each.maximum_age,
    "gender": lambda each: each.gender,
    "cost": lambda each: each.cost,
    "substances": lambda each: each.substances,
    "offers": lambda each: each.offers,
    "prescribesNaltrexone": lambda each: (
        each.prescribes_naltrexone if each.naltrexone_checked_on else "unknown"
    ),
    "naltrexoneCheckedOn": lambda each: day(each.naltrexone_checked_on),
    "languages": lambda each: each.languages,
    "precision": lambda each: each.location.precision,
    "council": lambda each: each.location.council,
    "nation": lambda each: each.location.nation,
    "wheelchair": lambda each: each.location.wheelchair,
    "isWithheld": lambda each: each.location.is_withheld,
    "hours": lambda each: [hours_row(row) for row in each.hours],
    "meeting": lambda each: meeting(each),
    "checkedOn": lambda each: day(each.checked_on),
    "checkedHow": lambda each: each.checked_how,
    "verifyBy": lambda each: day(each.verify_by),
    "phones": lambda each: [phone_row(phone) for phone in each.phones],
    "hasPoint": lambda each: has_point(each),
}
TEXTS: dict[str, Callable[[Listing], str]] = {
    "name": lambda each: plain(each.name),
    "organisation": lambda each: plain(each.organisation),
    "summary": lambda each: plain(each.summary),
    "forWhom": lambda each: plain(each.for_whom),
    "alert": lambda each: plain(each.alert),
    "howToRefer": lambda each: plain(each.how_to_refer),
    "url": lambda each: own_record(each, each.url),
    "email": lambda each: plain(each.email),
    "place": lambda each: plain(each.location.name),
    "line": lambda each: "".join(lines(each)[:1]),
    "otherLines": lambda each: "\n".join(lines(each)[1:]),
    "town": lambda each: plain(each.location.town),
    "outcode": lambda each: postcode(each)[0],
    "directions": lambda each: plain(each.location.directions),
    "page": lambda each: own_record(each, each.page),
    "notes": lambda each: plain(each.notes),
    "joinUrl": lambda each: plain(each.meeting.join_url) if each.meeting else "",
    "digits": lambda each: digits(each)[:-LAST_DIGITS],
}


def write_pack(listings: Iterable[Listing]) -> bytes:
    """The pack of these listings; the same listings in any order give the same bytes.

    Rows are sorted by council and postcode, so that neighbours stand together.
    """
    rows = sorted(
        listings,
        key=lambda each: (each.location.council, each.location.postcode, each.key),
    )
    words = common_words(rows)
    columns = [
        *(
            category(name, [tidy(of(each)) for each in rows])
            for name, of in CATEGORIES.items()
        ),
        record_column(rows),
        characters("inward", [postcode(each)[1] for each in rows]),
        characters("lastDigits", [digits(each)[-LAST_DIGITS:] for each in rows]),
        *point_columns(rows),
        *(
            text_or_category(name, [of(each) for each in rows], words)
            for name, of in TEXTS.items()
        ),
    ]
    return pack_bytes(len(rows), words, columns)


def pack_bytes(count: int, words: Sequence[str], columns: Sequence[Column]) -> bytes:
    header = {
        "count": count,
        "words": list(words),
        "columns": [column.header() for column in columns],
    }
    told = json.dumps(header, ensure_ascii=False, separators=(",", ":")).encode()
    head = MARK + VERSION.to_bytes(4, "little") + len(told).to_bytes(4, "little")
    return head + told + b"".join(column.body for column in columns)


def record_column(rows: Sequence[Listing]) -> Column:
    records = [plain(each.record) for each in rows]
    is_short = all(len(each) <= SHORT_RECORD and each.isascii() for each in records)
    return (characters if is_short else text)("record", records)


def point_columns(rows: Sequence[Listing]) -> list[Column]:
    """A row without a point repeats the one before it, which costs nothing."""
    is_fine = any(
        each.location.precision == "rooftop" for each in rows if has_point(each)
    )
    columns = []
    for name, coarse in COARSE.items():
        scale = FINE if is_fine else coarse
        values: list[int] = []
        for each in rows:
            degrees = getattr(each.location, name) if has_point(each) else None
            before = values[-1] if values else 0
            values.append(before if degrees is None else round(degrees * scale))
        columns.append(number(name, values, scale))
    return columns


def has_point(listing: Listing) -> bool:
    place = listing.location
    return None not in (place.latitude, place.longitude) and not place.is_withheld


def lines(listing: Listing) -> list[str]:
    """The address, each line one line."""
    told = (plain(line).replace("\n", " ") for line in listing.location.lines)
    return [line for line in told if line.strip()]


def postcode(listing: Listing) -> tuple[str, str]:
    """ "LS1", "4AP"; what is not written so stays whole in the first."""
    first, _, last = listing.location.postcode.partition(" ")
    if re.fullmatch(r"\w+ \d[A-Z]{2}", listing.location.postcode, re.ASCII):
        return first, last
    return listing.location.postcode, ""


def digits(listing: Listing) -> str:
    """The digits of all its numbers in one: what differs between phones, alone."""
    return "".join(re.findall("[0-9]", "".join(each.number for each in listing.phones)))


def phone_row(phone: Phone) -> list[Any]:
    """What else there is to a number: how it is spaced, and what it is for."""
    shape = re.sub("[0-9]", "#", phone.number.replace("#", ""))
    return trimmed(
        [shape, phone.kind, phone.label, phone.note, phone.is_confirmed],
        ["", "voice", "", "", True],
    )


def hours_row(row: Hours) -> list[Any]:
    return trimmed(
        [
            *(row.weekday, row.opens, row.closes, row.bank_holiday, row.purpose),
            *(list(row.weeks), row.every_weeks, day(row.anchor)),
            *(day(row.valid_from), day(row.valid_to), row.note),
        ],
        [None, None, None, "unknown", "open", [], 1, "", "", "", ""],
    )


def meeting(listing: Listing) -> list[Any] | None:
    """All but the address to join at, which is another for each."""
    known = listing.meeting
    if known is None:
        return None
    return [
        known.fellowship,
        known.venue,
        known.open_to,
        list(known.formats),
        known.is_closed_for_now,
    ]


def own_record(listing: Listing, address: str) -> str:
    if len(listing.record) < 4:
        return plain(address)
    return plain(address).replace(listing.record, OWN_RECORD)


def trimmed(row: list[Any], usual: list[Any]) -> list[Any]:
    """Without what is as usual at its end."""
    length = len(row)
    while length and row[length - 1] == usual[length - 1]:
        length -= 1
    return row[:length]


def day(value: object) -> str:
    return str(value) if value else ""


def tidy(value: Any) -> Any:
    """As JSON has it, and no text in it with control characters."""
    if isinstance(value, str):
        return plain(value)
    return [tidy(each) for each in value] if isinstance(value, (list, tuple)) else value


def common_words(rows: Sequence[Listing]) -> list[str]:
    """The words whose shortening saves most, each with the space before it."""
    counts: Counter[str] = Counter()
    for of in (TEXTS["name"], TEXTS["line"], TEXTS["otherLines"], TEXTS["town"]):
        counts.update(
            word for each in rows for word in re.findall(r" [A-Za-z]{3,}", of(each))
        )
    savings = {
        word: count * (len(word) - 1) for word, count in counts.items() if count > 3
    }
    best = sorted(savings, key=lambda word: (-savings[word], word))
    # A longer word first, or " Roadside" would be written as " Road" and the rest.
    return sorted(best[: len(WORD_CODES)], key=lambda word: (-len(word), word))
