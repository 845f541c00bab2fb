"""Send reminders beside a server that starts, so that `make run` is all it takes."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from threading import Thread
from time import sleep

from pwa import clock
from pwa.config import Config

FIRST_BACK_OFF_S = 1.0
LONGEST_BACK_OFF_S = 60.0
WELL_AFTER_S = 300.0
"""One that ran for so long and fails then is begun again as if for the first time."""
TOLD_TO_STOP = (0, -signal.SIGINT, -signal.SIGTERM)


def start_sending(config: Config) -> Thread:
    """Start `reminders run` beside the server, which does not wait for it.

    Once for a server, however many processes it has. It is in the server's process
    group, so Ctrl-C stops both, and it stops when the server has ended in any way. If
    it crashes or is killed, it is begun again, later each time.
    """
    command = [sys.executable, "-m", "flask", "--app", "pwa", "reminders", "run"]
    settings = {
        "CARRYCARD_INSTANCE": str(config.instance),
        "CARRYCARD_DATABASE_URL": config.database_url,
    }

    def begin() -> subprocess.Popen[bytes]:
        return subprocess.Popen(  # noqa: S603
            [*command, "--beside", str(os.getpid())],
            cwd=Path(__file__).resolve().parent.parent.parent,
            env={**os.environ, **settings},
            stdin=subprocess.DEVNULL,
        )

    first = begin()
    watching = Thread(
        target=keep_going, args=(begin, first), name="reminders beside", daemon=True
    )
    watching.start()
    return watching


def keep_going(
    begin: Callable[[], subprocess.Popen[bytes]],
    process: subprocess.Popen[bytes],
    pause: Callable[[float], object] = sleep,
    passed_s: Callable[[], float] = clock.passed_s,
) -> None:
    """Until it ends of itself, which it does when it is told to stop.

    Where the system cannot begin another process for now, that counts as a crash.
    """
    back_off_s, began = FIRST_BACK_OFF_S, passed_s()
    is_up = True
    while True:
        if is_up and process.wait() in TOLD_TO_STOP:
            return
        if passed_s() - began >= WELL_AFTER_S:
            back_off_s = FIRST_BACK_OFF_S
        print(
            f"Reminders: the sending ended; begun again in {back_off_s:.0f} s",
            file=sys.stderr,
            flush=True,
        )
        pause(back_off_s)
        back_off_s, began = min(2 * back_off_s, LONGEST_BACK_OFF_S), passed_s()
        try:
            process, is_up = begin(), True
        except OSError:
            is_up = False
