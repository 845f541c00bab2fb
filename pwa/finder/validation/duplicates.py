"""R19, R20: the same service twice, in one source or in two."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from rapidfuzz import fuzz

from pwa.finder.model import Listing

if TYPE_CHECKING:
    from pwa.finder.validation.context import Context
    from pwa.finder.validation.notes import Notes

ALIKE = 92
"""Names this alike (0 to 100, rapidfuzz token_sort_ratio) at one postcode are one."""
ALIKE_BY_PHONE = 60
"""The same where they share a phone number as well."""
NOT_TELLING = re.compile(r"\b(the|ltd|limited|plc|llp|cic|and|service|services)\b")


@dataclass(slots=True)
class Seen:
    """Accepted listings, to be asked whether one more is one of them.

    Attributes:
        others: Listings of other sources with which this one may be mixed. Sources
            under a share-alike licence are only among themselves (R23).
    """

    others: tuple[Listing, ...] = ()
    _keys: set[str] = field(default_factory=set)
    _places: dict[tuple[str, str], list[Listing]] = field(
        default_factory=lambda: defaultdict(list)
    )

    def __post_init__(self) -> None:
        self.add(*self.others)

    def add(self, *listings: Listing) -> None:
        for each in listings:
            self._keys.add(each.key)
            self._places[_place(each)].append(each)

    def has(self, key: str) -> bool:
        return key in self._keys

    def near(self, listing: Listing) -> Iterable[Listing]:
        """Those of its kind at its postcode."""
        place = _place(listing)
        return self._places.get(place, ()) if place[1] else ()


def check(listing: Listing, context: Context, notes: Notes) -> Listing:
    """Refuses the later of two; one that is refused anyhow is compared with none."""
    if notes.problems:
        return listing
    if context.seen.has(listing.key):
        notes.refuse("R19", "record", "Its source has another row with this id.")
        return listing
    for other in context.seen.near(listing):
        if is_same(listing, other):
            rule = "R19" if other.source == listing.source else "R20"
            notes.refuse(rule, "name", f"It is the same as {other.key}.")  # type: ignore[arg-type]
            break
    return listing


def is_same(one: Listing, other: Listing) -> bool:
    """Of one kind and at one postcode already; whether they are one service.

    Meetings of one name are many, one for each time; pharmacies of one chain at one
    postcode have different codes and addresses.
    """
    if one.source == other.source and one.location.lines != other.location.lines:
        return False
    if one.meeting or other.meeting:
        return _times(one) == _times(other) and _alikeness(one, other) >= ALIKE
    alike = _alikeness(one, other)
    has_same_phone = bool(_numbers(one) & _numbers(other))
    has_other_phone = bool(_numbers(one) and _numbers(other)) and not has_same_phone
    if one.source == other.source:
        return alike == 100 and not has_other_phone and _times(one) == _times(other)
    return alike >= ALIKE or (has_same_phone and alike >= ALIKE_BY_PHONE)


def _alikeness(one: Listing, other: Listing) -> float:
    return fuzz.token_sort_ratio(normal_name(one.name), normal_name(other.name))


def normal_name(name: str) -> str:
    """Without case, accents, punctuation and words that tell nothing apart."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode()
    words = re.sub(r"[^a-z0-9]+", " ", plain.lower().replace("'", ""))
    short = " ".join(NOT_TELLING.sub(" ", words).split())
    return short or " ".join(words.split()) or name


def _place(listing: Listing) -> tuple[str, str]:
    return listing.kind, listing.location.postcode


def _numbers(listing: Listing) -> set[str]:
    return {each.number for each in listing.phones}


def _times(listing: Listing) -> frozenset[tuple[object, ...]]:
    return frozenset((each.weekday, each.opens, each.weeks) for each in listing.hours)
