"""The app opened for the first time, or again, on a slow link and a slow processor."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bench.browser_runs import (
    Opening,
    fresh_browser,
    gather,
    opening,
    prepare,
    read,
)
from bench.cdp import Event, Pipe
from bench.sites import Subject
from tools.find_browser import Browser

QUIET_S = 1.5
"""How long after the last thing we wait for, a long task would still count."""
SLOW_CPU = 4
SLOW_LINK = {
    "offline": False,
    "latency": 150,  # ms, for each request
    "downloadThroughput": 1.6e6 / 8,  # bytes a second
    "uploadThroughput": 750e3 / 8,
}
"""Lighthouse's slow 4G, as the browser emulates it.

GoogleChrome/lighthouse docs/throttling.md.
"""


@dataclass(frozen=True, slots=True)
class FirstVisit:
    """An opening with nothing kept yet.

    Attributes:
        blocked_ms: Long tasks after first contentful paint, beyond 50 ms each.
        bytes_at_load: On the wire for the page up to its load event, with headers.
        header_bytes_at_load: The headers among them.
        ready_ms: When the worker was active, so when our core works offline.
        bytes_for_worker: On the wire for the worker and what it keeps until the end.
    """

    opening: Opening
    blocked_ms: float
    bytes_at_load: float
    header_bytes_at_load: float
    ready_ms: float
    bytes_for_worker: float


def first_visit(
    found: Browser, subject: Subject, profile: Path | None = None
) -> FirstVisit:
    """Open a page for the first time, on a slow link and a slow processor.

    With a profile that has kept it, it is a repeat visit.

    The link is emulated for the page and, in a session of its own, for what the worker
    fetches. The worker's script is fetched before there is such a session.

    Raises:
        BrowserError: the page was not on screen, or its worker not ready, in time.
    """
    with fresh_browser(found, profile) as (pipe, page):
        prepare(pipe, page, subject)
        pipe.send(
            "Target.setAutoAttach",
            autoAttach=True,
            waitForDebuggerOnStart=True,
            flatten=True,
            filter=[{"type": "service_worker"}],
        )
        slow_down(pipe, page)
        pipe.send("Emulation.setCPUThrottlingRate", page, rate=SLOW_CPU)
        seen: list[Event] = []

        def note(event: Event) -> None:
            seen.append(event)
            if event["method"] == "Target.attachedToTarget":
                session = event["params"]["sessionId"]
                slow_down(pipe, session)
                pipe.post("Runtime.runIfWaitingForDebugger", session)

        pipe.post("Page.navigate", page, url=subject.url)
        wanted = {"benchVisible", "benchReady", "Page.loadEventFired"}
        gather(pipe, wanted, subject, note)
        pipe.wait_for(lambda _: False, within_s=QUIET_S, on_other=note)
        return visit(read(pipe, page), seen, page)


def slow_down(pipe: Pipe, session: str) -> None:
    pipe.post("Network.enable", session)
    pipe.post("Network.emulateNetworkConditions", session, **SLOW_LINK)


def visit(seen: dict[str, Any], events: list[Event], page: str) -> FirstVisit:
    loaded_at = next(
        event["params"]["timestamp"]
        for event in events
        if event["method"] == "Page.loadEventFired"
    )
    at_load, headers, for_worker = 0.0, 0.0, 0.0
    header_sizes: dict[str, float] = {}
    for event in events:
        params = event["params"]
        if event["method"] == "Network.responseReceived":
            header_sizes[params["requestId"]] = params["response"]["encodedDataLength"]
        if event["method"] != "Network.loadingFinished":
            continue
        if event["sessionId"] != page:
            for_worker += params["encodedDataLength"]
        elif params["timestamp"] <= loaded_at:
            at_load += params["encodedDataLength"]
            headers += header_sizes.get(params["requestId"], 0.0)
    blocked = [
        max(0.0, length - 50)
        for start, length in seen["longTasks"]
        if start >= seen["fcp"]
    ]
    return FirstVisit(
        opening=opening(seen),
        blocked_ms=sum(blocked),
        bytes_at_load=at_load,
        header_bytes_at_load=headers,
        ready_ms=seen["ready"],
        bytes_for_worker=for_worker,
    )
