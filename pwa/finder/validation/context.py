"""What a listing is checked against."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import date
from typing import Literal, Protocol

from pwa.finder.validation.duplicates import Seen


class KnownPostcode(Protocol):
    """A postcode that exists or existed."""

    @property
    def postcode(self) -> str: ...
    @property
    def latitude(self) -> float: ...
    @property
    def longitude(self) -> float: ...
    @property
    def council(self) -> str: ...
    @property
    def is_live(self) -> bool: ...
    @property
    def precision(self) -> Literal["postcode", "outcode"]: ...


class Postcodes(Protocol):
    """The full list of postcodes, such as geography's."""

    def find(self, text: str) -> KnownPostcode | None: ...


@dataclass(slots=True)
class Context:
    """One import.

    Attributes:
        today: In the United Kingdom.
        seen: Listings of this import so far, and of the other sources.
        councils: GSS codes that are known; empty takes any that is written like one.
        format: Key of the importer; the ids of some registers have a form of their own.
    """

    postcodes: Postcodes
    today: date
    seen: Seen = field(default_factory=Seen)
    councils: Collection[str] = ()
    format: str = ""
