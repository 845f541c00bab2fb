"""What was measured, what was promised, and whether it was kept."""

from __future__ import annotations

import os
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from tests.push_service import Browser
from tests.scale.queue import QueueSeen
from tests.scale.traffic import NETWORK

if TYPE_CHECKING:
    from tests.scale.site import Service
    from tests.scale.storm import Told


@dataclass
class Report:
    """Figures to look at, and promises that decide.

    Attributes:
        notes: Shown below a promise that was not kept.
    """

    figures: list[tuple[str, str]] = field(default_factory=list)
    promises: list[tuple[str, float, str, bool]] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)

    @property
    def is_well(self) -> bool:
        return all(is_kept for *_, is_kept in self.promises)

    def figure(self, name: str, value: str) -> None:
        self.figures.append((name, value))

    def promise(
        self, name: str, found: float, wanted: float, *, is_least: bool = False
    ) -> None:
        """Exactly so many; with `is_least` so many or more."""
        is_kept = found >= wanted if is_least else found == wanted
        self.promises.append((name, found, f"{wanted:g}", is_kept))

    def limit(self, name: str, found: float, most: float) -> None:
        self.promises.append((name, found, f"<= {most:g}", found <= most))

    def show(self) -> None:
        for name, value in self.figures:
            print(f"        {name}: {value}")
        for name, found, wanted, is_kept in self.promises:
            print(f"{'kept  ' if is_kept else 'BROKEN'}  {name}: {found:g} ({wanted})")
        print("\n".join(self.notes))


def judge(
    service: Service,
    queue: QueueSeen,
    phones: list[Browser],
    told: Told,
    report: Report,
) -> None:
    """Hold what arrived against what was promised."""
    seen = service.front.seen
    report.figure("done to it", ", ".join(told.blows))
    restarted = ", ".join(
        f"{k} {v}" for k, v in sorted(service.units.restarted.items())
    )
    report.figure("started again", restarted)
    report.figure("storm: pages and files answered", f"{len(seen.took_s):,}")
    report.figure("storm: 95 of 100 within", f"{seen.percentile_ms(0.95):.0f} ms")
    report.figure("storm: asked once more", str(dict(seen.retried)))
    report.promise("failed requests for pages and files", sum(seen.failed.values()), 0)
    report.notes.extend(f"  {what}: {times}" for what, times in seen.failed.items())

    known = queue.known()
    missing = [each for each in phones if each.endpoint not in known]
    report.promise("subscriptions lost", len(missing), 0)
    report.promise("reminders still waiting", queue.waiting(), 0)
    judge_messages(service, phones, told, report)
    report.promise("messages a push service refused", len(service.push.faults), 0)
    logs = service.logs()
    report.promise("lines of a log with an address", logs.count(f"{NETWORK}."), 0)
    report.promise("lines of a log with an endpoint", logs.count("/push/"), 0)
    report.figure("memory of a web worker", memory(service, "web-"))
    report.figure("memory of a dispatcher", memory(service, "send-"))


def judge_messages(
    service: Service, phones: list[Browser], told: Told, report: Report
) -> None:
    origin = service.push.origin
    came: dict[str, list[tuple[str, str, float]]] = {"reminder": [], "test": []}
    topics: dict[tuple[str, str], set[str]] = {}
    for each in service.push.received:
        payload = each.payload
        endpoint = f"{origin}{each.path}"
        came[payload["kind"]].append((endpoint, payload["id"], each.at))
        topics.setdefault((endpoint, payload["id"]), set()).add(each.headers["Topic"])
    reminders = Counter(endpoint for endpoint, _, _ in came["reminder"])
    lost = sum(1 for each in phones if each.endpoint not in reminders)
    report.promise(f"reminders lost, of {len(phones)}", lost, 0)
    twice = sum(reminders.values()) - len(reminders)
    # Each kill strikes just after a portion was let go. That few are doubled by kills
    # at any moment is shown by tests/unit/reminders/test_kills.py.
    report.limit("reminders sent twice", twice, told.in_dead_hands)
    split = sum(1 for each in topics.values() if len(each) > 1)
    report.promise("slots under two names, so shown twice", split, 0)
    tests = {endpoint for endpoint, _, _ in came["test"]}
    report.figure("test messages taken", str(len(told.tests)))
    report.promise("test messages lost", len(told.tests - tests), 0)
    first: dict[str, float] = {}
    for endpoint, _, at in came["reminder"]:
        first.setdefault(endpoint, at)
    late = sorted(
        first[endpoint] - at
        for endpoint, at in told.let_go_at.items()
        if endpoint in first
    )
    if late:
        report.figure("reminders: half sent after", f"{late[len(late) // 2]:.1f} s")
        report.figure(
            "reminders: 95 of 100 after", f"{late[int(len(late) * 0.95)]:.1f} s"
        )
        report.figure("reminders: the last after", f"{late[-1]:.1f} s")


def memory(service: Service, prefix: str) -> str:
    """What the process and its children have to themselves, in the middle of all."""
    found = []
    for name, unit in service.units.units.items():
        if name.startswith(prefix) and unit.process is not None:
            group = unit.process.pid
            found.append(sum(own_mb(each) for each in in_group(group)))
    return f"{sorted(found)[len(found) // 2]:.0f} MB" if found else ""


def in_group(group: int) -> list[int]:
    return [
        int(each.name)
        for each in Path("/proc").iterdir()
        if each.name.isdigit() and group_of(int(each.name)) == group
    ]


def group_of(process: int) -> int:
    try:
        return os.getpgid(process)
    except ProcessLookupError:
        return 0


def own_mb(process: int) -> float:
    try:
        text = Path(f"/proc/{process}/smaps_rollup").read_text(encoding="ascii")
    except OSError:
        return 0.0
    rows = (line.split() for line in text.splitlines())
    return sum(
        int(row[1]) / 1024
        for row in rows
        if row[0] in ("Private_Clean:", "Private_Dirty:")
    )
