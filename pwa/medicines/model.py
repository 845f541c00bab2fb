"""Names of medicines, and the only three answers there are about them."""

from __future__ import annotations

import unicodedata
from collections import Counter
from dataclasses import dataclass
from datetime import date

from pwa.sources import Source, check_review_days, is_confirmed

KINDS = (
    "painkiller",
    "cough",
    "diarrhoea",
    "dependence",
    "street",
    "look-alike",
    "other",
)
"""The parts of the page, in its order."""
ANSWERS = ("opioid", "ask", "which-one")


@dataclass(frozen=True, slots=True)
class Medicine:
    """One medicine, under the name on its pack.

    Attributes:
        answer: "opioid": contains one; "ask": ask a pharmacist, the note says why;
            "which-one": its name is easily mixed up, the note says what it is.
        contains: The opioid in it, in plain words; only where the answer is "opioid".
        rest: The part that is no opioid, where there is one.
        brands: Names on packs that this medicine is sold under.
        also: Other spellings, older names and slang that should find it.
    """

    name: str
    kind: str
    answer: str
    contains: str
    rest: str
    brands: tuple[str, ...]
    also: tuple[str, ...]
    note: str
    sources: tuple[Source, ...]

    def __post_init__(self) -> None:
        if not isinstance(self.name, str) or not self.name.strip():
            raise ValueError("a medicine needs a name")
        if self.kind not in KINDS:
            raise ValueError(f"{self.name}: kind must be one of {', '.join(KINDS)}")
        if self.answer not in ANSWERS:
            raise ValueError(f"{self.name}: answer must be one of {', '.join(ANSWERS)}")
        if (self.answer == "opioid") != bool(self.contains):
            raise ValueError(f"{self.name}: contains names the opioid, if it has one")
        for part in ("brands", "also"):
            if not isinstance(getattr(self, part), tuple):
                raise ValueError(f"{self.name}: {part} must be a list")
        if self.answer != "opioid" and not self.note.strip():
            raise ValueError(f"{self.name}: the note must say why, or what it is")

    @property
    def names(self) -> tuple[str, ...]:
        """Every name that finds it, the one on the pack first."""
        return (self.name, *self.brands, *self.also)

    @property
    def is_confirmed(self) -> bool:
        return is_confirmed(self.sources)


@dataclass(frozen=True, slots=True)
class Answer:
    """What an answer means for somebody who takes naltrexone."""

    code: str
    title: str
    lines: tuple[str, ...]
    sources: tuple[Source, ...]

    def __post_init__(self) -> None:
        is_list = isinstance(self.lines, tuple) and self.lines
        if not is_list or not all(self.lines):
            raise ValueError(f"{self.code}: an answer needs its words")
        if self.code not in (*ANSWERS, "not-listed"):
            raise ValueError(f"no such answer: {self.code}")

    @property
    def text(self) -> str:
        return " ".join(self.lines)

    @property
    def is_confirmed(self) -> bool:
        return is_confirmed(self.sources)


@dataclass(frozen=True)
class MedicineList:
    """All names. `reviewed_by` is empty until a clinician has signed."""

    checked_on: date
    review_due_on: date
    reviewed_by: str
    answers: dict[str, Answer]
    medicines: tuple[Medicine, ...]

    def __post_init__(self) -> None:
        check_review_days(self.checked_on, self.review_due_on)
        if set(self.answers) != {*ANSWERS, "not-listed"}:
            raise ValueError("each answer needs its words, and no other")
        count = Counter(
            name for medicine in self.medicines for name in distinct_names(medicine)
        )
        twice = sorted(name for name, times in count.items() if times > 1)
        if twice:
            raise ValueError(f"a name leads to two answers: {', '.join(twice)}")

    def number_of(self, medicine: Medicine) -> int:
        """Its place in the file, from 1: an anchor that says nothing."""
        return self.medicines.index(medicine) + 1

    def of_kind(self, kind: str) -> tuple[Medicine, ...]:
        found = (each for each in self.medicines if each.kind == kind)
        return tuple(sorted(found, key=lambda each: each.name.casefold()))


def distinct_names(medicine: Medicine) -> list[str]:
    """Its names as the look-up compares them; one that is written twice comes twice."""
    written = [name.casefold() for name in medicine.names]
    twice = [name for name in set(written) if written.count(name) > 1]
    return [*{bare(name) for name in written}, *map(bare, twice)]


def bare(name: str) -> str:
    """Its letters and digits only, as in static/js/medicines/look-up.js."""
    plain = unicodedata.normalize("NFD", name).lower()
    return "".join(sign for sign in plain if sign.isalnum())
