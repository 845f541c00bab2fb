"""How naltrexone is taken, as the face says it, and what is published on each form."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from pathlib import Path

from pwa.errors import ContentError
from pwa.sources import Source, SourceRegister

MAX_WORDS = 12
COLUMNS = (
    "Form and last dose",
    "Shortest block supported",
    "Usual figure quoted",
    "Longest signal seen",
    "Certainty",
)
"""Of the table of published durations, as on the page for professionals."""


@dataclass(frozen=True, slots=True)
class CardForm:
    """One way to take it.

    Attributes:
        code: What the phone keeps, such as "tablet-100".
        label: On the face.
        text: For staff; empty where the form is not known.
    """

    code: str
    label: str
    text: str = ""
    sources: tuple[Source, ...] = ()

    def __post_init__(self) -> None:
        if not self.code or not self.label:
            raise ValueError(f"a form needs a code and a label: {self}")
        if len(self.text.split()) > MAX_WORDS:
            raise ValueError(f"a line has 1 to {MAX_WORDS} words: {self.text}")
        if bool(self.text) != bool(self.sources):
            raise ValueError(f"a line and its sources go together: {self.code}")


@dataclass(frozen=True, slots=True)
class Duration:
    """A row of the table of published durations; `claim` is its id among the facts."""

    claim: str
    cells: tuple[str, ...]

    def __post_init__(self) -> None:
        if len(self.cells) != len(COLUMNS) or not all(self.cells):
            raise ValueError(f"a row has {len(COLUMNS)} cells: {self.claim}")


@dataclass(frozen=True, slots=True)
class CardForms:
    """All forms and all rows, in order."""

    forms: tuple[CardForm, ...]
    durations: tuple[Duration, ...]

    def __post_init__(self) -> None:
        for names in (
            [each.code for each in self.forms],
            [each.claim for each in self.durations],
        ):
            if len(set(names)) != len(names) or not names:
                raise ValueError(f"each once, and at least one: {', '.join(names)}")


def load_forms(path: Path, register: SourceRegister) -> CardForms:
    """Read the forms.

    Raises:
        ContentError: one is malformed, too long, or has no known source; the service
            does not start.
    """
    try:
        read = tomllib.loads(path.read_text(encoding="utf-8"))
        forms = tuple(
            CardForm(
                **row
                | (
                    {"sources": register.resolve(row["sources"])}
                    if "sources" in row
                    else {}
                )
            )
            for row in read.pop("forms")
        )
        durations = tuple(
            Duration(row.pop("claim"), tuple(row.pop("cells")), **row)
            for row in read.pop("durations")
        )
        return CardForms(forms=forms, durations=durations, **read)
    except (KeyError, TypeError, ValueError) as error:
        raise ContentError(f"{path}: {error}") from error
