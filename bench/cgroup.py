"""Hold every process of a browser to a sixth of a core, as a cheap phone would.

Nearer to such a phone than the browser's own CPU throttle, which slows one page's main
thread and spares the worker, the network process and the compositor.
"""

from __future__ import annotations

import contextlib
import os
import time
from collections.abc import Iterator
from pathlib import Path

SLOWDOWN = 6
PERIOD_US = 12_000
"""Short, so that the browser is slow throughout: with the kernel's usual 100 ms it
would run freely for a while and then stand still for 80 ms."""
QUOTA_US = PERIOD_US // SLOWDOWN
V1 = Path("/sys/fs/cgroup/cpu")
V1_ACCOUNT = Path("/sys/fs/cgroup/cpuacct")
V2 = Path("/sys/fs/cgroup")


class Group:
    """Control groups of our own: one that holds, one that counts; in v2, the same."""

    def __init__(self, folders: list[Path]) -> None:
        self.folders = folders

    def take(self, first_pid: int) -> None:
        """Put a process and all that came from it into the group.

        What they start later is born in it.
        """
        for _ in range(2):  # again, for what was started while the first were moved
            for pid in [first_pid, *descendants(first_pid)]:
                for folder in self.folders:
                    with contextlib.suppress(ProcessLookupError):
                        (folder / "cgroup.procs").write_text(str(pid))

    def used_ms(self) -> float:
        """Processor time of all that was ever in the group, in ms.

        It says the same on a busy machine, when the clock on the wall does not.
        """
        for folder in self.folders:
            if (folder / "cpuacct.usage").exists():
                return int((folder / "cpuacct.usage").read_text()) / 1e6
            lines = (folder / "cpu.stat").read_text().splitlines()
            stat = dict(line.split() for line in lines)
            if "usage_usec" in stat:
                return int(stat["usage_usec"]) / 1e3
        return 0.0


@contextlib.contextmanager
def held_group() -> Iterator[Group | None]:
    """A group held to 1/SLOWDOWN of a core, removed afterwards.

    None where this machine does not let us make one.
    """
    folders = make_v1() or make_v2()
    try:
        yield Group(folders) if folders else None
    finally:
        for folder in folders:
            remove(folder)


def make_v1() -> list[Path]:
    holding = make(
        V1,
        {"cpu.cfs_period_us": str(PERIOD_US), "cpu.cfs_quota_us": str(QUOTA_US)},
    )
    counting = make(V1_ACCOUNT, {}) if holding else None
    return [folder for folder in (holding, counting) if folder]


def make_v2() -> list[Path]:
    folder = make(V2, {"cpu.max": f"{QUOTA_US} {PERIOD_US}"})
    return [folder] if folder else []


def make(parent: Path, settings: dict[str, str]) -> Path | None:
    folder = parent / f"carrycard-bench-{os.getpid()}"
    try:
        folder.mkdir()
    except OSError:
        return None
    try:
        for name, value in settings.items():
            if not (folder / name).exists():
                raise FileNotFoundError(name)
            (folder / name).write_text(value)
    except OSError:
        remove(folder)
        return None
    return folder


def remove(folder: Path) -> None:
    """A group can go once its last process has; that takes the kernel a moment."""
    for _ in range(50):
        try:
            folder.rmdir()
            return
        except OSError:
            time.sleep(0.1)


def descendants(pid: int) -> list[int]:
    children: dict[int, list[int]] = {}
    for stat in Path("/proc").glob("[0-9]*/stat"):
        with contextlib.suppress(OSError):
            # The name in brackets may itself hold blanks and brackets.
            parent = int(stat.read_text().rpartition(")")[2].split()[1])
            children.setdefault(parent, []).append(int(stat.parent.name))
    found, queue = [], [pid]
    while queue:
        found += children.get(queue[0], [])
        queue = [*queue[1:], *children.get(queue[0], [])]
    return found
