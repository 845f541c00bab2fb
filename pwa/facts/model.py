"""The fact sheet: its sections, where each comes from, and when it was reviewed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from pwa.sources import Source


@dataclass(frozen=True, slots=True)
class FactSection:
    """One page of the sheet. `html` is made from our own Markdown, raw HTML escaped.

    Attributes:
        reviewed_by: The clinician who signed this text off; empty until one has.
    """

    slug: str
    language: str
    title: str
    summary: str
    order: int
    revision: int
    checked_on: date
    review_due_on: date
    reviewed_by: str
    sources: tuple[Source, ...]
    html: str

    def __post_init__(self) -> None:
        for name in ("title", "summary"):
            words = getattr(self, name)
            if not isinstance(words, str) or not words.strip():
                raise ValueError(f"{name} must be words")
        for name in ("order", "revision"):
            if type(getattr(self, name)) is not int:
                raise ValueError(f"{name} must be a whole number")
        for name in ("checked_on", "review_due_on"):
            if type(getattr(self, name)) is not date:
                raise ValueError(f"{name} must be a date")
        if self.review_due_on <= self.checked_on:
            raise ValueError("review_due_on must be after checked_on")
        if self.reviewed_by != self.reviewed_by.strip():
            raise ValueError("reviewed_by must be a name, or empty")

    def is_overdue(self, today: date) -> bool:
        """True from the day after the review was due."""
        return today > self.review_due_on


@dataclass(frozen=True)
class FactSheet:
    """Every section, by language, in page order."""

    by_language: dict[str, tuple[FactSection, ...]]

    def __iter__(self) -> Iterator[FactSection]:
        return (section for each in self.by_language.values() for section in each)

    def sections(self, language: str) -> tuple[FactSection, ...]:
        """The sections as this language's reader gets them.

        A translation is used only where a clinician has signed it; elsewhere the
        reader gets the English section, whose `language` says so.
        """
        originals = self.by_language["en"]
        signed = {
            section.slug: section
            for section in self.by_language.get(language, ())
            if section.reviewed_by
        }
        return tuple(signed.get(each.slug, each) for each in originals)

    def find(self, language: str, slug: str) -> FactSection | None:
        """The section with that slug, or None."""
        found = (each for each in self.sections(language) if each.slug == slug)
        return next(found, None)
