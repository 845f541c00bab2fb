"""The reminders' queue on PostgreSQL: what a claim costs, and what more processes gain.

The cost of claiming a row must not grow with the table. Nothing is measured where no
PostgreSQL is installed.
"""

from __future__ import annotations

import asyncio
import multiprocessing
import time
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path

from sqlalchemy import Engine, text

from bench import goals
from bench.push import Cost, in_unit, to_text
from bench.push_server import served
from bench.report import Row, ratio_row
from bench.rounds import Series, run_rounds
from pwa.clock import now
from pwa.config import Config
from pwa.database import writing
from pwa.reminders.dispatch import Dispatcher
from pwa.reminders.keys import Keys
from pwa.reminders.sending import Sender
from pwa.reminders.store.queue import Queue
from pwa.reminders.store.store import ReminderStore
from tests import postgres

SIZES = (1_000, 10_000, 100_000)
BATCH, BATCHES = 200, 5
DUE = 4_000
PROCESSES = (1, 4)
FAR = 10**9
LATE_S = 60
PATIENCE_S = 300
FILL = """
INSERT INTO reminders_subscription
  (endpoint, p256dh, auth, key_id, wants_safety, created_on, renewed_on)
SELECT :origin || '/push/' || number, :p256dh, :auth, :key_id, false,
  current_date, current_date
FROM generate_series(1, :size) AS number
"""
ROWS = """
INSERT INTO reminders_queue
  (subscription_id, kind, minute, days, due_at, try_at, tries)
SELECT id, 'reminder', 480, 127, :at, :at, 0 FROM reminders_subscription
"""


def measure(folder: Path, runs: int) -> tuple[list[Row], list[Series[Cost]]]:
    """Claims from tables of each size in turn; then one process, and four."""
    if postgres.programs() is None or postgres.not_root() is None:
        return [], []
    with postgres.server() as address, served() as origin:
        config = Config(instance=folder, environment="test", push_test_origin=origin)
        claims = run_rounds(
            "push, claims",
            runs,
            [(f"{size:,}", partial(claim, address, config, size)) for size in SIZES],
        )
        with filled(address, config, SIZES[-1]) as engine:
            rates = run_rounds(
                "push, processes",
                runs,
                [
                    (str(each), partial(rate, address, config, engine, each))
                    for each in PROCESSES
                ],
            )
    return rows(claims, rates), [claims, rates]


@contextmanager
def filled(address: str, config: Config, size: int) -> Iterator[Engine]:
    """A table with so many subscriptions, each due once now."""
    with ReminderStore.open(address) as store:
        at = int(now().timestamp())
        key = Keys(config.keys).current()
        made = {
            "origin": config.push_test_origin,
            "p256dh": key.public,  # a point of the curve, as a browser's is
            "auth": to_text(bytes(16)),
            "key_id": key.id,
            "size": size,
        }
        with writing(store.engine) as connection:
            connection.execute(text("DELETE FROM reminders_subscription"))
            connection.execute(text(FILL), made)
            connection.execute(text(ROWS), {"at": at})
        with store.engine.connect() as connection:
            connection = connection.execution_options(isolation_level="AUTOCOMMIT")
            connection.execute(text("VACUUM ANALYZE"))
        yield store.engine


def claim(address: str, config: Config, size: int) -> Cost:
    """Microseconds a row, in batches as the loop claims them."""
    with filled(address, config, size) as engine:
        queue = Queue(engine)
        queue.claim(now(), 1, 600)
        began = time.perf_counter()
        rows = sum(len(queue.claim(now(), BATCH, 600)) for _ in range(BATCHES - 1))
        return Cost((time.perf_counter() - began) / rows * 1e6)


def rate(address: str, config: Config, engine: Engine, processes: int) -> Cost:
    """Messages a second, with all others of the table not due."""
    left = "SELECT count(*) FROM reminders_queue WHERE due_at <= :at"
    at = int(now().timestamp())
    with writing(engine) as connection:
        later = "UPDATE reminders_queue SET due_at = :far, try_at = :far, claim = NULL"
        connection.execute(text(later), {"far": at + FAR})
    begin = multiprocessing.get_context("forkserver")
    begin.set_forkserver_preload(["bench.push_queue"])
    at_work = [
        begin.Process(target=send, args=(address, config), daemon=True)
        for _ in range(processes)
    ]
    for each in at_work:
        each.start()
    time.sleep(5)  # until each has looked once and found nothing
    with writing(engine) as connection:
        some = "UPDATE reminders_queue SET due_at = :at, try_at = :at WHERE id IN "
        some += "(SELECT id FROM reminders_queue ORDER BY id LIMIT :due)"
        connection.execute(text(some), {"at": at - LATE_S, "due": DUE})
    # Due a minute ago, so that nothing is held back.
    began, counted = time.perf_counter(), DUE
    while counted and time.perf_counter() - began < PATIENCE_S:
        time.sleep(0.05)
        with engine.connect() as connection:
            counted = connection.execute(text(left), {"at": at}).scalar_one()
    took_s = time.perf_counter() - began
    for each in at_work:
        each.kill()
        each.join()
    return Cost((DUE - counted) / took_s)


def send(address: str, config: Config) -> None:
    """One process that sends, until it is ended."""

    async def sending() -> None:
        store = ReminderStore.open(address)
        async with Sender(config, Keys(config.keys)) as sender:
            await Dispatcher(Queue(store.engine), sender).run(asyncio.Event())

    asyncio.run(sending())


def rows(claims: Series[Cost], rates: Series[Cost]) -> list[Row]:
    def value(each: Cost) -> float:
        return each.value

    found, least = [], f"{SIZES[0]:,}"
    for size in SIZES:
        ours, theirs = claims.pairs(f"{size:,}", least, value)
        goal = goals.CLAIM_GROWTH if size != SIZES[0] else None
        row = ratio_row(f"push, claim a row of {size:,}", ours, theirs, goal, least)
        found.append(in_unit(row, ours, "us"))
    for processes in PROCESSES:
        ours, theirs = rates.pairs(str(processes), "1", value)
        row = ratio_row(f"push, {processes} of 100,000 rows", ours, theirs, None, "")
        found.append(in_unit(row, ours))
    return found
