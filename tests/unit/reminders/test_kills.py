"""Processes that send are killed again and again, on PostgreSQL: nothing is lost.

What a kill doubles is what the push service had and the database did not yet know, at
most one message. All is due at the same moment and nothing is set otherwise than an
operator has it. The kills strike at moments drawn from the time after that, so some
strike a process that is done; a kill at work doubles a message more often than not.
"""

from __future__ import annotations

import multiprocessing
import random
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from multiprocessing.process import BaseProcess
from pathlib import Path

import pytest
from sqlalchemy import text

from pwa.clock import now
from pwa.database import writing
from pwa.reminders.dispatch import LEASE_S, LOOKS_EVERY_S
from pwa.reminders.model import ZONE
from tests.push_service import Browser, PushService
from tests.unit.reminders.killed import send_until_killed
from tests.unit.reminders.sending_site import Site, add_many, made_site

DUE = 3_000
PROCESSES = 6
KILLS = 25
KILLS_WITHIN_S = 60.0
PATIENCE_S = 60
MOST_TWICE = DUE * 0.005
IN_TIME_S = 60
AT_WORK_AFTER_S = LOOKS_EVERY_S / 2 + 0.5
"""It starts at a moment that is drawn, so that not all look at once."""
SEED = 20261122
FAR_S = 10**6


class Team:
    """Processes that send, one of which is killed now and then."""

    def __init__(self, begun: Callable[[], BaseProcess]) -> None:
        self.begun = begun
        self.chance = random.Random(SEED)
        self.members = [(begun(), 0.0) for _ in range(PROCESSES)]

    def kill_one(self) -> None:
        """One that is at work for sure, or else the one that began first."""
        least = time.monotonic() - AT_WORK_AFTER_S
        at_work = [each for each in self.members if each[1] <= least]
        chosen = self.chance.choice(at_work or [min(self.members, key=lambda e: e[1])])
        chosen[0].kill()
        chosen[0].join()
        self.members.remove(chosen)
        self.members.append((self.begun(), time.monotonic()))

    def end(self) -> None:
        for process, _ in self.members:
            process.kill()
            process.join()


@contextmanager
def team(address: str, folder: Path, origin: str) -> Iterator[Team]:
    begin = multiprocessing.get_context("forkserver")
    begin.set_forkserver_preload(["tests.unit.reminders.killed"])

    def begun() -> BaseProcess:
        given = (address, folder, origin)
        made = begin.Process(target=send_until_killed, args=given, daemon=True)
        made.start()
        return made

    made = Team(begun)
    try:
        yield made
    finally:
        made.end()


@pytest.mark.hazard("HZ22-b")
@pytest.mark.hazard("HZ23-b")
def test_kills_lose_nothing_and_double_next_to_nothing(
    empty_postgres: str, tmp_path: Path
) -> None:
    with (
        PushService().running() as service,
        made_site(empty_postgres, tmp_path, service.origin) as site,
        team(empty_postgres, tmp_path, service.origin) as processes,
    ):
        # The machine is there for what is tested; what came is read afterwards.
        service.reads_later = True
        make_waiting(site, service)
        time.sleep(AT_WORK_AFTER_S + LOOKS_EVERY_S)  # until each has looked once
        began_at = time.time()
        let_go(site)
        kill_now_and_then(processes)
        wait_until(lambda: left(site) == 0, LEASE_S + PATIENCE_S)

    for each in service.unread:
        service.take(each)
    assert service.faults == []
    times = Counter((each.path, each.payload["id"]) for each in service.received)
    topics = {(each.path, each.headers["Topic"]) for each in service.received}
    twice = sum(times.values()) - DUE
    late_s = sorted(each.at - began_at for each in service.received)
    p95_s = late_s[int(len(late_s) * 0.95)]
    print(f"\n{KILLS} kills: {twice} of {DUE} were sent twice; p95 after {p95_s:.0f} s")
    assert len({path for path, _ in times}) == DUE, "some were lost"
    assert len(times) == DUE, "one slot under two names: it would be shown twice"
    assert len(topics) == DUE
    assert 0 <= twice <= MOST_TWICE
    assert p95_s <= IN_TIME_S


def kill_now_and_then(processes: Team) -> None:
    began = time.monotonic()
    moments = [processes.chance.random() * KILLS_WITHIN_S for _ in range(KILLS)]
    for moment in sorted(moments):
        time.sleep(max(0.0, began + moment - time.monotonic()))
        processes.kill_one()


def make_waiting(site: Site, service: PushService) -> None:
    """Reminders of so many phones, due when they are let go."""
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


def let_go(site: Site) -> None:
    """Have all due now, at the same second."""
    let = text("UPDATE reminders_queue SET due_at = :at, try_at = :at")
    with writing(site.store.engine) as connection:
        connection.execute(let, {"at": int(now().timestamp())})


def left(site: Site) -> int:
    query = text("SELECT count(*) FROM reminders_queue WHERE due_at <= :at")
    with site.store.engine.connect() as connection:
        at = int(now().timestamp())
        return int(connection.execute(query, {"at": at}).scalar_one())


def wait_until(is_so: Callable[[], bool], patience_s: float = PATIENCE_S) -> None:
    end = time.monotonic() + patience_s
    while not is_so():
        assert time.monotonic() < end, "it never came to that"
        time.sleep(0.05)
