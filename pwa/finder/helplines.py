"""National telephone lines, each with where its number was found and when."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any
from urllib.parse import quote

from pwa.errors import ContentError

GROUPS = ("now", "drugs-alcohol", "support", "families", "report")
"""The parts of the page; a line of another group would be on none."""
NATIONS = ("england", "wales", "scotland", "northern-ireland")
STATUSES = ("published", "being-checked")
NUMBER = re.compile(r"[0-9]{3}|116 123|0[0-9 ]{9,13}|[0-9]{5}")
WEB = re.compile(r"https://[a-z0-9.-]+/[\w./-]*")


@dataclass(frozen=True, slots=True)
class FoundNumber:
    """One published source that was read, and the number it gives."""

    place: str
    on: date
    number: str


@dataclass(frozen=True, slots=True)
class Helpline:
    """One line anybody may call, or one body to look up.

    Attributes:
        number: Phone number as people read it; only where it was read in a source.
        text_number: Where to send a text message; `text_words` is what to write.
        status: "published": the number was read in a published source;
            "being-checked": it is named with a link, and no number is shown.
        checked_on: The day the sources were last read.
        called_on: The day a person of ours rang and confirmed it, if ever.
        settled: Why this number is shown where the sources disagree.
    """

    name: str
    group: str
    about: str
    nations: tuple[str, ...]
    languages: tuple[str, ...]
    number: str
    text_number: str
    text_words: str
    hours: str
    web: str
    status: str
    checked_on: date
    found: tuple[FoundNumber, ...]
    called_on: date | None = None
    note: str = ""
    settled: str = ""

    def __post_init__(self) -> None:
        if self.group not in GROUPS:
            raise ValueError(f"{self.name}: group {self.group!r} is on no page")
        if self.status not in STATUSES:
            raise ValueError(f"{self.name}: status must be one of {STATUSES}")
        if not self.nations or set(self.nations) - set(NATIONS):
            raise ValueError(f"{self.name}: nations must be some of {NATIONS}")
        if type(self.checked_on) is not date:
            raise ValueError(f"{self.name}: checked_on must be a date")
        if self.called_on is not None and type(self.called_on) is not date:
            raise ValueError(f"{self.name}: called_on must be a date")
        for number in (self.number, self.text_number):
            if number and not NUMBER.fullmatch(number):
                raise ValueError(f"{self.name}: not a UK phone number: {number}")
        if self.web and not WEB.fullmatch(self.web):
            raise ValueError(f"{self.name}: not a plain https address: {self.web}")
        self._check_status()

    def _check_status(self) -> None:
        numbers = {digits(each.number) for each in self.found if each.number}
        shown = {digits(each) for each in (self.number, self.text_number) if each}
        if self.status == "being-checked":
            if shown:
                raise ValueError(f"{self.name}: shows a number that is being checked")
            if not self.web:
                raise ValueError(f"{self.name}: neither a number nor a web address")
            return
        if not shown and not self.web:
            raise ValueError(f"{self.name}: neither a number nor a web address")
        if shown - numbers:
            raise ValueError(f"{self.name}: shows a number that no source gives")
        if numbers - shown and not self.settled:
            raise ValueError(f"{self.name}: sources disagree and it is not settled")

    @property
    def tel(self) -> str:
        """The number as a telephone link wants it."""
        return digits(self.number)

    @property
    def sms(self) -> str:
        """The text line as a link wants it; the words are put in where there are any.

        `?&body=` is read by Android and by iOS.
        """
        words = f"?&body={quote(self.text_words)}" if self.text_words else ""
        return f"{digits(self.text_number)}{words}"


def digits(number: str) -> str:
    return number.replace(" ", "")


def load_helplines(path: Path) -> tuple[Helpline, ...]:
    """Read the lines in the order they are shown.

    Raises:
        ContentError: a line is malformed, shows a number that no source gives, or its
            sources disagree; the service does not start.
    """
    try:
        rows = tomllib.loads(path.read_text(encoding="utf-8"))["helplines"]
        lines = tuple(read_helpline(row) for row in rows)
        names = [line.name for line in lines]
        if len(set(names)) != len(names):
            raise ValueError("a name stands twice")
    except (AttributeError, KeyError, TypeError, ValueError) as error:
        raise ContentError(f"{path}: {error}") from error
    return lines


def read_helpline(row: dict[str, Any]) -> Helpline:
    found = tuple(
        FoundNumber(each["in"], each["on"], each.get("number", ""))
        for each in row.get("found", [])
    )
    lists = {key: tuple(row[key]) for key in ("nations", "languages")}
    called = {"called_on": row.get("called_on") or None}
    return Helpline(**{**row, **lists, **called, "found": found})
