"""How a postcode is written, and the number it is kept under. Pure."""

from __future__ import annotations

import re
from functools import cache

LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
UNIT_LETTERS = "ABDEFGHJLNPQRSTUWXYZ"
"""The last two letters are never C, I, K, M, O or V."""
# https://ideal-postcodes.co.uk/guides/postcode-anatomy, and all 2.7 million of the
# directory of November 2025 but for the old NPT of Newport.

OUTWARD = r"[A-Z]{1,2}[0-9][0-9A-Z]?"
INWARD = rf"[0-9][{UNIT_LETTERS}]{{2}}"
WHOLE = re.compile(rf"({OUTWARD})({INWARD})")
SECONDS = " 0123456789" + LETTERS
NOT_WRITTEN = re.compile(r"[\s.\-·]+")

LEFT_OUT = ("BT", "GY", "IM", "JE")
"""Areas known by outcode only: the licence of the others does not cover them."""
# Northern Ireland: https://www.ons.gov.uk/aboutus/transparencyandgovernance/
# freedomofinformationfoi (FOI-2022-3481); the islands have no grid reference in it.

SECTOR = 400
"""Postcodes that a sector such as "LS6 2" can have."""
INWARDS = 10 * SECTOR
"""Postcodes that an outcode can have."""


def write(text: str) -> str | None:
    """The postcode as it is written: "ls1 4ap" is "LS1 4AP".

    None where it cannot be a postcode. Whether it exists is for `Postcodes` to say.
    "GIR 0AA", which stood for a bank and no place, is none.
    """
    found = WHOLE.fullmatch(NOT_WRITTEN.sub("", text).upper())
    return f"{found[1]} {found[2]}" if found else None


def area_of(outcode: str) -> str:
    """The letters it begins with: "LS" of "LS6"."""
    return outcode[:2] if outcode[1:2].isalpha() else outcode[:1]


@cache
def outward_number(outcode: str) -> int:
    """A whole number in the order in which outcodes are kept.

    Raises:
        IndexError, ValueError: it is none.
    """
    area = area_of(outcode)
    first, second = outcode[len(area)], outcode[len(area) + 1 :]
    number = LETTERS.index(area[0]) * 27
    number += LETTERS.index(area[1]) + 1 if area[1:] else 0
    return (number * 10 + int(first)) * 37 + SECONDS.index(second or " ")


def outcode_of(number: int) -> str:
    """The outcode whose `outward_number` this is."""
    rest, second = divmod(number, 37)
    rest, first = divmod(rest, 10)
    one, other = divmod(rest, 27)
    letters = LETTERS[one] + (LETTERS[other - 1] if other else "")
    return f"{letters}{first}{SECONDS[second].strip()}"


@cache
def inward_number(inward: str) -> int:
    """0 to 3999: ten sectors of 400."""
    unit = UNIT_LETTERS.index(inward[1]) * 20 + UNIT_LETTERS.index(inward[2])
    return int(inward[0]) * SECTOR + unit


def number_of(postcode: str) -> int:
    """The 32-bit number a written postcode is kept and found under."""
    return outward_number(postcode[:-4]) * INWARDS + inward_number(postcode[-3:])
