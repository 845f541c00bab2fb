"""Address lines, postcodes and coordinates as they stand in somebody else's file."""

from __future__ import annotations

import math
import re

from pwa.finder.importers.plain_text import line

_POSTCODE = re.compile(r"[A-Z]{1,2}[0-9][A-Z0-9]?[0-9][A-Z]{2}")
_AT_THE_END = re.compile(r"(?i)[,\s]*\b([A-Z]{1,2}[0-9][A-Z0-9]?\s*[0-9][A-Z]{2})\W*$")
_COUNCIL = re.compile(r"[ENSW][0-9]{8}")
_SMALL_WORDS = {"and", "by", "in", "of", "on", "the", "under", "upon", "le", "super"}


def postcode(value: object) -> str:
    """Spaced as people write it where it looks like one; else as it stood."""
    text = line(value).upper()
    joined = re.sub(r"[^A-Z0-9]", "", text)
    return f"{joined[:-3]} {joined[-3:]}" if _POSTCODE.fullmatch(joined) else text


def without_postcode(text: str) -> tuple[str, str]:
    """Take a postcode off the end of an address."""
    found = _AT_THE_END.search(text)
    return (text, "") if not found else (text[: found.start()], postcode(found[1]))


def lines_of(*values: object) -> tuple[str, ...]:
    """Address lines: split at commas, trimmed, without blanks and repetitions."""
    parts = (each.strip() for value in values for each in line(value).split(","))
    return tuple(dict.fromkeys(each for each in parts if each))


def council(value: object) -> str:
    """A GSS code, or ""."""
    text = line(value).upper()
    return text if _COUNCIL.fullmatch(text) else ""


def degrees(latitude: object, longitude: object) -> tuple[float | None, float | None]:
    """Both as numbers, or neither. Raises ValueError where one is not a number."""
    one, other = line(latitude), line(longitude)
    if not one and not other:
        return None, None
    found = float(one), float(other)
    if not all(map(math.isfinite, found)):
        raise ValueError("a coordinate is not a number")
    return (None, None) if found == (0.0, 0.0) else found


def in_title_case(text: str) -> str:
    """ "ST. MARY'S CLOSE" as "St. Mary's Close"; other text is left alone."""
    if not text.isupper():
        return text
    words = text.lower().split(" ")
    return " ".join(
        each if place and each in _SMALL_WORDS else _capital(each)
        for place, each in enumerate(words)
    )


def _capital(word: str) -> str:
    return re.sub(
        r"(^|[-/(.&])([a-z])", lambda found: found[1] + found[2].upper(), word
    )
