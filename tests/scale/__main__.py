"""Drive the whole service, kill parts of it, and show that nothing is lost.

    python -m tests.scale [--phones 1000] [--keep FOLDER]

Exit status 0: every promise below was kept. 1: one was not; it says which. 2: nginx or
PostgreSQL is not installed.
"""

from __future__ import annotations

import argparse
import asyncio
import sys
import tempfile
import time
from pathlib import Path

from tests import postgres
from tests.scale import proxy
from tests.scale.queue import QueueSeen
from tests.scale.report import Report, judge
from tests.scale.site import Service, running
from tests.scale.storm import storm
from tests.scale.traffic import Seen, each, wants

READERS = 16
QUIET_S = 8.0
AT_ONCE = 16
ASKED_AT_ONCE = 40
DRAINED_WITHIN_S = 300.0
"""A lease of two minutes that a dead process held, and what failed tried again."""


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.scale")
    parser.add_argument("--phones", type=int, default=1_000)
    asked = parser.parse_args()
    if proxy.program() is None or postgres.programs() is None:
        print("nginx and PostgreSQL are needed: apt-get install nginx postgresql")
        return 2
    began = time.perf_counter()
    with (
        tempfile.TemporaryDirectory(prefix="carrycard-scale-") as folder,
        running(Path(folder)) as service,
    ):
        print(f"up after {time.perf_counter() - began:.0f} s", flush=True)
        report = asyncio.run(drive(service, asked.phones))
    report.show()
    return 0 if report.is_well else 1


async def drive(service: Service, count: int) -> Report:
    report = Report()
    queue = QueueSeen(service.database)
    await quiet(service, report)
    phones = [service.push.subscribe() for _ in range(count)]

    began = time.perf_counter()
    front = service.front
    answers = await each(
        lambda at: front.ask(
            "PUT",
            "/api/reminders/subscription",
            at + READERS,
            wants(phones[at]),
        ),
        count,
        AT_ONCE,
    )
    took_s = time.perf_counter() - began
    report.figure("subscriptions taken a second", f"{count / took_s:.0f}")
    report.promise(
        "every subscription was taken", answers.count(201), count, is_least=True
    )

    body = {"endpoint": phones[0].endpoint}
    at_once = await asyncio.gather(
        *(
            front.once("POST", "/api/reminders/test", count + 100 + at, body)
            for at in range(ASKED_AT_ONCE)
        )
    )
    report.promise(
        f"of {ASKED_AT_ONCE} asked at once of 3 workers, let through by a limit of 1",
        at_once.count(202),
        1,
    )

    told = await storm(service, queue, phones, report)
    began = time.perf_counter()
    while queue.waiting() and time.perf_counter() - began < DRAINED_WITHIN_S:
        await asyncio.sleep(0.5)
    report.figure(
        "last one settled after the storm", f"{time.perf_counter() - began:.0f} s"
    )
    judge(service, queue, phones, told, report)
    return report


async def quiet(service: Service, report: Report) -> None:
    """How it is with nothing broken: pages as fast as they come."""
    stop, front = asyncio.Event(), service.front
    for pages in (0, 1):  # the first round warms up
        front.seen = Seen()
        stop.clear()
        reading = [
            asyncio.create_task(front.read(stop, number, 0.0))
            for number in range(READERS)
        ]
        await asyncio.sleep(QUIET_S if pages else 2.0)
        stop.set()
        await asyncio.gather(*reading)
    seen = front.seen
    report.figure(
        "quiet: requests a second, by this client", f"{len(seen.took_s) / QUIET_S:.0f}"
    )
    report.figure("quiet: half within", f"{seen.percentile_ms(0.5):.0f} ms")
    report.figure("quiet: 95 of 100 within", f"{seen.percentile_ms(0.95):.0f} ms")
    report.promise("failed requests, quiet", sum(seen.failed.values()), 0)
    report.notes.extend(f"  {what}: {times}" for what, times in seen.failed.items())
    front.seen = Seen()


if __name__ == "__main__":
    sys.exit(main())
