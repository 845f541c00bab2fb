"""How fast is sent: gently, and fast enough."""

from __future__ import annotations

import asyncio
import math
from collections.abc import Callable

import pytest

from pwa.reminders.lane import LONGEST_REST_S, Lane
from pwa.reminders.pace import (
    GENTLY_PER_S,
    HURRIES_AFTER_S,
    at_once,
    per_second,
    portion,
)
from pwa.reminders.sending import MOST_AT_ONCE_TO_ONE

TICK_S = 0.1
CAN_PER_S = 400.0
"""Of one process at full speed, on a small machine."""


def test_nobody_is_hurried_before_somebody_waits() -> None:
    waits = [0.0, 5.0, float(HURRIES_AFTER_S)]

    assert [per_second(each) for each in waits] == [GENTLY_PER_S] * 3
    assert [at_once(each, MOST_AT_ONCE_TO_ONE) for each in waits] == [1, 1, 1]


def test_after_a_long_stop_nothing_is_held_back() -> None:
    for waits_s in (30.0, 3600.0, 1e9, math.inf):
        assert per_second(waits_s) == math.inf
        assert at_once(waits_s, MOST_AT_ONCE_TO_ONE) == MOST_AT_ONCE_TO_ONE
        assert portion(per_second(waits_s), 200) == 200


@pytest.mark.parametrize(
    ("due", "processes"),
    [(1, 1), (500, 1), (3_000, 1), (10_000, 1), (3_000, 6), (40_000, 6)],
)
def test_95_of_100_are_sent_within_a_minute_of_their_time(
    due: int, processes: int
) -> None:
    waits_s = sent = 0.0

    while sent < due * 0.95:
        sent += min(per_second(waits_s), CAN_PER_S) * processes * TICK_S
        waits_s += TICK_S

    assert waits_s <= 60


def test_more_is_let_in_as_soon_as_more_may_be_under_way() -> None:
    async def seen() -> list[int]:
        lane, may_be, under_way = Lane(5), 1, list[int]()
        hold = asyncio.Event()

        async def one() -> None:
            async with lane.entered(lambda: may_be):
                await hold.wait()

        tasks = [asyncio.create_task(one()) for _ in range(5)]
        for at_most in (1, 3):
            may_be = at_most
            lane.freed.set()
            while lane.under_way < at_most:
                await asyncio.sleep(0)
            for _ in range(10):
                await asyncio.sleep(0)
            under_way.append(lane.under_way)
        hold.set()
        await asyncio.gather(*tasks)
        return [*under_way, lane.under_way]

    assert asyncio.run(seen()) == [1, 3, 0]


def test_one_that_goes_alone_is_followed_by_a_rest_as_long_as_it_took(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    passed = iter([0.0, 0.02, 0.0, 9.0])
    monkeypatch.setattr("pwa.reminders.lane.clock.passed_s", lambda: next(passed))
    rests: list[float] = []

    def call_later(rest_s: float, leave: Callable[[], None]) -> None:
        rests.append(rest_s)
        leave()

    async def two() -> None:
        lane, loop = Lane(5), asyncio.get_running_loop()
        monkeypatch.setattr(loop, "call_later", call_later)
        for _ in range(2):
            async with lane.entered(lambda: 1):
                pass

    asyncio.run(two())

    assert rests == [0.02, LONGEST_REST_S]
