"""Where each claim that people meet is answered on the sheet, or why it is not."""

from __future__ import annotations

import tomllib
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from pwa.editing.check import Fault
from pwa.errors import ContentError
from pwa.facts.model import FactSheet

HEAD = """\
# What the sheet answers

Written by `flask --app pwa content coverage`; do not edit by hand. Rows 1 to 72 are
claims that people meet about naltrexone, in our words, with what the evidence says of
each; C1 to C20 are conflicts between sources; the rest are topics the sheet must have.

| row | claim, conflict or topic | what the evidence says | where it is answered |
|---|---|---|---|
"""
ROWS_FILE = Path(__file__).parent / "coverage.toml"


@dataclass(frozen=True, slots=True)
class Row:
    """A claim, a conflict between sources, or a topic that the sheet must answer.

    Attributes:
        code: "1" to "72", "C1" to "C20", or a topic such as "half-lives".
        left_out: Why nothing answers it; empty where something does.
        elsewhere: What answers it that is no page of facts, such as the helplines.
    """

    code: str
    says: str
    verdict: str
    left_out: str = ""
    elsewhere: str = ""


def load_rows(path: Path = ROWS_FILE) -> tuple[Row, ...]:
    """Read them.

    Raises:
        ContentError: a row is malformed or its code stands twice.
    """
    try:
        rows = tuple(
            Row(**row) for row in tomllib.loads(path.read_text("utf-8"))["rows"]
        )
        codes = [row.code for row in rows]
        if len(set(codes)) != len(codes):
            raise ValueError("a code stands twice")
    except (KeyError, TypeError, ValueError) as error:
        raise ContentError(f"{path}: {error}") from error
    return rows


def answers(sheet: FactSheet) -> dict[str, list[str]]:
    """Places such as "stopping#low-tolerance" by the code of the row they answer."""
    found: dict[str, list[str]] = defaultdict(list)
    for section in sheet.sections("en"):
        for claim in section.claims:
            for code in claim.answers:
                found[code].append(f"{section.slug}#{claim.id}")
    return dict(found)


def coverage_faults(sheet: FactSheet, rows: tuple[Row, ...]) -> Iterator[Fault]:
    found = answers(sheet)
    known = {row.code for row in rows}
    for row in rows:
        if row.code not in found and not (row.left_out or row.elsewhere):
            yield Fault(f"row {row.code}", f"nothing answers: {row.says}")
        if row.code in found and row.left_out:
            yield Fault(f"row {row.code}", "is answered, and said to be left out")
    for code in sorted(found.keys() - known):
        yield Fault(found[code][0], f"answers a row that there is not: {code}")


def table(sheet: FactSheet, rows: tuple[Row, ...]) -> str:
    """The table for docs/, in Markdown."""
    found = answers(sheet)
    lines = HEAD.splitlines()
    for row in rows:
        places = ", ".join(
            f"[{place}](../pwa/facts/content/en/{place.partition('#')[0]}.md)"
            for place in found.get(row.code, [])
        )
        where = places or row.elsewhere or f"Left out: {row.left_out}"
        lines.append(f"| {row.code} | {row.says} | {row.verdict} | {where} |")
    return "\n".join(lines) + "\n"
