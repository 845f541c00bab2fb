"""Editions of the content: what was published when, and what changed in it."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from pwa.errors import ContentError

LEVELS = ("routine", "safety")
KINDS = ("new", "changed", "removed")


@dataclass(frozen=True, slots=True)
class Change:
    """One statement that is new, says something else, or is gone.

    Attributes:
        page: Where it stands, such as "facts/stopping", "card" or "medicines".
        claim: Its id there; empty for a whole page.
        words: What it says now; for one that is gone, what it said.
        before: What it said before, where it says something else now.
    """

    page: str
    claim: str
    kind: str
    words: str
    before: str = ""

    def __post_init__(self) -> None:
        if self.kind not in KINDS:
            raise ValueError(f"kind must be one of {', '.join(KINDS)}")


@dataclass(frozen=True, slots=True)
class Edition:
    """What was published on one day.

    Attributes:
        number: 1, 2, 3 and so on.
        level: "safety" where somebody could come to harm by the words before it; an
            open app then says so and fetches it at once.
    """

    number: int
    published_on: date
    level: str
    note: str
    changes: tuple[Change, ...]

    def __post_init__(self) -> None:
        if self.level not in LEVELS:
            raise ValueError(f"level must be one of {', '.join(LEVELS)}")
        if type(self.published_on) is not date:
            raise ValueError("published_on must be a date")


@dataclass(frozen=True)
class Editions:
    """Every edition, the newest first. There may be none before the first."""

    newest_first: tuple[Edition, ...]

    @property
    def number(self) -> int:
        return max((each.number for each in self.newest_first), default=0)

    @property
    def safety_number(self) -> int:
        """The newest edition that put something dangerous right; 0 for none."""
        found = (each for each in self.newest_first if each.level == "safety")
        return max((each.number for each in found), default=0)

    def as_version(self) -> dict[str, object]:
        """What /version.json tells an open app about the content."""
        newest = self.newest_first[:1]
        return {
            "edition": self.number,
            "level": newest[0].level if newest else "routine",
            "published_on": newest[0].published_on.isoformat() if newest else "",
            "safety_edition": self.safety_number,
        }


def load_editions(path: Path) -> Editions:
    """Read them.

    Raises:
        ContentError: one is malformed, or they are not numbered 1, 2, 3; the service
            does not start.
    """
    try:
        read = tomllib.loads(path.read_text(encoding="utf-8"))
        rows = read.pop("editions", [])
        if read:
            raise ValueError(f"only editions stand here, not {', '.join(read)}")
        editions = tuple(
            Edition(**row | {"changes": tuple(Change(**each) for each in changes)})
            for row in rows
            for changes in [row.pop("changes", [])]
        )
        if [each.number for each in editions] != list(range(1, len(editions) + 1)):
            raise ValueError("editions must be numbered 1, 2, 3 and so on")
    except (AttributeError, KeyError, TypeError, ValueError) as error:
        raise ContentError(f"{path}: {error}") from error
    return Editions(tuple(reversed(editions)))
