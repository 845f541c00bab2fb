"""What every importer yields: one row of a file, read into a listing or set aside."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from pwa.finder.model import Listing, Source

UNREADABLE = "R00"
"""The rule of a row that no listing could be made of."""


class ImportFileError(Exception):
    """The file as a whole cannot be read; its message says what to do about it."""


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing wrong with a row.

    Attributes:
        rule: "R00" for what an importer could not read, "R01"… for validation.
        field: The column or property it was found in.
        says: A sentence for the operator. Never holds personal data.
    """

    rule: str
    field: str
    says: str


@dataclass(frozen=True, slots=True)
class Row:
    """One row as it was read.

    Attributes:
        number: Counted from 1 among the rows of data, headers apart.
        raw: Only the fields on the importer's allow-list.
        listing: None for a row that could not be read; it then has an R00 problem.
    """

    number: int
    raw: Mapping[str, str]
    listing: Listing | None = None
    problems: tuple[Problem, ...] = ()


Importer = Callable[[Path, Source], Iterator[Row]]
"""Reads a file or folder for one source.

Raises ImportFileError: possibly after some rows were yielded, so nothing may be kept
until the iterator is exhausted.
"""


def unreadable(number: int, raw: Mapping[str, str], field: str, says: str) -> Row:
    """Set a row aside."""
    return Row(number, raw, None, (Problem(UNREADABLE, field, says),))
