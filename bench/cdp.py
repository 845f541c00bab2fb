"""Speak the Chrome DevTools Protocol to one browser over a pipe.

Not Playwright, which attaches to every service worker and holds it at its start:
that would put its own time into each cold start.
"""

from __future__ import annotations

import contextlib
import fcntl
import json
import os
import queue
import subprocess
import threading
import time
from collections.abc import Callable
from typing import Any

PATIENCE_S = 60.0
"""A browser held to a sixth of a core may take this long to answer."""
FREE_DESCRIPTOR = 10
"""Clear of 3 and 4, which the browser reads and writes."""

Event = dict[str, Any]


class BrowserError(RuntimeError):
    """The browser refused, went away or did not answer in time."""


class Pipe:
    """Commands to a browser that is ours, and the events it sends."""

    def __init__(self, command: list[str], environment: dict[str, str]) -> None:
        """Start the browser: it reads commands on descriptor 3, answers on 4."""
        its_end_in, self._to = os.pipe()
        self._from, its_end_out = os.pipe()
        reads = fcntl.fcntl(its_end_in, fcntl.F_DUPFD, FREE_DESCRIPTOR)
        writes = fcntl.fcntl(its_end_out, fcntl.F_DUPFD, FREE_DESCRIPTOR)
        moved = f'exec "$@" 3<&{reads} 4>&{writes} {reads}<&- {writes}>&-'
        self.process = subprocess.Popen(
            ["bash", "-c", moved, "bench", *command],
            pass_fds=(reads, writes),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            env={**os.environ, **environment},
        )
        for end in (its_end_in, its_end_out, reads, writes):
            os.close(end)
        self._answers: dict[int, queue.Queue[Event]] = {}
        self._events: queue.Queue[Event] = queue.Queue()
        self._last = 0
        threading.Thread(target=self._read, daemon=True).start()

    def send(self, method: str, session: str | None = None, **params: Any) -> Event:
        """Run one command and give back its result.

        Raises:
            BrowserError: it was refused, or there was no answer in PATIENCE_S.
        """
        number = self.post(method, session, **params)
        try:
            answer = self._answers[number].get(timeout=PATIENCE_S)
        except queue.Empty:
            raise BrowserError(f"{method}: no answer in {PATIENCE_S:.0f} s") from None
        finally:
            del self._answers[number]
        if "error" in answer:
            raise BrowserError(f"{method}: {answer['error'].get('message')}")
        return dict(answer["result"])

    def post(self, method: str, session: str | None = None, **params: Any) -> int:
        """Send a command without waiting for its answer."""
        self._last += 1
        message = {"id": self._last, "method": method, "params": params}
        if session:
            message["sessionId"] = session
        self._answers[self._last] = queue.Queue()
        try:
            os.write(self._to, json.dumps(message).encode() + b"\0")
        except OSError as error:
            raise BrowserError(f"{method}: the browser is gone") from error
        return self._last

    def wait_for(
        self,
        is_wanted: Callable[[Event], bool],
        *,
        within_s: float,
        on_other: Callable[[Event], None] = lambda _: None,
    ) -> Event | None:
        """The first event that is wanted, or None after `within_s` seconds.

        Every event before it goes to `on_other`, in order.
        """
        until = time.monotonic() + within_s
        while (left_s := until - time.monotonic()) > 0:
            try:
                event = self._events.get(timeout=left_s)
            except queue.Empty:
                return None
            if is_wanted(event):
                return event
            on_other(event)
        return None

    def close(self) -> None:
        """Ask the browser to close; end it where it does not."""
        with contextlib.suppress(BrowserError):
            self.post("Browser.close")
        try:
            self.process.wait(timeout=15)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()
        os.close(self._to)

    def _read(self) -> None:
        rest = b""
        with os.fdopen(self._from, "rb", buffering=0) as source:
            while chunk := source.read(1 << 16):
                *whole, rest = (rest + chunk).split(b"\0")
                for message in whole:
                    self._sort(json.loads(message))

    def _sort(self, message: Event) -> None:
        if "id" not in message:
            self._events.put(message)
        elif waiting := self._answers.get(message["id"]):
            waiting.put(message)
