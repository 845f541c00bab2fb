"""The general wording of the card, each line with its sources."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from pwa.errors import ContentError
from pwa.sources import Source, SourceRegister, check_review_days

MAX_WORDS = 12
PLACES = ("act", "first", "more", "patient")


@dataclass(frozen=True, slots=True)
class CardLine:
    """One sentence or two on the card's face, and what it rests on."""

    place: str
    text: str
    sources: tuple[Source, ...]

    def __post_init__(self) -> None:
        if not isinstance(self.text, str):
            raise TypeError(f"text must be words: {self.text}")
        if self.place not in PLACES:
            raise ValueError(f"place must be one of {', '.join(PLACES)}: {self.text}")
        if not 0 < len(self.text.split()) <= MAX_WORDS:
            raise ValueError(f"a line has 1 to {MAX_WORDS} words: {self.text}")


@dataclass(frozen=True, slots=True)
class CardWording:
    """All lines in order. `reviewed_by` is empty until a clinician has signed."""

    reviewed_by: str
    checked_on: date
    review_due_on: date
    lines: tuple[CardLine, ...]

    def __post_init__(self) -> None:
        check_review_days(self.checked_on, self.review_due_on)
        if not self.at("act"):
            raise ValueError("no line says what to do")

    def at(self, place: str) -> tuple[CardLine, ...]:
        return tuple(line for line in self.lines if line.place == place)


def load_wording(path: Path, register: SourceRegister) -> CardWording:
    """Read the lines.

    Raises:
        ContentError: a line is malformed, too long, or has no known source; the
            service does not start.
    """
    try:
        read = tomllib.loads(path.read_text(encoding="utf-8"))
        lines = tuple(
            CardLine(**row | {"sources": register.resolve(row["sources"])})
            for row in read.pop("lines")
        )
        return CardWording(lines=lines, **read)
    except (KeyError, TypeError, ValueError) as error:
        raise ContentError(f"{path}: {error}") from error
