"""Put the last figures into docs/performance.md and draw them: python -m bench.record.

Takes what `make bench` wrote, and Lighthouse's scores where they were taken.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from html import escape
from pathlib import Path
from typing import Any

from bench.lighthouse import CATEGORIES, SCORES
from bench.report import RESULTS

DOCS = Path(__file__).resolve().parent.parent / "docs"
PAGE = DOCS / "performance.md"
CHART = DOCS / "pictures" / "performance.svg"
ROW_PX, LABEL_PX, WIDTH_PX, GOAL_PX = 22, 300, 860, 200
"""The goal's line stands GOAL_PX from the labels; twice the goal is twice as far."""


@dataclass(frozen=True, slots=True)
class Bar:
    """A figure as a part of its goal: 1 is the goal, less is better.

    Attributes:
        parts: Never negative.
    """

    what: str
    parts: float
    is_met: bool


def main() -> int:
    found = json.loads(RESULTS.read_text(encoding="utf-8"))
    rows = found["rows"]
    scores = json.loads(SCORES.read_text("utf-8")) if SCORES.exists() else {}
    text = PAGE.read_text(encoding="utf-8")
    text = put_in(text, "figures", table(rows))
    text = put_in(text, "machine", machine(found["machine"]))
    text = put_in(text, "lighthouse", lighthouse(scores))
    PAGE.write_text(text, encoding="utf-8")
    CHART.write_text(chart([bar(row) for row in rows if row["verdict"]]), "utf-8")
    return 0


def put_in(text: str, name: str, what: str) -> str:
    """Between the two comments of that name.

    Raises:
        ValueError: they are not there.
    """
    begin, end = f"<!-- {name} -->", f"<!-- end of {name} -->"
    head, found, rest = text.partition(begin)
    _, ended, tail = rest.partition(end)
    if not found or not ended:
        raise ValueError(f"{PAGE.name} has no place for {name}")
    return f"{head}{begin}\n\n{what}\n\n{end}{tail}"


def table(rows: Iterable[Mapping[str, Any]]) -> str:
    lines = ["| what | measured | ratio | 95 % interval | goal | |", "|---" * 6 + "|"]
    for row in rows:
        ratio = row["ratio"]
        cells = (
            row["what"],
            row["measured"],
            f"{ratio['value']:.2f}" if ratio else "",
            f"{ratio['low']:.2f}–{ratio['high']:.2f}" if ratio else "",
            row["goal"],
            {"pass": "met", "MISSED": "**missed**"}.get(row["verdict"], ""),
        )
        lines.append(f"| {' | '.join(cells)} |")
    return "\n".join(lines)


def machine(facts: Mapping[str, Any]) -> str:
    return (
        f"Measured {facts['measured_at'][:10]}, {facts['runs']} rounds, on "
        f"{facts['cores']} cores ({facts['processor']}), {facts['browser']}, "
        f"Python {facts['python']}; load before: {facts['load_before']}."
    )


def lighthouse(scores: Mapping[str, Mapping[str, Any]]) -> str:
    """The lowest of each category, and each page that fell short."""
    if not scores:
        return "Not run."
    lines = ["| pages | " + " | ".join(CATEGORIES) + " |", "|---" * 5 + "|"]
    lowest = [min(int(each[name]) for each in scores.values()) for name in CATEGORIES]
    cells = " | ".join(map(str, lowest))
    lines.append(f"| lowest of all {len(scores)} | {cells} |")
    for path, each in scores.items():
        wanted = (98, 100, 100, 100)
        found = [int(each[name]) for name in CATEGORIES]
        if any(one < least for one, least in zip(found, wanted, strict=True)):
            lines.append(f"| `{path}` | {' | '.join(map(str, found))} |")
    return "\n".join(lines)


def bar(row: Mapping[str, Any]) -> Bar:
    """Where more is better, the other way round, so that the goal is 1 all the same."""
    goal = number(row["goal"].replace("<=", "").replace(">=", ""))
    ratio = row["ratio"]
    value = ratio["value"] if ratio else number(row["measured"])
    is_met = row["verdict"] == "pass"
    if row["goal"].startswith(">="):
        return Bar(row["what"], goal / value if value else 9.0, is_met)
    return Bar(row["what"], value / goal if goal else float(value > 0) * 9, is_met)


def number(text: str) -> float:
    """The first number of it; 0 where there is none, as in "no figure"."""
    first = text.strip().split(" ")[0].replace(",", "")
    return float(first) if first.replace(".", "").isdecimal() else 0.0


def chart(bars: list[Bar]) -> str:
    height = ROW_PX * len(bars) + 40
    goal = LABEL_PX + GOAL_PX
    lines = [
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{WIDTH_PX}" '
        f'height="{height}" font-family="sans-serif" font-size="13">',
        "<title>Each figure as a part of its goal</title>",
        f'<rect width="{WIDTH_PX}" height="{height}" fill="#fff"/>',
        f'<text x="{goal}" y="16" text-anchor="middle">the goal</text>',
        f'<path d="M{goal} 22V{height - 8}" stroke="#888" stroke-dasharray="4 3"/>',
    ]
    for number_of, each in enumerate(bars):
        y = 26 + ROW_PX * number_of
        length = min(each.parts * GOAL_PX, WIDTH_PX - LABEL_PX - 100)
        colour = "#00703c" if each.is_met else "#b10e1e"
        lines += [
            f'<text x="{LABEL_PX - 8}" y="{y + 13}" text-anchor="end">'
            f"{escape(each.what)}</text>",
            f'<rect x="{LABEL_PX}" y="{y}" width="{length:.0f}" height="16" '
            f'fill="{colour}"/>',
            f'<text x="{LABEL_PX + length + 6:.0f}" y="{y + 13}" stroke="#fff" '
            'stroke-width="4" paint-order="stroke">'
            f"{each.parts:.2f}{'' if each.is_met else ' missed'}</text>",
        ]
    lines.append("</svg>")
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    sys.exit(main())
