"""Run everything in turn, round after round, so that a busy moment hits all alike."""

from __future__ import annotations

import random
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Generic, TypeVar

from bench.cdp import BrowserError
from bench.figures import SEED

Measured = TypeVar("Measured")


@dataclass
class Series(Generic[Measured]):
    """What the rounds came to.

    Attributes:
        samples: By case; None where a round failed, so that rounds stay in step.
        failures: What was said each time.
    """

    samples: dict[str, list[Measured | None]] = field(default_factory=dict)
    failures: list[str] = field(default_factory=list)

    def values(self, case: str, of: Callable[[Measured], float]) -> list[float]:
        """One figure of a case, from the rounds in which it was measured."""
        return [of(each) for each in self.samples.get(case, []) if each is not None]

    def pairs(
        self, case: str, other: str, of: Callable[[Measured], float]
    ) -> tuple[list[float], list[float]]:
        """One figure of two cases, from the rounds in which both were measured."""
        both = [
            (of(one), of(two))
            for one, two in zip(
                self.samples.get(case, []), self.samples.get(other, []), strict=False
            )
            if one is not None and two is not None
        ]
        return [one for one, _ in both], [two for _, two in both]


def run_rounds(
    title: str, number: int, cases: Sequence[tuple[str, Callable[[], Measured]]]
) -> Series[Measured]:
    """Measure each case once a round, in an order drawn anew."""
    series: Series[Measured] = Series({name: [] for name, _ in cases})
    chance = random.Random(SEED)
    for turn in range(number):
        print(f"{title}: round {turn + 1} of {number}", file=sys.stderr, flush=True)
        for name, measure in chance.sample(cases, k=len(cases)):
            try:
                series.samples[name].append(measure())
            except BrowserError as error:
                series.samples[name].append(None)
                series.failures.append(f"{title}, {name}: {error}")
    return series
