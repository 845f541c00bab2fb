"""How long `make build` takes, of everything, on an idle machine."""

from __future__ import annotations

import time
from functools import partial
from pathlib import Path
from statistics import median

from bench import app_server
from bench.register_import import Took
from bench.report import Row
from bench.rounds import Series, run_rounds


def measure(copy: Path, runs: int) -> tuple[list[Row], Series[Took]]:
    """The copy is built anew each time; there is nothing to compare it with."""
    series = run_rounds("build", runs, [("build", partial(build, copy))])
    took = median(series.values("build", lambda each: each.seconds))
    return [Row("build", f"{took:.1f} s", None, "", "")], series


def build(copy: Path) -> Took:
    began = time.perf_counter()
    app_server.build(copy)
    return Took(time.perf_counter() - began)
