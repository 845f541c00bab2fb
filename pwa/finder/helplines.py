"""National telephone lines, each with where its number was found and when."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from pwa.errors import ContentError

GROUPS = ("now", "drugs-alcohol", "families")
"""The parts of the page; a line of another group would be on none."""
NUMBER = re.compile(r"[0-9]{3}|116 123|0[0-9 ]{9,13}|[0-9]{5}")


@dataclass(frozen=True, slots=True)
class Helpline:
    """One line anybody may call.

    Attributes:
        number: Phone number as people read it.
        text_to: What to text and where, or empty.
        found_in: Where the number was published.
        found_on: The day we read it there.
        called_on: The day a person of ours rang and confirmed it, if ever.
    """

    name: str
    group: str
    about: str
    number: str
    found_in: str
    found_on: date
    hours: str = ""
    text_to: str = ""
    called_on: date | None = None

    def __post_init__(self) -> None:
        if self.group not in GROUPS:
            raise ValueError(f"{self.name}: group {self.group!r} is on no page")
        if type(self.found_on) is not date:
            raise ValueError(f"{self.name}: found_on must be a date")
        if self.called_on is not None and type(self.called_on) is not date:
            raise ValueError(f"{self.name}: called_on must be a date")
        if self.number and not NUMBER.fullmatch(self.number):
            raise ValueError(f"{self.name}: not a UK phone number: {self.number}")
        if not (self.number or self.text_to):
            raise ValueError(f"{self.name}: neither a number nor a text line")

    @property
    def tel(self) -> str:
        """The number as a telephone link wants it."""
        return self.number.replace(" ", "")


def load_helplines(path: Path) -> tuple[Helpline, ...]:
    """Read the lines in the order they are shown.

    Raises:
        ContentError: a line is malformed; the service does not start.
    """
    try:
        rows = tomllib.loads(path.read_text(encoding="utf-8"))["helplines"]
        return tuple(Helpline(**row) for row in rows)
    except (KeyError, TypeError, ValueError) as error:
        raise ContentError(f"{path}: {error}") from error
