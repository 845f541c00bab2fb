"""What the store hands out beside listings."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal

from pwa.finder.model import Listing

Found = Literal["as listed", "changed", "closed"]
"""What a person found who made sure of a service."""


@dataclass(frozen=True, slots=True)
class Figures:
    """What an import read.

    Attributes:
        rules: How many rows each rule refused; a row may stand under several.
        file_sha256: Of the file that was read, "" where there was none.
        format: Key of the importer, such as "ods".
        on: The day of the import in the United Kingdom.
    """

    rows: int
    accepted: int
    quarantined: int
    on: date | None
    rules: Mapping[str, int] = dataclasses.field(default_factory=dict)
    file_sha256: str = ""
    format: str = ""


@dataclass(frozen=True, slots=True)
class Reject:
    """One fault of one row that was refused.

    Attributes:
        row: Its number in the file, as the importer counts.
        raw: Only fields the importer may keep.
    """

    row: int
    rule: str
    field: str
    says: str
    raw: Mapping[str, str] = dataclasses.field(default_factory=dict)
    source: str = ""
    decided_by: str = ""
    decided_on: date | None = None


@dataclass(frozen=True, slots=True)
class Outcome:
    """What an import changed. `closed` are those their source no longer names."""

    added: int = 0
    changed: int = 0
    unchanged: int = 0
    closed: int = 0
    reopened: int = 0

    @property
    def is_change(self) -> bool:
        return bool(self.added or self.changed or self.closed or self.reopened)


@dataclass(frozen=True, slots=True)
class SourceState:
    """What was last imported of one source.

    Attributes:
        listed: How many of its services are listed now.
        closed: How many it named once and names no more.
        verified: How many of those listed a person made sure of.
    """

    key: str
    figures: Figures
    listed: int
    closed: int
    verified: int


@dataclass(frozen=True, slots=True)
class Due:
    """A service somebody should ring.

    Attributes:
        why: "never checked", "check is due" or "changed since it was checked".
        verify_by: The day it was or is due, None where it was never checked.
        internal_notes: The operator's own, never in a pack.
    """

    listing: Listing
    why: str
    verify_by: date | None
    internal_notes: str = ""


@dataclass(frozen=True, slots=True)
class Verification:
    """One time a person made sure of a service."""

    who: str
    how: str
    on: date
    found: Found = "as listed"
    naltrexone: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Report:
    """What somebody using the app says is wrong. It names nobody and no place.

    Attributes:
        id: Made on the phone, so that one sent twice is one.
        listing: Key of the service, such as "ods/FA002".
    """

    id: str
    listing: str
    fault: str
    words: str
    received_on: date
    handled_on: date | None = None
