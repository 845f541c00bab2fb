"""Processes that send are killed again and again, on PostgreSQL: nothing is lost.

What a kill doubles is what the push service had and the database did not yet know. So
what was sent is written down at once. Messages come in portions with rests between, as
long as the machine needs, and each kill strikes at some moment of either.
"""

from __future__ import annotations

import multiprocessing
import random
import time
from collections import Counter
from collections.abc import Callable
from multiprocessing.process import BaseProcess
from pathlib import Path

import pytest
from sqlalchemy import text

from pwa.clock import now
from pwa.database import writing
from pwa.reminders.model import ZONE
from tests.push_service import Browser, PushService
from tests.unit.reminders.killed import LEASE_S, send_until_killed
from tests.unit.reminders.sending_site import Site, add_many, made_site

DUE = 3_000
PROCESSES = 6
KILLS = 25
PORTION = DUE // KILLS
SHORTEST_TURN_S, LONGEST_TURN_S = 1.2, 10.0
RESTS = 4
"""So many times as long as a portion took; the more, the fewer kills strike work."""
PATIENCE_S = 60
MOST_TWICE = DUE * 0.005
SEED = 20261122
FAR_S = 10**6


@pytest.mark.timeout(600)
@pytest.mark.hazard("HZ22-b")
@pytest.mark.hazard("HZ23-b")
def test_kills_lose_nothing_and_double_next_to_nothing(
    empty_postgres: str, tmp_path: Path
) -> None:
    with (
        PushService().running() as service,
        made_site(empty_postgres, tmp_path, service.origin) as site,
    ):
        make_waiting(site, service)
        begin = multiprocessing.get_context("forkserver")
        begin.set_forkserver_preload(["tests.unit.reminders.killed"])

        def begun() -> BaseProcess:
            given = (empty_postgres, tmp_path, service.origin)
            made = begin.Process(target=send_until_killed, args=given, daemon=True)
            made.start()
            return made

        processes = [begun() for _ in range(PROCESSES)]

        def kill_one(at: int) -> None:
            processes[at].kill()
            processes[at].join()
            processes[at] = begun()

        try:
            send_and_kill(site, kill_one)
        finally:
            for each in processes:
                each.kill()
                each.join()

    assert service.faults == []
    times = Counter((each.path, each.payload["id"]) for each in service.received)
    topics = {(each.path, each.headers["Topic"]) for each in service.received}
    twice = sum(times.values()) - DUE
    print(f"\n{KILLS} kills: {twice} of {DUE} were sent twice")
    assert len({path for path, _ in times}) == DUE, "some were lost"
    assert len(times) == DUE, "one slot under two names: it would be shown twice"
    assert len(topics) == DUE
    assert 0 <= twice <= MOST_TWICE


def make_waiting(site: Site, service: PushService) -> None:
    """Reminders of so many phones, due when a portion is let go."""
    browser = service.subscribe()
    site.at = now()
    local = site.at.astimezone(ZONE)
    far_from_now = (local.hour * 60 + 12 * 60) % (24 * 60)
    keys = (browser.p256dh, browser.auth, browser.private)
    for number in range(DUE):
        service.browsers[f"/push/{number}"] = browser
    far = int(site.at.timestamp()) + FAR_S
    base = Browser(f"{service.origin}/push", *keys)
    add_many(site, base, DUE, minute=far_from_now, due_at=far, try_at=far)


def send_and_kill(site: Site, kill_one: Callable[[int], None]) -> None:
    chance, turn_s = random.Random(SEED), SHORTEST_TURN_S
    for _ in range(KILLS):
        let_go(site)
        began, took_s, kills_at_s = time.monotonic(), 0.0, chance.random() * turn_s
        is_killed = False
        while not (is_killed and took_s) or time.monotonic() - began < turn_s:
            passed_s = time.monotonic() - began
            if not is_killed and passed_s >= kills_at_s:
                kill_one(chance.randrange(PROCESSES))
                is_killed = True
            if not took_s and left(site) <= PROCESSES:  # some in dead hands
                took_s = passed_s
            assert passed_s < PATIENCE_S, "some are still not settled"
            time.sleep(0.02)
        turn_s = min(max((1 + RESTS) * took_s, SHORTEST_TURN_S), LONGEST_TURN_S)
    end = time.monotonic() + LEASE_S + PATIENCE_S
    while left(site):
        assert time.monotonic() < end, "some are still not settled"
        time.sleep(0.1)


def let_go(site: Site) -> None:
    """Have a portion due now; all at the same moment."""
    let = text(
        "UPDATE reminders_queue SET due_at = :at, try_at = :at WHERE id IN (SELECT id "
        "FROM reminders_queue WHERE due_at = :far ORDER BY id LIMIT :portion)"
    )
    at, far = int(now().timestamp()), int(site.at.timestamp()) + FAR_S
    with writing(site.store.engine) as connection:
        connection.execute(let, {"at": at, "far": far, "portion": PORTION})


def left(site: Site) -> int:
    query = text("SELECT count(*) FROM reminders_queue WHERE due_at <= :at")
    with site.store.engine.connect() as connection:
        at = int(now().timestamp())
        return int(connection.execute(query, {"at": at}).scalar_one())
