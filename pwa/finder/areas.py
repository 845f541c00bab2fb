"""What there is for one nation or council, in the order it is shown. Pure."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from pwa.finder.geography.councils import COUNCILS, Council
from pwa.finder.model import Hours, Kind, Listing, Nation, Phone

NATIONS: tuple[Nation, ...] = ("england", "wales", "scotland", "northern-ireland")
KINDS: tuple[Kind, ...] = (
    *("emergency", "urgent", "treatment", "needle-exchange", "family"),
    *("mutual-aid", "helpline", "directory", "other", "pharmacy"),
)
"""The order of the page: the longest list, the pharmacies, comes last."""
LASTING: frozenset[Kind] = frozenset({"emergency", "urgent"})
OLD_AFTER_MONTHS = 6
WEEK = (
    *("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"),
)
PURPOSES = {
    "open": "",
    "drop-in": "Drop in: ",
    "needle-exchange": "Needle exchange: ",
    "meeting": "Meeting: ",
    "phone": "By phone: ",
}
ORDINALS = {1: "first", 2: "second", 3: "third", 4: "fourth", 5: "fifth", -1: "last"}

Group = tuple[Kind, list[Listing]]


@dataclass(frozen=True, slots=True)
class ByArea:
    """Every listing, by whom it serves.

    Attributes:
        by_council: By GSS code of a district; one of a county is under each of them,
            and under the county.
        by_nation: Those that serve a nation as a whole.
        anywhere: Those that serve anybody.
    """

    by_council: Mapping[str, list[Listing]]
    by_nation: Mapping[str, list[Listing]]
    anywhere: list[Listing]

    def of_council(self, council: Council) -> list[Group]:
        """What serves this council's area, in groups."""
        return in_groups(self.by_council.get(council.code, []))

    def of_nation(self, nation: Nation) -> list[Group]:
        """What serves the whole of this nation, or anybody."""
        return in_groups([*self.by_nation.get(nation, []), *self.anywhere])


def by_area(listings: Iterable[Listing]) -> ByArea:
    """Sort the listings by whom they serve.

    One that names neither a council nor a nation serves the council it stands in, and
    anybody where it stands nowhere.
    """
    by_council: dict[str, list[Listing]] = {}
    by_nation: dict[str, list[Listing]] = {}
    anywhere: list[Listing] = []
    for listing in listings:
        codes = set(listing.councils)
        if not codes and not listing.nations and listing.location.council:
            codes = {listing.location.council}
        for code in with_neighbours(codes):
            by_council.setdefault(code, []).append(listing)
        for nation in listing.nations:
            by_nation.setdefault(nation, []).append(listing)
        if not codes and not listing.nations:
            anywhere.append(listing)
    return ByArea(by_council, by_nation, anywhere)


def with_neighbours(codes: set[str]) -> set[str]:
    """With the county above each district, and the districts below each county."""
    above = {COUNCILS[code].upper for code in codes if code in COUNCILS} - {""}
    below = {each.code for each in COUNCILS.values() if each.upper in codes}
    return codes | above | below


def in_groups(listings: Iterable[Listing]) -> list[Group]:
    """By kind, in the order of the page; within a kind by name."""
    ordered = sorted(
        listings, key=lambda each: (KINDS.index(each.kind), each.name.lower())
    )
    return [(kind, list(some)) for kind, some in groupby(ordered, lambda x: x.kind)]


def councils_of(nation: Nation) -> list[Council]:
    """The councils of a nation by name, counties among them."""
    found = [each for each in COUNCILS.values() if each.nation == nation]
    return sorted(found, key=lambda each: each.name)


def is_old(listing: Listing, today: date) -> bool:
    """Whether to ring first, as on the phone (static/js/finder/wanted.js).

    So it is after the day to check it again, six months after it was checked, and where
    nobody ever has. The emergency numbers are what they are.
    """
    if listing.kind in LASTING:
        return False
    checked_on, verify_by = listing.checked_on, listing.verify_by
    return (
        checked_on is None
        or checked_on < months_before(today, OLD_AFTER_MONTHS)
        or (verify_by is not None and verify_by < today)
    )


def months_before(day: date, months: int) -> date:
    """That day of an earlier month, or the month's last where it has no such day."""
    year, month = divmod(day.year * 12 + day.month - 1 - months, 12)
    last = monthrange(year, month + 1)[1]
    return date(year, month + 1, min(day.day, last))


def address(listing: Listing) -> str:
    """Where it is, in one line; empty where that is withheld or not known."""
    place = listing.location
    if place.is_withheld:
        return ""
    parts = (place.name, *place.lines, place.town, place.postcode)
    return ", ".join(part for part in parts if part)


def link_to(phone: Phone) -> str:
    """The number as a link wants it."""
    scheme = "sms" if phone.kind == "text" else "tel"
    return f"{scheme}:{phone.number.replace(' ', '')}"


def opening_words(hours: Iterable[Hours], today: date) -> list[str]:
    """The week in words: "Monday to Friday, 9am to 5pm". Past and future rows not."""
    now = [
        row
        for row in hours
        if (row.valid_from is None or row.valid_from <= today)
        and (row.valid_to is None or row.valid_to >= today)
    ]
    alike: dict[tuple[str, str, str, str], list[int]] = {}
    for row in sorted(now, key=lambda row: (row.weekday, row.opens)):
        span = f"{clock_time(row.opens)} to {clock_time(row.closes)}"
        key = (PURPOSES[row.purpose], span, which_weeks(row), row.note)
        alike.setdefault(key, []).append(row.weekday)
    return [
        f"{purpose}{day_words(days)}, {span}{weeks}{f' ({note})' if note else ''}"
        for (purpose, span, weeks, note), days in alike.items()
    ]


def day_words(days: list[int]) -> str:
    """ "Monday to Friday", or "Monday, Wednesday"."""
    if days == list(range(1, 8)):
        return "Every day"
    if len(days) > 2 and days == list(range(days[0], days[-1] + 1)):
        return f"{WEEK[days[0] - 1]} to {WEEK[days[-1] - 1]}"
    return ", ".join(WEEK[day - 1] for day in days)


def which_weeks(row: Hours) -> str:
    if row.weeks:
        named = " and ".join(ORDINALS[week] for week in row.weeks)
        return f", the {named} of the month"
    return f", every {row.every_weeks} weeks" if row.every_weeks > 1 else ""


def clock_time(minutes: int) -> str:
    """ "9am", "5.30pm", "midnight", from minutes after midnight."""
    hour, minute = divmod(minutes % 1440, 60)
    if minute == 0 and hour in (0, 12):
        return "noon" if hour else "midnight"
    half = "am" if hour < 12 else "pm"
    past = f".{minute:02}" if minute else ""
    return f"{hour % 12 or 12}{past}{half}"
