"""What was found while a listing was checked."""

from __future__ import annotations

from dataclasses import dataclass, field

from pwa.finder.importers.rows import Problem
from pwa.finder.validation.rules import Rule


@dataclass(slots=True)
class Notes:
    """Collects repairs, which are made, and problems, which refuse the listing.

    What they say never holds personal data: an operator may pass it on.
    """

    repairs: list[Problem] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)

    def mended(self, rule: Rule, at: str, says: str) -> None:
        self.repairs.append(Problem(rule, at, says))

    def refuse(self, rule: Rule, at: str, says: str) -> None:
        self.problems.append(Problem(rule, at, says))
