"""The fact sheet: its sections, where each comes from, and when it was checked."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from pwa.facts.claims import AUDIENCES, Claim
from pwa.facts.markup import Body
from pwa.sources import Source, check_review_days

GROUPS = ("start", "taking", "watch", "life", "help", "more")
"""The parts of the list of pages, in its order."""
ELSEWHERE = ("medicines", "finder", "card", "log")
"""Pages that are no facts, which a fact may still lead to."""


@dataclass(frozen=True, slots=True)
class FactSection:
    """One page of the sheet.

    Attributes:
        checked_on: The day its claims were last held against their sources.
        reviewed_by: The clinician who signed this text off; empty until one has.
        reviewed_on: The day of that, and only then.
    """

    slug: str
    language: str
    title: str
    summary: str
    group: str
    order: int
    audience: str
    revision: int
    checked_on: date
    review_due_on: date
    reviewed_by: str
    body: Body
    reviewed_on: date | None = None

    def __post_init__(self) -> None:
        for name in ("title", "summary"):
            words = getattr(self, name)
            if not isinstance(words, str) or not words.strip():
                raise ValueError(f"{name} must be words")
        for name in ("order", "revision"):
            if type(getattr(self, name)) is not int:
                raise ValueError(f"{name} must be a whole number")
        if self.group not in GROUPS:
            raise ValueError(f"group must be one of {', '.join(GROUPS)}")
        if self.audience not in AUDIENCES:
            raise ValueError(f"audience must be one of {', '.join(AUDIENCES)}")
        check_review_days(self.checked_on, self.review_due_on)
        if self.reviewed_by != self.reviewed_by.strip():
            raise ValueError("reviewed_by must be a name, or empty")
        if bool(self.reviewed_by) != (type(self.reviewed_on) is date):
            raise ValueError("reviewed_by and reviewed_on go together")
        if not self.claims:
            raise ValueError("a section needs a claim")

    @property
    def claims(self) -> tuple[Claim, ...]:
        return self.body.claims

    @property
    def sources(self) -> tuple[Source, ...]:
        """Each source of the page once, in the order they are first named."""
        found = (source for claim in self.claims for source in claim.sources)
        return tuple(dict.fromkeys(each for each in found if each.mark != "ours"))

    def is_overdue(self, today: date) -> bool:
        """True from the day after the review was due."""
        return today > self.review_due_on


@dataclass(frozen=True)
class FactSheet:
    """Every section, by language, in page order."""

    by_language: dict[str, tuple[FactSection, ...]]

    def __post_init__(self) -> None:
        slugs = {section.slug for section in self.by_language["en"]}
        taken = sorted(slugs & {*ELSEWHERE, "changes"})
        if taken:
            raise ValueError(f"another page has that address: {', '.join(taken)}")
        for section in self:
            lost = {
                slug
                for slug in section.body.page_links
                if slug not in slugs and slug not in ELSEWHERE
            }
            if lost:
                names = ", ".join(sorted(lost))
                raise ValueError(f"{section.slug}: no page is called {names}")

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

    def claim(self, slug: str, name: str) -> Claim:
        """An English claim that another page says again.

        Raises:
            KeyError: there is no such claim; a build stops there.
        """
        section = self.find("en", slug)
        for claim in section.claims if section else ():
            if claim.id == name:
                return claim
        raise KeyError(f"{slug}#{name}")
