"""A real server process, to be killed, frozen and started again at one address."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
from collections.abc import Mapping
from contextlib import closing
from http.client import HTTPConnection, HTTPException
from pathlib import Path
from time import monotonic

from tests.browser.releases import SourceTree

HOST = "127.0.0.1"
START_PATIENCE_S = 30


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind((HOST, 0))
        return int(probe.getsockname()[1])


class AppServer:
    """`flask --app pwa serve` in its own process group.

    All that it says goes to the end of the file `log`; `more` are settings of its own.
    """

    def __init__(
        self,
        tree: SourceTree,
        log: Path | None = None,
        more: Mapping[str, str] | None = None,
    ) -> None:
        self.tree = tree
        self.log = log or Path(os.devnull)
        self.more = more or {}
        self.port = free_port()
        self.process: subprocess.Popen[bytes] | None = None

    @property
    def address(self) -> str:
        return f"http://{HOST}:{self.port}"

    def start(self) -> None:
        """Start it unless it runs, and wait until it answers."""
        if self.process is not None:
            self.thaw()
            return
        with self.log.open("ab") as log:
            self.process = subprocess.Popen(
                self.command(),
                cwd=self.tree.folder,
                env=os.environ
                | {
                    "PYTHONPATH": str(self.tree.folder),
                    "HOST": HOST,
                    "PORT": str(self.port),
                    "CARRYCARD_INSTANCE": str(self.tree.instance),
                    "CARRYCARD_SERVER_PROCESSES": "1",
                    # A test that wants packs makes them itself.
                    "CARRYCARD_BUILD_PACKS": "off",
                    "CARRYCARD_RUN_REMINDERS": "off",
                    **self.more,
                },
                stdout=log,
                stderr=log,
                start_new_session=True,
            )
        give_up_at = monotonic() + START_PATIENCE_S
        while not self.answers():
            assert self.process.poll() is None, "the server ended while starting"
            assert monotonic() < give_up_at, "the server did not start"

    def command(self) -> list[str]:
        return [sys.executable, "-m", "flask", "--app", "pwa", "serve"]

    def answers(self) -> bool:
        try:
            connection = HTTPConnection(HOST, self.port, timeout=1)
            with closing(connection):
                connection.request("GET", "/healthz")
                return connection.getresponse().status == 200
        except (OSError, HTTPException):
            return False

    def kill(self) -> None:
        """End the whole group at once, as a power cut would."""
        if self.process is None:
            return
        os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()
        self.process = None

    def freeze(self) -> None:
        """Stop every process: connections are taken and never answered."""
        self._signal(signal.SIGSTOP)

    def thaw(self) -> None:
        self._signal(signal.SIGCONT)

    def _signal(self, number: signal.Signals) -> None:
        assert self.process is not None, "the server is not running"
        os.killpg(self.process.pid, number)


class PlainServer(AppServer):
    """Python's own file server over an export: no header of ours, no clean address."""

    def __init__(self, tree: SourceTree, folder: Path) -> None:
        super().__init__(tree)
        self.folder = folder

    def command(self) -> list[str]:
        where = ["--bind", HOST, "--directory", str(self.folder), str(self.port)]
        return [sys.executable, "-m", "http.server", *where]
