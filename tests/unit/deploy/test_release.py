"""Changing over to a release, and back, one web worker after the other."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import pytest

from pwa.config import ROOT
from tests.scale.proxy import free_ports

SYSTEMCTL = """\
#!/bin/sh
served=$(basename "$(readlink "$CARRYCARD_HOME/current")")
echo "$2 $served" >> "$CARRYCARD_HOME/restarts"
"""
FILES = Path("static/dist/site/static")


class Healthy(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        self.send_response(200)
        self.end_headers()

    def log_message(self, *_: object) -> None:
        pass


@dataclass
class Machine:
    """A folder with two built releases, and a systemctl that writes down."""

    home: Path
    ports: tuple[int, ...]

    def release(self, *words: str) -> subprocess.CompletedProcess[str]:
        ports = " ".join(str(each) for each in self.ports)
        settings = {
            "PATH": f"{self.home}/bin:{os.environ['PATH']}",
            "CARRYCARD_HOME": str(self.home),
            "CARRYCARD_PORTS": ports,
            "CARRYCARD_SENDERS": "1",
            "CARRYCARD_PATIENCE_S": "1",
            "CARRYCARD_SETTLES_S": "0",
        }
        return subprocess.run(
            [ROOT / "deploy" / "release", *words],
            env={**os.environ, **settings},
            capture_output=True,
            text=True,
            check=False,
        )

    def restarts(self) -> list[str]:
        text = (self.home / "restarts").read_text(encoding="ascii")
        return [line.removeprefix("carrycard-") for line in text.splitlines()]

    def served(self) -> str:
        return (self.home / "current").resolve().name


@pytest.fixture
def machine(tmp_path: Path) -> Iterator[Machine]:
    servers = [ThreadingHTTPServer(("127.0.0.1", 0), Healthy) for _ in range(2)]
    for each in servers:
        Thread(target=each.serve_forever, args=[0.05], daemon=True).start()
    (tmp_path / "bin").mkdir()
    (tmp_path / "bin" / "systemctl").write_text(SYSTEMCTL, encoding="ascii")
    (tmp_path / "bin" / "systemctl").chmod(0o755)
    for name in ("1.0", "1.1"):
        folder = tmp_path / "releases" / name
        (folder / ".venv" / "bin").mkdir(parents=True)
        (folder / ".venv" / "bin" / "python").symlink_to(sys.executable)
        (folder / FILES).mkdir(parents=True)
        (folder / "static" / "dist" / "release.json").touch()
        (folder / FILES / f"app.0000000{name[-1]}.css").touch()
    yield Machine(tmp_path, tuple(each.server_port for each in servers))
    for each in servers:
        each.shutdown()
        each.server_close()


def test_a_release_is_served_by_one_worker_after_the_other(machine: Machine) -> None:
    done = machine.release("use", "1.0")

    first, second = machine.ports
    assert done.returncode == 0, done.stderr
    assert machine.restarts() == [
        f"web@{first} 1.0",
        f"web@{second} 1.0",
        "send@1 1.0",
    ]


def test_going_back_serves_the_one_before_with_the_files_of_open_pages(
    machine: Machine,
) -> None:
    machine.release("use", "1.0")
    machine.release("use", "1.1")

    done = machine.release("back")

    files = machine.home / "releases" / "1.0" / FILES
    assert done.returncode == 0, done.stderr
    assert machine.served() == "1.0"
    assert sorted(each.name for each in files.iterdir()) == [
        "app.00000000.css",
        "app.00000001.css",
    ]


def test_a_worker_that_does_not_answer_is_put_back_and_others_are_left_alone(
    machine: Machine,
) -> None:
    machine.release("use", "1.0")
    [dead] = free_ports(1)
    machine.ports = (dead, machine.ports[0])

    done = machine.release("use", "1.1")

    assert done.returncode == 1
    assert machine.served() == "1.0"
    assert machine.restarts()[-2:] == [f"web@{dead} 1.1", f"web@{dead} 1.0"]


@pytest.mark.parametrize("name", ["1.2", "../1.0", ".hidden", ""])
def test_what_is_not_built_here_is_not_served(machine: Machine, name: str) -> None:
    machine.release("use", "1.0")

    done = machine.release("use", name)

    assert done.returncode == 1
    assert machine.served() == "1.0"
