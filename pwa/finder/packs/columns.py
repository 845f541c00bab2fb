"""How one column of a pack is written: each way suits another kind of value.

Rows that stand beside each other are near each other on the ground, so their values are
alike; each way puts what is alike side by side, for brotli to find. Pure.
"""

from __future__ import annotations

import json
from collections.abc import Hashable, Sequence
from dataclasses import dataclass, field
from typing import Any

END = "\0"
"""Ends each text of a text column; no text may hold it."""
WORD_CODES = "".join(chr(code) for code in (*range(1, 9), *range(14, 26)))
"""Control characters that stand for a pack's commonest words."""
OWN_RECORD = "\x1a"
"""Stands for the row's own record id, in addresses that contain it."""
CONTROLS = dict.fromkeys((*range(9), 11, 12, 13, *range(14, 32), 127), " ")
"""No text has a use for these; a line break stays."""


@dataclass(frozen=True, slots=True)
class Column:
    """One column: what the header says of it, and its bytes."""

    name: str
    way: str
    body: bytes
    says: dict[str, Any] = field(default_factory=dict)

    def header(self) -> dict[str, Any]:
        return {
            "name": self.name,
            "way": self.way,
            "bytes": len(self.body),
            **self.says,
        }


def category(name: str, values: Sequence[Any]) -> Column:
    """Few different values, any JSON: a list of them, and each row's place in it."""
    known: dict[Hashable, int] = {}
    distinct: list[Any] = []
    places = []
    for value in values:
        key = json.dumps(value)
        if key not in known:
            known[key] = len(known)
            distinct.append(value)
        places.append(known[key])
    width = bytes_for(len(distinct) - 1)
    return Column(
        name, "category", planes(places, width), {"width": width, "values": distinct}
    )


def text(name: str, values: Sequence[str], words: Sequence[str] = ()) -> Column:
    """Different texts, one after the other, the commonest words as one byte each."""
    body = "".join(shortened(value, words) + END for value in values)
    return Column(name, "text", body.encode())


def characters(name: str, values: Sequence[str]) -> Column:
    """Short codes in ASCII: first characters of all rows, then all second ones, …"""
    width = max(map(len, values), default=0)
    padded = [value.ljust(width, END) for value in values]
    body = "".join(row[at] for at in range(width) for row in padded)
    return Column(name, "characters", body.encode("ascii"), {"width": width})


def number(name: str, values: Sequence[int], scale: int) -> Column:
    """Whole numbers within 31 bits: steps from the row before, in byte planes."""
    differences = []
    before = 0
    for value in values:
        step = value - before
        # Zigzag: small differences either way have small codes.
        differences.append(step * 2 if step >= 0 else -step * 2 - 1)
        before = value
    width = bytes_for(max(differences, default=0))
    return Column(
        name, "number", planes(differences, width), {"width": width, "scale": scale}
    )


def text_or_category(
    name: str, values: Sequence[str], words: Sequence[str] = ()
) -> Column:
    """As a category where most rows share their text with others."""
    is_shared = len(set(values)) <= max(4, len(values) // 32)
    return category(name, values) if is_shared else text(name, values, words)


def planes(values: Sequence[int], width: int) -> bytes:
    """All lowest bytes, then all second ones, …"""
    return b"".join(
        bytes(value >> (8 * at) & 255 for value in values) for at in range(width)
    )


def bytes_for(largest: int) -> int:
    return (max(largest, 0).bit_length() + 7) // 8


def plain(value: str) -> str:
    """Without control characters, which this format uses for itself."""
    return value.translate(CONTROLS)


def shortened(value: str, words: Sequence[str]) -> str:
    for code, word in zip(WORD_CODES, words, strict=False):
        value = value.replace(word, code)
    return value
