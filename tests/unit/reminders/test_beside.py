"""What sends beside the server is begun again when it crashes, and not when told."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import cast

import pytest

from pwa.reminders.beside import LONGEST_BACK_OFF_S, WELL_AFTER_S, keep_going


class Life:
    """Processes that end one after the other; the time passes as they say.

    Attributes:
        ends: Of each process: how long it ran, and its exit status; None: it could
            not even be begun.
        paused: Before each that was begun again, in seconds.
    """

    def __init__(self, *ends: tuple[float, int] | None) -> None:
        self.ends = list(ends)
        self.at = 0.0
        self.paused: list[float] = []

    def begin(self) -> subprocess.Popen[bytes]:
        if self.ends[0] is None:
            self.ends.pop(0)
            raise OSError("no more processes for now")
        return cast("subprocess.Popen[bytes]", self)

    def wait(self) -> int:
        end = self.ends.pop(0)
        assert end is not None
        self.at += end[0]
        return end[1]

    def pause(self, seconds: float) -> None:
        self.paused.append(seconds)
        self.at += seconds

    def live(self) -> None:
        keep_going(self.begin, self.begin(), self.pause, lambda: self.at)


def test_one_that_crashes_again_and_again_is_begun_later_each_time() -> None:
    life = Life(*[(1.0, 1), (1.0, -signal.SIGKILL)] * 5, (1.0, 0))

    life.live()

    assert life.paused == [1, 2, 4, 8, 16, 32, *[LONGEST_BACK_OFF_S] * 4]


def test_one_that_ran_well_for_long_is_begun_again_soon() -> None:
    life = Life((1.0, 1), (1.0, 1), (WELL_AFTER_S, 1), (1.0, 0))

    life.live()

    assert life.paused == [1, 2, 1]


@pytest.mark.parametrize("status", [0, -signal.SIGTERM, -signal.SIGINT])
def test_one_that_was_told_to_stop_is_not_begun_again(status: int) -> None:
    life = Life((1.0, status))

    life.live()

    assert life.paused == []


def test_a_system_that_begins_no_process_is_asked_again(
    capfd: pytest.CaptureFixture[str],
) -> None:
    life = Life((1.0, 1), None, None, (1.0, 0))

    life.live()

    assert life.paused == [1, 2, 4]
    assert capfd.readouterr().err.count("begun again in") == 3


SERVER = """
import sys
from pathlib import Path
from pwa.config import Config
from pwa.reminders.beside import start_sending
start_sending(Config(instance=Path(sys.argv[1]))).join()
"""


def test_killed_it_is_begun_again_and_ends_with_the_server(tmp_path: Path) -> None:
    command = [sys.executable, "-c", SERVER, str(tmp_path)]
    pipe, joined = subprocess.PIPE, subprocess.STDOUT
    with subprocess.Popen(command, stdout=pipe, stderr=joined, text=True) as server:
        assert server.stdout is not None
        lines = iter(server.stdout.readline, "")

        os.kill(next_process(lines), signal.SIGKILL)
        next_process(lines)
        server.kill()
        # The pipe is open for as long as the second one lives.
        rest = list(lines)

    assert rest == []


def next_process(lines: Iterator[str]) -> int:
    for line in lines:
        if found := re.search("by process ([0-9]+)", line):
            return int(found[1])
    raise AssertionError("none was begun")
