"""Medians, and how sure a ratio of two of them is. Pure."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median

RESAMPLES = 2_000
INTERVAL = 0.95
SEED = 20261122
"""The same samples give the same interval."""


@dataclass(frozen=True, slots=True)
class Ratio:
    """A ratio of medians with its bootstrap interval.

    Efron and Tibshirani, An Introduction to the Bootstrap (1993), percentile method.
    """

    value: float
    low: float
    high: float


def ratio_of_medians(ours: Sequence[float], theirs: Sequence[float]) -> Ratio:
    """The ratio of two interleaved series, each as long as the rounds that were run.

    Whole rounds are drawn, so what slowed the machine in one slows both sides.
    """
    chance = random.Random(SEED)
    rounds = range(min(len(ours), len(theirs)))
    drawn = []
    for _ in range(RESAMPLES):
        picks = chance.choices(rounds, k=len(rounds))
        drawn.append(
            median(ours[each] for each in picks)
            / median(theirs[each] for each in picks)
        )
    drawn.sort()
    edge = round(RESAMPLES * (1 - INTERVAL) / 2)
    return Ratio(median(ours) / median(theirs), drawn[edge], drawn[-edge - 1])
