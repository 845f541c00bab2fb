"""From samples to rows of goal, figure and verdict; the table and results.json."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from statistics import median
from typing import Any

from bench import goals
from bench.browser_runs import Opening
from bench.figures import Ratio, ratio_of_medians
from bench.first_visit import FirstVisit
from bench.rounds import Series
from bench.sites import CARD, EMPTY_CARD, FACTS, HOME, LIMIT

RESULTS = Path(__file__).with_name("results.json")
NAMED_FILES = 6
"""Of what is kept, so many of the largest have a row of their own."""
FAST, HELD, HUNG = "1x", "1/6 core", "hung"


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the table.

    Attributes:
        verdict: "pass", "MISSED", or "" where there is no goal.
    """

    what: str
    measured: str
    ratio: Ratio | None
    goal: str
    verdict: str


def visible(opening: Opening) -> float:
    return opening.visible_ms


def used(opening: Opening) -> float:
    return opening.used_ms or 0.0


def ratio_row(
    what: str, ours: list[float], theirs: list[float], goal: float | None, to: str
) -> Row:
    if not ours or not theirs:
        return Row(what, "no figure", None, "", "MISSED" if goal else "")
    ratio = ratio_of_medians(ours, theirs)
    return Row(
        what,
        f"{median(ours):.0f} ms",
        ratio,
        f"<= {goal:.2f} x {to}" if goal else "",
        verdict(ratio.value, goal),
    )


def limit_row(what: str, values: list[float], goal: float, unit: str) -> Row:
    if not values:
        return Row(what, "no figure", None, f"<= {goal} {unit}", "MISSED")
    found = median(values)
    text = f"{found:,.0f} {unit}"
    return Row(what, text, None, f"<= {goal:,} {unit}", verdict(found, goal))


def verdict(value: float, goal: float | None) -> str:
    if goal is None:
        return ""
    return "pass" if value <= goal else "MISSED"


def offline_rows(cold: Series[Opening]) -> list[Row]:
    rows = []
    for speed in (FAST, HELD):
        base = f"{LIMIT}, {speed}"
        limits = cold.values(base, visible)
        rows.append(ratio_row(f"offline, {base}", limits, limits, None, ""))
        for name, goal in goals.OFFLINE_RATIO.items():
            ours, theirs = cold.pairs(f"{name}, {speed}", base, visible)
            what = f"offline, {name}, {speed}"
            rows.append(ratio_row(what, ours, theirs, goal, "limit"))
    for name in goals.OFFLINE_RATIO:
        held = (f"{name}, {HELD}", f"{LIMIT}, {HELD}")
        rows += used_rows(f"CPU to visible, {name}", cold, *held)
    for name in goals.OFFLINE_RATIO:
        ours, own = cold.pairs(f"{name}, {HUNG}", f"{name}, {FAST}", visible)
        what = f"server hangs, {name}"
        rows.append(ratio_row(what, ours, own, goals.HUNG_RATIO, "offline"))
    return rows


def first_visit_rows(visits: Series[FirstVisit]) -> list[Row]:
    def seen(each: FirstVisit) -> float:
        return each.opening.visible_ms

    def ready(each: FirstVisit) -> float:
        return each.ready_ms

    rows = []
    limits = visits.values(LIMIT, seen)
    rows.append(ratio_row(f"first visit, {LIMIT}", limits, limits, None, ""))
    for name, goal in goals.FIRST_VISIT_RATIO.items():
        ours, theirs = visits.pairs(name, LIMIT, seen)
        rows.append(ratio_row(f"first visit, {name}", ours, theirs, goal, "limit"))
    for name in (EMPTY_CARD, HOME, FACTS):
        sizes = visits.values(name, lambda each: each.bytes_at_load)
        what = f"bytes at load, {name}"
        rows.append(limit_row(what, sizes, goals.BYTES_AT_LOAD, "B"))
    for name in (EMPTY_CARD, HOME, FACTS):
        blocked = visits.values(name, lambda each: each.blocked_ms)
        rows.append(limit_row(f"blocked, {name}", blocked, goals.BLOCKED_MS, "ms"))
    ours, theirs = visits.pairs(HOME, LIMIT, ready)
    rows.append(
        ratio_row("core ready offline, home", ours, theirs, goals.READY_RATIO, "limit")
    )
    return rows


def repeat_visit_rows(visits: Series[FirstVisit]) -> list[Row]:
    """All is kept, the server is there, the link is slow: it should not matter."""
    rows = []
    for name in (CARD, EMPTY_CARD, HOME, FACTS):
        ours, theirs = visits.pairs(name, LIMIT, lambda each: each.opening.visible_ms)
        what = f"repeat visit, {name}"
        rows.append(ratio_row(what, ours, theirs, goals.REPEAT_VISIT_RATIO, "limit"))
    return rows


def used_rows(what: str, openings: Series[Opening], case: str, other: str) -> list[Row]:
    """Processor time against the other's; none where it cannot be counted."""
    ours, theirs = openings.pairs(case, other, used)
    if not all(ours + theirs):
        return []
    return [ratio_row(what, ours, theirs, None, "")]


def worker_row(gzip_bytes: int) -> Row:
    size = [float(gzip_bytes)]
    return limit_row("worker, gzipped", size, goals.WORKER_GZIP_BYTES, "B")


def size_rows(kept: Mapping[str, int]) -> list[Row]:
    """What is fetched to work offline, in brotli; the part by part has no goal."""
    whole = float(sum(kept.values()))
    rows = [limit_row("all that is kept, brotli", [whole], goals.KEPT_BR_BYTES, "B")]
    largest = sorted(kept, key=lambda name: -kept[name])[:NAMED_FILES]
    return rows + [
        Row(f"of that, {name}", f"{kept[name] / 1000:.1f} KB", None, "", "")
        for name in largest
    ]


def variant_rows(openings: Series[Opening], names: list[str], base: str) -> list[Row]:
    """Each variant against the limit page, and against the app as it is."""
    rows = []
    for speed in (FAST, HELD):
        for name in names:
            case = f"{name}, {speed}"
            for other, to in ((LIMIT, "limit"), (base, base)):
                if name == other:
                    continue
                ours, theirs = openings.pairs(case, f"{other}, {speed}", visible)
                rows.append(ratio_row(f"{case} / {to}", ours, theirs, None, ""))
    for name in names:
        held = (f"{name}, {HELD}", f"{LIMIT}, {HELD}")
        rows += used_rows(f"{name}, CPU / limit", openings, *held)
    return rows


def table(rows: list[Row]) -> str:
    head = ("what", "measured", "ratio", "95 % interval", "goal", "")
    lines = [head, *map(cells, rows)]
    widths = [max(len(line[at]) for line in lines) for at in range(len(head))]
    return "\n".join(
        "  ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True))
        for line in lines
    )


def cells(row: Row) -> tuple[str, ...]:
    ratio = f"{row.ratio.value:.2f}" if row.ratio else ""
    interval = f"{row.ratio.low:.2f} to {row.ratio.high:.2f}" if row.ratio else ""
    return (row.what, row.measured, ratio, interval, row.goal, row.verdict)


def write_results(
    machine: Mapping[str, object],
    rows: list[Row],
    *series: Series[Any],
) -> None:
    """Write all there is, samples too, so that a figure can be worked out again."""
    samples = {
        case: [None if each is None else asdict(each) for each in found]
        for one in series
        for case, found in one.samples.items()
    }
    failures = [each for one in series for each in one.failures]
    text = json.dumps(
        {
            "machine": dict(machine),
            "rows": [asdict(row) for row in rows],
            "failures": failures,
            "samples": samples,
        },
        indent=1,
    )
    RESULTS.write_text(text + "\n", encoding="utf-8")
