"""How much is sent and not yet written down: next to nothing, and fast enough."""

from __future__ import annotations

import asyncio
import math

import pytest

from pwa.reminders.gates import Gates, service_of
from pwa.reminders.pace import ANY, HURRIES_AFTER_S, at_once

TICK_S = 0.1
ANSWER_S = 0.15
"""Of a push service at some distance, with what is written down afterwards."""
CAN_PER_S = 400.0
"""Of one process at full speed, on a small machine."""


def test_one_goes_at_a_time_before_somebody_waits() -> None:
    assert [at_once(each) for each in (0.0, 5.0, float(HURRIES_AFTER_S))] == [1, 1, 1]


def test_after_a_long_stop_nothing_is_held_back() -> None:
    assert [at_once(each) for each in (41.0, 3600.0, 1e9, math.inf)] == [ANY] * 4


@pytest.mark.parametrize(
    ("due", "processes"),
    [(1, 1), (500, 1), (3_000, 1), (10_000, 1), (3_000, 6), (40_000, 6)],
)
def test_95_of_100_are_sent_within_a_minute_of_their_time(
    due: int, processes: int
) -> None:
    waits_s = sent = 0.0

    while sent < due * 0.95:
        rate = min(at_once(waits_s) / ANSWER_S, CAN_PER_S)
        sent += rate * processes * TICK_S
        waits_s += TICK_S

    assert waits_s <= 60


def test_more_pass_the_gate_as_soon_as_more_may() -> None:
    async def seen() -> list[int]:
        gates, may_be, past = Gates(), 1, list[int]()
        hold = asyncio.Event()

        async def one() -> None:
            async with gates.passed("here", lambda: may_be):
                await hold.wait()

        tasks = [asyncio.create_task(one()) for _ in range(5)]
        for at_most in (1, 3):
            may_be = at_most
            gates.one_left.set()
            for _ in range(20):
                await asyncio.sleep(0)
            past.append(gates.past["here"])
        may_be = 5
        hold.set()
        await asyncio.gather(*tasks)
        return [*past, gates.past["here"]]

    assert asyncio.run(seen()) == [1, 3, 0]


def test_a_service_that_hangs_holds_up_no_other_gate() -> None:
    async def reached() -> bool:
        gates, hold = Gates(), asyncio.Event()

        async def hangs() -> None:
            async with gates.passed("hangs", lambda: 1):
                await hold.wait()

        hanging = asyncio.create_task(hangs())
        await asyncio.sleep(0)
        async with gates.passed("works", lambda: 1):
            hold.set()
        await hanging
        return True

    assert asyncio.run(reached())


def test_a_service_is_known_by_the_origin_of_its_addresses() -> None:
    assert service_of("https://push.example/a/b") == "https://push.example"
