"""Cells that a spreadsheet would run as a formula, made text, and back.

https://owasp.org/www-community/attacks/CSV_Injection
"""

from __future__ import annotations

import re

STARTS = "=+-@\t\r\n\uff1d\uff0b\uff0d\uff20"
"""With the same signs in full width, which some spreadsheets take for them."""
NUMBER = re.compile(r"[+-]?[0-9]+(?:\.[0-9]+)?")


def guarded(text: str) -> str:
    """The text with an apostrophe before what could be run; a number stays as it is."""
    is_formula = text.startswith(tuple(STARTS)) and not NUMBER.fullmatch(text)
    return f"'{text}" if is_formula or text.startswith("'") else text


def unguarded(text: str) -> str:
    """The text as it was before `guarded`. What nobody guarded stays as it is."""
    return text[1:] if text[:1] == "'" and text[1:2] in (*STARTS, "'") else text
