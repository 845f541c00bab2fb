"""Send reminders beside a server that starts, so that `make run` is all it takes."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from pwa.config import Config


def start_sending(config: Config) -> None:
    """Start `reminders run` beside the server, which does not wait for it.

    Once for a server, however many processes it has. It is in the server's process
    group, so Ctrl-C stops both, and it stops when the server has ended in any way.
    """
    command = [sys.executable, "-m", "flask", "--app", "pwa", "reminders", "run"]
    settings = {
        "CARRYCARD_INSTANCE": str(config.instance),
        "CARRYCARD_DATABASE_URL": config.database_url,
    }
    subprocess.Popen(  # noqa: S603
        [*command, "--beside", str(os.getpid())],
        cwd=Path(__file__).resolve().parent.parent.parent,
        env={**os.environ, **settings},
        stdin=subprocess.DEVNULL,
    )
