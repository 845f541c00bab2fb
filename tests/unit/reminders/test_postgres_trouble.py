"""PostgreSQL in trouble: what was undone is done again, and nothing is sent twice."""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Barrier

import pytest
from sqlalchemy import Engine, text
from sqlalchemy.exc import DBAPIError

from pwa.database import MOST_TRIES, retried, writing
from tests.push_service import PushService, Reply
from tests.unit.reminders.sending_site import Site, add_many, with_service

CUT_ALL = text(
    "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
    "WHERE pid <> pg_backend_pid() AND backend_type = 'client backend'"
)
ADD = text("UPDATE reminders_figure SET value = value + 1 WHERE name = :name")
FAIL = "DO $$ BEGIN RAISE EXCEPTION USING ERRCODE = '{}'; END $$"


@pytest.fixture
def both(empty_postgres: str, tmp_path: Path) -> Iterator[tuple[Site, PushService]]:
    with with_service(empty_postgres, tmp_path) as made:
        yield made


@pytest.fixture
def engine(both: tuple[Site, PushService]) -> Engine:
    return both[0].store.engine


def test_connections_cut_again_and_again_lose_and_double_nothing(
    both: tuple[Site, PushService],
) -> None:
    site, service = both
    service.default = Reply(after_s=0.02)
    browser = service.subscribe()
    path = browser.endpoint.removeprefix(service.origin)
    service.browsers |= {f"{path}/{number}": browser for number in range(200)}
    add_many(site, browser, 200)

    async def cut_while_sending() -> None:
        async with site.sender(most=5) as sender:
            dispatcher, stop = site.dispatcher(sender), asyncio.Event()
            running = asyncio.create_task(dispatcher.run(stop))
            for number in range(1, 6):
                while len(service.received) < 30 * number:
                    await asyncio.sleep(0.005)
                await asyncio.to_thread(cut_all, site.store.engine)
            while site.queue.figures()["sent"] < 200:
                await asyncio.sleep(0.02)
            stop.set()
            await running

    asyncio.run(asyncio.wait_for(cut_while_sending(), 60))

    assert set(Counter(each.path for each in service.received).values()) == {1}
    assert len(service.received) == 200


def cut_all(engine: Engine) -> None:
    with engine.connect() as connection:
        connection.execute(CUT_ALL)


def test_two_that_wait_for_each_other_both_come_to_an_end(engine: Engine) -> None:
    both_hold_one = Barrier(2)
    begun: list[str] = []
    with writing(engine) as connection:
        figures = "INSERT INTO reminders_figure (name, value) VALUES ('a', 0), ('b', 0)"
        connection.execute(text(figures))

    def add(first: str, second: str) -> None:
        begun.append(first)
        with writing(engine) as connection:
            connection.execute(text("SET LOCAL deadlock_timeout = '20ms'"))
            connection.execute(ADD, {"name": first})
            if begun.count(first) == 1:
                both_hold_one.wait(10)
            connection.execute(ADD, {"name": second})

    with ThreadPoolExecutor(2) as threads:
        for names in (("a", "b"), ("b", "a")):
            threads.submit(retried, lambda names=names: add(*names))

    with engine.connect() as connection:
        found = connection.execute(text("SELECT value FROM reminders_figure")).scalars()
        assert list(found) == [2, 2]
    assert len(begun) > 2, "they were not in each other's way"


@pytest.mark.parametrize(
    ("code", "times"),
    [("40001", MOST_TRIES), ("40P01", MOST_TRIES), ("23505", 1)],
    ids=["serialization failure", "deadlock", "a fault that would come again"],
)
def test_only_what_was_undone_by_another_is_tried_again_and_not_for_ever(
    engine: Engine, code: str, times: int
) -> None:
    tried: list[str] = []

    def work() -> None:
        tried.append(code)
        with writing(engine) as connection:
            connection.execute(text(FAIL.format(code)))

    with pytest.raises(DBAPIError):
        retried(work)

    assert len(tried) == times
