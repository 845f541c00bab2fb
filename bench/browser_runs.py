"""One browser process, one page, one set of times."""

from __future__ import annotations

import contextlib
import json
import shutil
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from bench.cdp import BrowserError, Event, Pipe
from bench.cgroup import SLOWDOWN, Group
from bench.sites import Subject
from tools.find_browser import Browser

PROBE = Path(__file__).with_name("probe.js").read_text(encoding="utf-8")
PHONE = "412,915"
"""Window in CSS pixels, of a common Android phone held upright."""
ARGUMENTS = (
    "--headless",
    f"--window-size={PHONE}",
    "--remote-debugging-pipe",
    "--no-default-browser-check",
    "--disable-default-apps",
    "--disable-extensions",
    "--password-store=basic",
    "--mute-audio",
)
BLANK = "about:blank"
OWN_PAGE = "chrome://version/"
"""Where a cold run starts from: a page of the browser's own, so that every page that is
measured starts in a process of its own, as it does from a home screen; from about:blank
only a page with an opener policy would."""
SETTLE_S = 0.8
"""From the browser's first answer until its start has died down."""
OPEN_WITHIN_S = 20.0
LOADED_IN_S = 0.3
"""The load event may follow the paint; it is only noted, never counted."""


@dataclass(frozen=True, slots=True)
class Opening:
    """What one opening came to, in ms since the navigation began, and in bytes.

    Attributes:
        visible_ms: The later of first contentful paint and the wanted text's paint.
        answered_ms: When the page's own bytes had arrived: worker start, cache, answer.
        used_ms: Processor time of the whole browser until then, where it was counted.
    """

    visible_ms: float
    fcp_ms: float
    content_ms: float
    lcp_ms: float
    answered_ms: float
    load_ms: float
    used_ms: float | None = None


@contextlib.contextmanager
def fresh_browser(
    found: Browser, profile: Path | None, start: str = BLANK
) -> Iterator[tuple[Pipe, str]]:
    """A new browser process on a copy of a profile, or on an empty one.

    Yields the connection and the session of its one page.
    """
    with tempfile.TemporaryDirectory(prefix="bench-", ignore_cleanup_errors=True) as at:
        folder = Path(at) / "profile"
        if profile:
            shutil.copytree(profile, folder)
        command = [found.path, *found.arguments, *ARGUMENTS]
        command += [f"--user-data-dir={folder}", start]
        pipe = Pipe(command, found.environment)
        try:
            yield pipe, blank_page(pipe)
        finally:
            pipe.close()


def blank_page(pipe: Pipe) -> str:
    for _ in range(100):
        targets = pipe.send("Target.getTargets")["targetInfos"]
        pages = [each["targetId"] for each in targets if each["type"] == "page"]
        if pages:
            attached = pipe.send(
                "Target.attachToTarget", targetId=pages[0], flatten=True
            )
            return str(attached["sessionId"])
        time.sleep(0.05)
    raise BrowserError("the browser opened no page")


def prepare(pipe: Pipe, page: str, subject: Subject) -> None:
    probe = PROBE.replace("(WANTED)", f"({json.dumps(subject.wanted)})")
    probe = probe.replace("TYPED", json.dumps(subject.typed))
    pipe.send("Page.enable", page)
    pipe.send("Runtime.enable", page)
    for name in ("benchVisible", "benchReady"):
        pipe.send("Runtime.addBinding", page, name=name)
    pipe.send("Page.addScriptToEvaluateOnNewDocument", page, source=probe)
    time.sleep(SETTLE_S)


def cold_opening(
    found: Browser, profile: Path, subject: Subject, *, held: Group | None, slow: bool
) -> Opening:
    """Open a page that was kept, in a browser process that has just started.

    The browser's own start is not counted: time runs from the navigation, and takes in
    the start of the page's process and of the worker.

    Raises:
        BrowserError: the page was not on screen within OPEN_WITHIN_S.
    """
    with fresh_browser(found, profile, OWN_PAGE) as (pipe, page):
        prepare(pipe, page, subject)
        if slow and held:
            held.take(pipe.process.pid)
        elif slow:
            pipe.send("Emulation.setCPUThrottlingRate", page, rate=SLOWDOWN)
        used_before_ms = held.used_ms() if held else 0.0
        pipe.post("Page.navigate", page, url=subject.url)
        gather(pipe, {"benchVisible"}, subject)
        used_ms = held.used_ms() - used_before_ms if slow and held else None
        pipe.wait_for(lambda _: False, within_s=LOADED_IN_S)
        return replace(opening(read(pipe, page)), used_ms=used_ms)


def gather(
    pipe: Pipe,
    wanted: set[str],
    subject: Subject,
    note: Callable[[Event], None] = lambda _: None,
) -> None:
    """Wait until each of the wanted events has come.

    Raises:
        BrowserError: one did not come within OPEN_WITHIN_S.
    """
    left = set(wanted)

    def is_last(event: Event) -> bool:
        note(event)
        left.discard(event["params"].get("name", event["method"]))
        left.discard(event["method"])
        return not left

    if pipe.wait_for(is_last, within_s=OPEN_WITHIN_S) is None:
        raise BrowserError(f"{subject.url}: no {', '.join(sorted(left))}")


def read(pipe: Pipe, page: str) -> dict[str, Any]:
    got = pipe.send(
        "Runtime.evaluate", page, expression="benchSeen()", returnByValue=True
    )
    return dict(got["result"]["value"])


def opening(seen: dict[str, Any]) -> Opening:
    return Opening(
        visible_ms=max(seen["fcp"], seen["content"]),
        fcp_ms=seen["fcp"],
        content_ms=seen["content"],
        lcp_ms=seen["lcp"],
        answered_ms=seen["answered"],
        load_ms=seen["load"],
    )
