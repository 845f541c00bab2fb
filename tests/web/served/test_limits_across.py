"""A limit is exact, however many server processes there are: the database counts."""

from __future__ import annotations

import json
import multiprocessing
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime

import pytest

from pwa.finder.store import Store
from pwa.reminders.store.store import ReminderStore
from tests.served import Served
from tests.web.api.reminders.asking import GOOD, PUT

PROCESSES = 4
MOST = 25
NOW = datetime(2026, 11, 22, 9, 30, tzinfo=UTC)
Opened = type[ReminderStore] | type[Store]


def drawn(kind: Opened, address: str) -> int:
    """How often one process, asking `MOST` times, is let through."""
    with kind.open(address) as store:
        return sum(
            store.take_token("bucket", burst=MOST, per_hour=0, now=NOW)
            for _ in range(MOST)
        )


@pytest.mark.parametrize("kind", [ReminderStore, Store])
def test_processes_that_share_a_limit_let_exactly_that_many_through(
    address: str, kind: Opened
) -> None:
    with kind.open(address):
        pass
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(["pwa.finder.store", "pwa.reminders.store.store"])

    with context.Pool(PROCESSES) as pool:
        let_through = pool.starmap(drawn, [(kind, address)] * PROCESSES, chunksize=1)

    assert sum(let_through) == MOST


def test_a_served_limit_lets_exactly_that_many_through_both_processes(
    served: Served,
) -> None:
    """Twenty changes of one subscription at once; the next only after 90 s."""
    endpoint = f"{GOOD['subscription']['endpoint']}-of-its-own"
    wanted = {**GOOD, "subscription": {**GOOD["subscription"], "endpoint": endpoint}}
    body, kind = json.dumps(wanted).encode(), {"Content-Type": "application/json"}

    def put(_: int) -> int:
        return served.fetch("PUT", PUT, body, kind)[0].status

    with ThreadPoolExecutor(8) as pool:
        statuses = list(pool.map(put, range(40)))

    assert statuses.count(201) == 1
    assert statuses.count(200) == 19
    assert statuses.count(429) == 20
