"""How the sending goes, for whoever watches the server: two addresses, and no people.

Counts and ages only: no endpoint, no time of day of anybody, no push service.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from aiohttp import web
from prometheus_client import CollectorRegistry, generate_latest
from prometheus_client.core import (
    CounterMetricFamily,
    GaugeMetricFamily,
    HistogramMetricFamily,
    Metric,
)
from prometheus_client.registry import Collector

from pwa import clock
from pwa.reminders.asking import OutOfOrderError
from pwa.reminders.dispatch import Dispatcher
from pwa.reminders.store.outcomes import LATE_BY

if TYPE_CHECKING:
    from pwa.reminders.store.queue import Queue

WELL_FOR_S = 60
"""Without a look at the database for so long, something is wrong."""
COUNTERS = {
    "sent": "Messages that a push service took.",
    "skipped": "Messages given up: too late, or tried often enough.",
    "gone": "Subscriptions that a push service said are no more; deleted.",
    "refused": "Messages that a push service refused.",
    "retried": "Tries that are to be made again.",
    "dropped": "Subscriptions deleted after days of refusals.",
    "forgotten": "Subscriptions deleted since the app was not opened for 60 days.",
}


@dataclass(frozen=True, eq=False)
class Figures(Collector):
    """One moment's figures, as Prometheus reads them."""

    counted: Mapping[str, int]
    subscriptions: int
    waiting_s: int
    under_way: int

    def collect(self) -> Iterator[Metric]:
        for name, about in COUNTERS.items():
            counter = CounterMetricFamily(f"carrycard_reminders_{name}", about)
            counter.add_metric([], self.counted.get(name, 0))
            yield counter
        steps, so_far = [], 0
        for name, to_s in LATE_BY.items():
            so_far += self.counted.get(name, 0)
            steps.append(("+Inf" if to_s == math.inf else str(to_s), so_far))
        late = HistogramMetricFamily(
            "carrycard_reminders_late_seconds", "How late those sent were."
        )
        late.add_metric([], steps, sum_value=self.counted.get("late_s", 0))
        yield late
        gauges = {
            "subscriptions": ("Subscriptions there are.", self.subscriptions),
            "waiting_s": ("For how long the oldest message waits.", self.waiting_s),
            "under_way": ("Messages this process is sending.", self.under_way),
        }
        for name, (about, value) in gauges.items():
            gauge = GaugeMetricFamily(f"carrycard_reminders_{name}", about)
            gauge.add_metric([], value)
            yield gauge


def figures_of(queue: Queue, under_way: int = 0) -> Figures:
    """Raises SQLAlchemyError: the database does not answer."""
    now = clock.now()
    due_at = queue.oldest_due(now)
    waiting_s = 0 if due_at is None else max(0, int(now.timestamp()) - due_at)
    subscriptions = queue.sizes()["subscriptions"]
    return Figures(queue.figures(), subscriptions, waiting_s, under_way)


def is_well(dispatcher: Dispatcher) -> bool:
    """Whether it has looked for work lately."""
    at = dispatcher.looked_at
    return at is not None and clock.passed_s() - at < WELL_FOR_S


def application(dispatcher: Dispatcher, queue: Queue) -> web.Application:
    """`/healthz` and `/metrics` of one process that sends."""

    async def healthz(_: web.Request) -> web.Response:
        if is_well(dispatcher):
            return web.Response(text="ok\n")
        return web.Response(text="no look at the queue lately\n", status=503)

    async def metrics(_: web.Request) -> web.Response:
        try:
            figures = await dispatcher.ask(
                lambda: figures_of(queue, len(dispatcher.sending))
            )
        except OutOfOrderError:
            return web.Response(text="no database for now\n", status=503)
        registry = CollectorRegistry()
        registry.register(figures)
        body = generate_latest(registry)
        kind = "text/plain; version=0.0.4; charset=utf-8"
        return web.Response(body=body, headers={"Content-Type": kind})

    served = web.Application()
    served.router.add_get("/healthz", healthz)
    served.router.add_get("/metrics", metrics)
    return served


async def serve(application: web.Application, host: str, port: int) -> web.AppRunner:
    """Begin to answer.

    Raises:
        OSError: the address cannot be listened on.
    """
    runner = web.AppRunner(application, access_log=None, handle_signals=False)
    await runner.setup()
    await web.TCPSite(runner, host, port).start()
    return runner
