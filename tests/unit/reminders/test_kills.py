"""Processes that send are killed again and again, on PostgreSQL: nothing is lost.

What a kill doubles is what the push service had and the database did not yet know:
messages a second, times the moment between. So what was sent is written down at once,
and the reminders of a quarter of an hour are spread over some seconds.
"""

from __future__ import annotations

import multiprocessing
import random
import time
from collections import Counter
from datetime import timedelta
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
SENDS_FOR_S = 35
PATIENCE_S = 60
MOST_TWICE = DUE * 0.005
SEED = 20261122


@pytest.mark.hazard("HZ22-b")
@pytest.mark.hazard("HZ23-b")
def test_kills_lose_nothing_and_double_next_to_nothing(
    empty_postgres: str, tmp_path: Path
) -> None:
    chance = random.Random(SEED)
    with (
        PushService().running() as service,
        made_site(empty_postgres, tmp_path, service.origin) as site,
    ):
        make_due(site, service)
        begin = multiprocessing.get_context("forkserver")
        begin.set_forkserver_preload(["tests.unit.reminders.killed"])

        def begun() -> BaseProcess:
            process = begin.Process(
                target=send_until_killed,
                args=(empty_postgres, tmp_path, service.origin),
                daemon=True,
            )
            process.start()
            return process

        processes = [begun() for _ in range(PROCESSES)]
        try:
            for _ in range(KILLS):
                time.sleep(SENDS_FOR_S / KILLS)
                at = chance.randrange(PROCESSES)
                processes[at].kill()
                processes[at].join()
                processes[at] = begun()
            wait_until_all_is_settled(site)
        finally:
            for each in processes:
                each.kill()
                each.join()

    assert service.faults == []
    times = Counter((each.path, each.payload["id"]) for each in service.received)
    topics = {(each.path, each.headers["Topic"]) for each in service.received}
    twice = sum(times.values()) - DUE
    print(f"\n{KILLS} kills: {twice} of {DUE} sent twice")
    assert len({path for path, _ in times}) == DUE, "some were lost"
    assert len(times) == DUE, "one slot came under two names: it would be shown twice"
    assert len(topics) == DUE
    assert 0 <= twice <= MOST_TWICE


def make_due(site: Site, service: PushService) -> None:
    """All at the same time of day, spread as they are every day after the first."""
    browser = service.subscribe()
    site.at = now() + timedelta(seconds=2)
    local = site.at.astimezone(ZONE)
    far_from_now = (local.hour * 60 // 15 * 15 + 12 * 60) % (24 * 60)
    base = Browser(
        f"{service.origin}/push", browser.p256dh, browser.auth, browser.private
    )
    for number in range(DUE):
        service.browsers[f"/push/{number}"] = browser
    add_many(site, base, DUE, minute=far_from_now)
    spread = text("UPDATE reminders_queue SET try_at = due_at + id * :s / :due")
    with writing(site.store.engine) as connection:
        connection.execute(spread, {"s": SENDS_FOR_S - 3, "due": DUE})


def wait_until_all_is_settled(site: Site) -> None:
    end = time.monotonic() + LEASE_S + PATIENCE_S
    due_at = int(site.at.timestamp())
    query = text("SELECT count(*) FROM reminders_queue WHERE due_at <= :at")
    while True:
        with site.store.engine.connect() as connection:
            if connection.execute(query, {"at": due_at}).scalar_one() == 0:
                return
        assert time.monotonic() < end, "some are still not settled"
        time.sleep(0.1)
