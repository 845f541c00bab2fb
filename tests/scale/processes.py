"""Keeps processes going as systemd would: what ends is started again a second later."""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
import time
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from threading import Event, Lock, Thread

RESTARTS_AFTER_S = 1.0
"""RestartSec of the units in deploy/systemd."""
STOPS_WITHIN_S = 15.0


@dataclass
class Unit:
    """One process with its children, in a group of its own.

    Attributes:
        user: Whom it runs as where we are root; "" means as ourselves.
        log: Where what it says goes.
    """

    name: str
    command: Sequence[str]
    settings: Mapping[str, str]
    cwd: Path
    log: Path
    user: str = ""
    process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        with self.log.open("ab") as log:
            self.process = subprocess.Popen(
                self.command,
                cwd=self.cwd,
                env={**os.environ, **self.settings},
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                start_new_session=True,
                user=self.user if self.user and os.getuid() == 0 else None,
            )

    def signal(self, number: signal.Signals) -> None:
        if self.process is not None:
            with contextlib.suppress(ProcessLookupError):
                os.kill(self.process.pid, number)

    def sweep(self) -> None:
        """Kill what is left of its group, as systemd does once the main one ended."""
        if self.process is not None:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(self.process.pid, signal.SIGKILL)
            self.process.wait()

    def child(self) -> int | None:
        """A process that the main one started; None where there is none."""
        if self.process is None:
            return None
        tasks = Path(f"/proc/{self.process.pid}/task/{self.process.pid}/children")
        with contextlib.suppress(OSError, IndexError, ValueError):
            return int(tasks.read_text().split()[-1])
        return None


@dataclass
class Units:
    """All of them, watched while this is a context.

    Attributes:
        restarted: How often each was started again after it ended by itself.
    """

    units: dict[str, Unit] = field(default_factory=dict)
    restarted: Counter[str] = field(default_factory=Counter)
    ending: Event = field(default_factory=Event)
    held: Lock = field(default_factory=Lock)

    def __enter__(self) -> Units:
        self.watcher = Thread(target=self.watch, daemon=True)
        self.watcher.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.ending.set()
        self.watcher.join()
        for each in self.units.values():
            each.signal(signal.SIGTERM)
        until = time.monotonic() + STOPS_WITHIN_S
        for each in self.units.values():
            if each.process is not None:
                with contextlib.suppress(subprocess.TimeoutExpired):
                    each.process.wait(max(0.1, until - time.monotonic()))
            each.sweep()

    def add(self, unit: Unit) -> None:
        unit.start()
        with self.held:
            self.units[unit.name] = unit

    def watch(self) -> None:
        while not self.ending.wait(0.1):
            with self.held:
                ended = [
                    each
                    for each in self.units.values()
                    if each.process is not None and each.process.poll() is not None
                ]
            for each in ended:
                each.sweep()
                if self.ending.wait(RESTARTS_AFTER_S):
                    return
                with self.held:
                    self.restarted[each.name] += 1
                    each.start()

    def kill(self, name: str) -> None:
        """SIGKILL to the process and to all it started."""
        unit = self.units[name]
        if unit.process is not None:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(unit.process.pid, signal.SIGKILL)

    def freeze(self, name: str) -> None:
        """It is there and takes connections, but answers nobody."""
        unit = self.units[name]
        if unit.process is not None:
            os.killpg(unit.process.pid, signal.SIGSTOP)

    def restart(self, name: str) -> None:
        """`systemctl restart`: ask it to stop, and start it once it has."""
        with self.held:
            unit = self.units[name]
            unit.signal(signal.SIGTERM)
            if unit.process is not None:
                with contextlib.suppress(subprocess.TimeoutExpired):
                    unit.process.wait(STOPS_WITHIN_S)
            unit.sweep()
            unit.start()
