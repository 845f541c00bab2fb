"""What a page of facts is made of: claims, each with what it rests on."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass

from pwa.sources import Reference, Source, SourceRegister, is_confirmed

AUDIENCES = ("everyone", "families", "professionals")
TAG = re.compile(r"\s*\{([^{}]*)\}\s*$")
ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")


@dataclass(frozen=True, slots=True)
class Claim:
    """One paragraph, list item or table row.

    Attributes:
        id: Stays the same for ever, whatever becomes of the words.
        text: Its words without marks.
        heading: The heading it stands under; empty at the top of the page.
        audience: Whom it speaks to; a part "For professionals" has its own.
        answers: Rows of the list of claims to answer, such as "12" or "C3".
    """

    id: str
    text: str
    heading: str
    audience: str
    references: tuple[Reference, ...]
    answers: tuple[str, ...] = ()

    @property
    def anchor(self) -> str:
        return anchor_of_claim(self.id)

    @property
    def sources(self) -> tuple[Source, ...]:
        """Each source once, in the order of the references."""
        return tuple(dict.fromkeys(each.source for each in self.references))

    @property
    def is_confirmed(self) -> bool:
        return is_confirmed(self.sources)

    @property
    def is_statement(self) -> bool:
        """False where it only points to a page, or asks."""
        return any(source.mark != "ours" for source in self.sources)


def anchor_of_claim(name: str) -> str:
    """The anchor of a claim: it stands in addresses, so it says nothing."""
    return f"c-{hashlib.sha256(name.encode()).hexdigest()[:6]}"


@dataclass(frozen=True, slots=True)
class Tag:
    """The end of a claim as it is written: {id: S1 4.2; U1 | 12 C3}."""

    id: str
    references: tuple[Reference, ...]
    answers: tuple[str, ...]


def read_tag(text: str, register: SourceRegister) -> tuple[str, Tag]:
    """The words before the tag, and the tag.

    Raises:
        ValueError: there is no tag, it has no id, or a source is missing or unknown;
            says in which words.
    """
    found = TAG.search(text)
    if not found:
        raise ValueError(f"a claim without a source: {text!r}")
    name, colon, rest = found[1].partition(":")
    codes, _, answers = rest.partition("|")
    if not colon or not ID.fullmatch(name):
        raise ValueError(f"expected {{id: SOURCE; SOURCE}} at the end of: {text!r}")
    words = text[: found.start()]
    if not words.strip():
        raise ValueError(f"a source without a claim: {text!r}")
    try:
        references = register.references(codes)
    except ValueError as error:
        raise ValueError(f"{error}: {text!r}") from error
    return words, Tag(name, references, tuple(answers.split()))
