"""The register of sources: what each code on a fact or a card line stands for."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from flask import Flask

from pwa.errors import ContentError

REGISTER_FILE = Path(__file__).parent / "sources.toml"
MARKS = ("found", "part", "judgement", "unconfirmed", "ours")
READ_MARKS = ("found", "part")
"""The marks of a text in which somebody of ours has read what it is named for."""


@dataclass(frozen=True, slots=True)
class Source:
    """Something published that a statement rests on.

    Attributes:
        edition: Its edition or date, as it gives it itself; may be empty.
        read: What of it was read.
        read_on: The day it was read.
        mark: "found": the words were read; "part": only part of it could be read;
            "judgement": our own wording, no source says it; "unconfirmed": common
            knowledge that was not confirmed in a text; "ours": about this app, or a
            question, and so no statement about a medicine at all.
    """

    code: str
    title: str
    publisher: str
    edition: str
    read: str
    read_on: date
    mark: str
    url: str = ""

    def __post_init__(self) -> None:
        for name in ("code", "title", "publisher", "read"):
            words = getattr(self, name)
            if not isinstance(words, str) or not words.strip():
                raise ValueError(f"{self.code}: {name} must be words")
        if self.mark not in MARKS:
            raise ValueError(f"{self.code}: mark must be one of {', '.join(MARKS)}")
        if self.url and not self.url.startswith("https://"):
            raise ValueError(f"{self.code}: url must start with https://")
        if type(self.read_on) is not date:
            raise ValueError(f"{self.code}: read_on must be a date")

    @property
    def is_read(self) -> bool:
        return self.mark in READ_MARKS


@dataclass(frozen=True, slots=True)
class Reference:
    """A place in a source, such as section 4.2 of S1; `place` may be empty."""

    source: Source
    place: str


@dataclass(frozen=True, slots=True)
class Citation:
    """A statement somewhere in the app and the sources it rests on."""

    place: str
    statement: str
    sources: tuple[Source, ...]


@dataclass(frozen=True)
class SourceRegister:
    """Every source by its code, in the order of the file."""

    by_code: dict[str, Source]

    def resolve(self, codes: Iterable[str]) -> tuple[Source, ...]:
        """The sources behind some codes.

        Raises:
            ValueError: there is no code at all, or one is not in the register.
        """
        codes = tuple(codes)
        unknown = [code for code in codes if code not in self.by_code]
        if not codes or unknown:
            raise ValueError(f"unknown source {unknown}" if unknown else "no source")
        return tuple(self.by_code[code] for code in codes)

    def references(self, text: str) -> tuple[Reference, ...]:
        """Read "S1 4.2; U1" as places in sources.

        Raises:
            ValueError: there is no code at all, one is not in the register, or one
                stands there again with the same place.
        """
        parts = [each.split(maxsplit=1) for each in text.split(";") if each.strip()]
        sources = self.resolve(part[0] for part in parts)
        found = tuple(
            Reference(source, part[1].strip() if len(part) > 1 else "")
            for source, part in zip(sources, parts, strict=True)
        )
        if len(set(found)) != len(found):
            raise ValueError(f"a source is named again: {text}")
        return found


def check_review_days(checked_on: date, review_due_on: date) -> None:
    """Raises ValueError: what is held against its sources has two days in order."""
    for name, day in (("checked_on", checked_on), ("review_due_on", review_due_on)):
        if type(day) is not date:
            raise ValueError(f"{name} must be a date")
    if review_due_on <= checked_on:
        raise ValueError("review_due_on must be after checked_on")


def is_confirmed(sources: Iterable[Source]) -> bool:
    """False where a statement rests on nothing that was read.

    What says nothing about a medicine needs no confirming.
    """
    marks = {source.mark for source in sources}
    return bool(marks & {*READ_MARKS, "ours"})


def load_register(path: Path = REGISTER_FILE) -> SourceRegister:
    """Read the register.

    Raises:
        ContentError: a source is malformed or a code stands twice; the service does
            not start.
    """
    try:
        rows = tomllib.loads(path.read_text(encoding="utf-8"))["sources"]
        sources = [Source(**row) for row in rows]
        codes = [source.code for source in sources]
        if len(set(codes)) != len(codes):
            raise ValueError("a code stands twice")
    except (KeyError, TypeError, ValueError) as error:
        raise ContentError(f"{path}: {error}") from error
    return SourceRegister({source.code: source for source in sources})


def init_app(app: Flask) -> None:
    """Make the register, and two lists every capability adds to: its citations, and
    the words that owners of data ask to be named by."""
    app.extensions["sources"] = load_register()
    app.extensions["citations"] = []
    app.extensions["attributions"] = []
