"""A service somebody can go to or call, as every part of the finder sees it.

Pure: no database, no web. Unknown is a value everywhere: "unknown" or "" or None, never
a guess. Times are wall-clock times in the United Kingdom.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Literal

Kind = Literal[
    "treatment",
    "needle-exchange",
    "pharmacy",
    "emergency",
    "urgent",
    "mutual-aid",
    "family",
    "helpline",
    "directory",
    "other",
]
Answer = Literal["yes", "no", "unknown"]
Nation = Literal["england", "wales", "scotland", "northern-ireland", ""]
Status = Literal["active", "paused", "closed"]
Precision = Literal[
    "rooftop", "postcode", "sector", "outcode", "town", "withheld", "none"
]
HoursFor = Literal["open", "drop-in", "needle-exchange", "meeting", "phone"]
Cost = Literal["free", "nhs", "private", "mixed", "unknown"]
Fellowship = Literal[
    "NA", "AA", "CA", "CMA", "SMART", "FA", "Al-Anon", "Adfam", "LRO", "other"
]

OFFERS = (
    "naltrexone",
    "alcohol",
    "opioids",
    "detox",
    "psychosocial",
    "opioid-substitution",
    "naloxone",
    "needle-exchange",
    "blood-borne-virus-test",
    "family",
    "online",
    "phone",
)
"""What a service may offer; anything else an import names is left out and counted."""


@dataclass(frozen=True, slots=True)
class Source:
    """One publisher's file or feed.

    Attributes:
        key: Short, stable, lower-case: "ods", "starter", "leeds-council".
        licence: "OGL-3.0", "CC-BY-4.0", "ODbL-1.0", "permission", "own".
        share_alike: The licence asks for a pack of its own (ODbL).
        retrieved_at: UTC moment of the import, or None before one.
    """

    key: str
    name: str
    publisher: str = ""
    url: str = ""
    licence: str = "own"
    attribution: str = ""
    share_alike: bool = False
    retrieved_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Phone:
    """A number as people read it: "0113 496 0000", "116 123", "999".

    Attributes:
        is_confirmed: A source that was read gives it for this service. Otherwise it is
            shown as "not yet confirmed".
    """

    number: str
    kind: Literal["voice", "text", "textphone"] = "voice"
    label: str = ""
    note: str = ""
    is_confirmed: bool = True


@dataclass(frozen=True, slots=True)
class Hours:
    """One row of a week.

    Attributes:
        weekday: ISO, 1 Monday to 7 Sunday.
        opens, closes: Minutes after midnight; `closes` above 1440 is after midnight.
        weeks: Which of the month's such days, 1 to 5 or -1 for the last; empty is all.
        every_weeks: 2 is every other week, counted from `anchor`.
        bank_holiday: Whether it is open when that day is a bank holiday in its nation.
    """

    weekday: int
    opens: int
    closes: int
    purpose: HoursFor = "open"
    weeks: tuple[int, ...] = ()
    every_weeks: int = 1
    anchor: date | None = None
    valid_from: date | None = None
    valid_to: date | None = None
    bank_holiday: Literal["open", "closed", "unknown"] = "unknown"
    note: str = ""


@dataclass(frozen=True, slots=True)
class Meeting:
    """What a mutual-aid meeting has beside a service.

    Attributes:
        join_url: Never with a password in it.
        formats: The fellowship's own words, such as "Newcomers".
    """

    fellowship: Fellowship
    venue: Literal["in-person", "online", "hybrid"] = "in-person"
    open_to: Literal["anyone", "members", "unknown"] = "unknown"
    formats: tuple[str, ...] = ()
    join_url: str = ""
    is_closed_for_now: bool = False


@dataclass(frozen=True, slots=True)
class Location:
    """Where it is.

    Attributes:
        lines: Address lines without town and postcode. Empty when withheld.
        postcode: Written "LS1 4AP", or "" where none is known.
        latitude, longitude: WGS 84 degrees, or None.
        council: GSS code of the local authority district, or "".
        is_withheld: The address is confidential: phone and council only are shown.
    """

    name: str = ""
    lines: tuple[str, ...] = ()
    town: str = ""
    postcode: str = ""
    latitude: float | None = None
    longitude: float | None = None
    precision: Precision = "none"
    council: str = ""
    nation: Nation = ""
    wheelchair: Literal["yes", "limited", "no", "unknown"] = "unknown"
    directions: str = ""
    is_withheld: bool = False


@dataclass(frozen=True, slots=True)
class Listing:
    """One service at one place: what an importer yields and what a result card shows.

    Attributes:
        source: The key of its source.
        record: Its id within that source; the pair names it for good.
        councils: GSS codes of the areas it serves; empty with `nations` empty is
            anybody anywhere.
        nations: The nations it serves as a whole.
        residents_only: It takes only people who live in its areas.
        prescribes_naltrexone: Only with `naltrexone_checked_on`, else "unknown".
        substances: "alcohol", "opioids", "any", …; empty is not known.
        checked_on: The day somebody last made sure of it, or None: never.
        checked_how: "read on its page", "rang", "visited", "from the register".
        verify_by: After this day it is shown as old; 180 days later it is dropped.
        page: Where it can be read, an https address.
        notes: Shown to people. Internal notes are the store's own.
    """

    source: str
    record: str
    name: str
    kind: Kind
    organisation: str = ""
    summary: str = ""
    for_whom: str = ""
    status: Status = "active"
    alert: str = ""
    alert_until: date | None = None
    self_referral: Answer = "unknown"
    how_to_refer: str = ""
    residents_only: Answer = "unknown"
    councils: tuple[str, ...] = ()
    nations: tuple[Nation, ...] = ()
    minimum_age: int | None = None
    maximum_age: int | None = None
    gender: Literal["", "women", "men"] = ""
    cost: Cost = "unknown"
    substances: tuple[str, ...] = ()
    offers: tuple[str, ...] = ()
    prescribes_naltrexone: Answer = "unknown"
    naltrexone_checked_on: date | None = None
    languages: tuple[str, ...] = ()
    phones: tuple[Phone, ...] = ()
    url: str = ""
    email: str = ""
    location: Location = field(default_factory=Location)
    hours: tuple[Hours, ...] = ()
    meeting: Meeting | None = None
    checked_on: date | None = None
    checked_how: str = ""
    verify_by: date | None = None
    page: str = ""
    notes: str = ""
    source_updated_on: date | None = None

    @property
    def key(self) -> str:
        """Names it among all sources: "ods/FA002"."""
        return f"{self.source}/{self.record}"
