"""What the figures were measured on."""

from __future__ import annotations

import datetime
import os
import platform
from pathlib import Path

from bench.browser_runs import fresh_browser
from tools.find_browser import Browser

BUSY = 0.5
"""Load for each core, before we begin, that others' work has and times will show."""


def facts(found: Browser, *, is_held_by_cgroup: bool) -> dict[str, object]:
    """The machine, the browser, and how the slow processor was made; load before."""
    with fresh_browser(found, None) as (pipe, _):
        version = pipe.send("Browser.getVersion")["product"]
    return {
        "measured_at": datetime.datetime.now(datetime.UTC).isoformat(
            timespec="seconds"
        ),
        "cores": os.cpu_count(),
        "processor": processor(),
        "memory_mb": os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") // 10**6,
        "system": f"{platform.system()} {platform.release()}",
        "python": platform.python_version(),
        "browser": version,
        "load_before": round(os.getloadavg()[0], 2),
        "slow_processor": "cgroup" if is_held_by_cgroup else "browser's own throttle",
    }


def warning() -> str:
    """What to think of the times when the machine has other work to do, or ''.

    Asked before the first measurement, since the load counts our own work too.
    """
    load, cores = os.getloadavg()[0], os.cpu_count() or 1
    if load <= cores * BUSY:
        return ""
    return f"Busy: load {load:.1f} on {cores} cores. Do not trust times or verdicts."


def processor() -> str:
    try:
        lines = Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines()
    except OSError:
        return platform.processor()
    named = (line.partition(":")[2] for line in lines if line.startswith("model name"))
    return next(named, "unknown").strip()
