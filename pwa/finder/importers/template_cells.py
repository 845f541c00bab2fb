"""One row of our own template: its cells as typed values, and what was wrong in it."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date
from typing import TypeVar

from pwa.finder.importers import plain_text
from pwa.finder.importers.addresses import council
from pwa.finder.importers.clock_times import UnreadableTimeError, day
from pwa.finder.importers.osm_hours import osm_hours
from pwa.finder.importers.rows import UNREADABLE, Problem
from pwa.finder.model import Answer, Hours, HoursFor

ANSWERS: dict[str, Answer] = {
    "": "unknown",
    "unknown": "unknown",
    "not known": "unknown",
    "yes": "yes",
    "y": "yes",
    "true": "yes",
    "1": "yes",
    "no": "no",
    "n": "no",
    "false": "no",
    "0": "no",
}
OLDEST = 120

Word = TypeVar("Word", bound=str)


class CellReader:
    """Reads cells by name. A cell that cannot be read is blank and a problem."""

    def __init__(self, cells: Mapping[str, str]) -> None:
        self.problems: list[Problem] = []
        self._cells = cells

    def text(self, name: str) -> str:
        return self._cells.get(name, "")

    def refuse(self, name: str, says: str) -> None:
        self.problems.append(Problem(UNREADABLE, name, f"{name}: {says}."))

    def line(self, name: str) -> str:
        return plain_text.line(self.text(name))

    def prose(self, name: str) -> str:
        return plain_text.prose(self.text(name))

    def needed(self, name: str) -> str:
        found = self.line(name)
        if not found:
            self.refuse(name, "it is blank and must not be")
        return found

    def choice(self, name: str, allowed: Sequence[Word]) -> Word | None:
        """One of the words; None where blank."""
        text = self.line(name).lower()
        found = next((each for each in allowed if each.lower() == text), None)
        if text and found is None:
            self.refuse(name, f"“{text[:40]}” is not one of {', '.join(allowed)}")
        return found

    def answer(self, name: str) -> Answer:
        text = self.line(name).lower()
        if text not in ANSWERS:
            self.refuse(name, f"“{text[:40]}” is not yes, no or blank")
        return ANSWERS.get(text, "unknown")

    def listed(self, name: str) -> tuple[str, ...]:
        parts = (each.strip() for each in re.split(r"[|;]", self.line(name)))
        return tuple(dict.fromkeys(each for each in parts if each))

    def several(self, name: str, allowed: Sequence[Word]) -> tuple[Word, ...]:
        words = {each.lower() for each in self.listed(name)}
        if strange := sorted(words - {each.lower() for each in allowed}):
            self.refuse(name, f"“{strange[0][:40]}” is not one of {', '.join(allowed)}")
        return tuple(each for each in allowed if each.lower() in words)

    def councils(self, name: str) -> tuple[str, ...]:
        parts = re.split(r"[|;,\s]+", self.line(name))
        found = {each: council(each) for each in parts if each}
        for each in (each for each, code in found.items() if not code):
            self.refuse(name, f"“{each[:40]}” is not a code such as E08000035")
        return tuple(code for code in found.values() if code)

    def age(self, name: str) -> int | None:
        text = self.line(name)
        if text and not (text.isdecimal() and text.isascii() and int(text) <= OLDEST):
            self.refuse(name, f"“{text[:40]}” is not an age in years")
            return None
        return int(text) if text else None

    def day(self, name: str) -> date | None:
        try:
            return day(self.text(name)) if self.line(name) else None
        except UnreadableTimeError as error:
            self.refuse(name, str(error))
            return None

    def hours(self, name: str, purpose: HoursFor) -> tuple[Hours, ...]:
        try:
            return osm_hours(self.line(name), purpose)
        except UnreadableTimeError as error:
            self.refuse(name, str(error))
            return ()
