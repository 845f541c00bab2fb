"""The app as `make run` serves it: real processes, a real socket, all it says kept."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
from collections.abc import Mapping
from contextlib import closing
from http.client import HTTPConnection, HTTPException, HTTPResponse
from pathlib import Path
from time import monotonic

from pwa.config import ROOT

HOST = "127.0.0.1"
PATIENCE_S = 60


class Served:
    """`flask --app pwa serve`, with all that it says in a file."""

    def __init__(self, folder: Path, **settings: str) -> None:
        self.instance = folder / "instance"
        self.log = folder / "log"
        with socket.socket() as probe:
            probe.bind((HOST, 0))
            self.port = int(probe.getsockname()[1])
        with self.log.open("wb") as log:
            self.process = subprocess.Popen(
                [sys.executable, "-m", "flask", "--app", "pwa", "serve"],
                cwd=ROOT,
                env=os.environ
                | {
                    "PORT": str(self.port),
                    "CARRYCARD_INSTANCE": str(self.instance),
                    "CARRYCARD_SERVER_PROCESSES": "1",
                    "CARRYCARD_BUILD_PACKS": "off",
                    "CARRYCARD_RUN_REMINDERS": "off",
                    **settings,
                },
                stdout=log,
                stderr=log,
                start_new_session=True,
            )

    def wait(self) -> None:
        give_up_at = monotonic() + PATIENCE_S
        while monotonic() < give_up_at:
            assert self.process.poll() is None, self.log.read_text()
            try:
                if self.fetch("GET", "/healthz")[0].status == 200:
                    return
            except (OSError, HTTPException):
                continue
        raise AssertionError("the server did not start")

    def fetch(
        self,
        method: str,
        path: str,
        body: bytes = b"",
        headers: Mapping[str, str] | None = None,
    ) -> tuple[HTTPResponse, bytes]:
        """One request over a connection of its own; the answer, read."""
        with closing(HTTPConnection(HOST, self.port, timeout=30)) as connection:
            connection.request(method, path, body or None, dict(headers or {}))
            answer = connection.getresponse()
            return answer, answer.read()

    def connect(self, *sent: bytes) -> socket.socket:
        """A bare connection, with these bytes sent over it."""
        found = socket.create_connection((HOST, self.port), timeout=30)
        for part in sent:
            found.sendall(part)
        return found

    def raw(self, sent: bytes) -> bytes:
        """All that is answered to these bytes until the server closes."""
        with self.connect() as found:
            answered = bytearray()
            try:
                found.sendall(sent)
                while part := found.recv(65_536):
                    answered += part
            except ConnectionError:
                # It may close, and reset, before it has read all.
                pass
            return bytes(answered)

    def end(self) -> None:
        if self.process.poll() is None:
            os.killpg(self.process.pid, signal.SIGTERM)
            self.process.wait(20)


def status_of(answered: bytes) -> int:
    """The status of a raw answer; 0 where the server closed without one."""
    first = answered.split(b"\r\n", 1)[0].split(b" ")
    return int(first[1]) if len(first) > 1 else 0
