"""Text that somebody might type, paste or be tricked into, to break a page with."""

from __future__ import annotations

import json
from random import Random

RUN = "window.ran=1"
LADEN = "e" + "\u0301\u0323\u0489" * 40
"""One letter, so wide with accents that it overflows, and nowhere to break it."""
FRAGMENTS = [
    f'"><img src=x onerror="{RUN}">',
    f"<script>{RUN}</script>",
    f"</textarea></script><svg/onload={RUN}>",
    f"<iframe srcdoc='<script>parent.{RUN}</script>'></iframe>",
    f"jaVasCript:/*-/*`/*\\`/*'/*\"/**/(/* */{RUN} )//%0D%0A",
    f"<a href=javascript:{RUN}>x</a><style>*{{display:none}}</style>",
    "<!--", "]]>", "<base href=//example.org>", "<meta http-equiv=refresh content=0>",
    "&lt;b&gt; &amp;amp; &#x202e; &nbsp;", "%3Cscript%3E", "\\u003cscript\\u003e",
    "{{7*7}}", "${7*7}", "<%= 7*7 %>", "#{7*7}", "{% raw %}", "{{constructor}}",
    "https://example.org/?a=<b>&c=d#e", "tel:999", "data:text/html,<b>",
    "'; DROP TABLE card; --", "__proto__", "constructor", "null", "[object Object]",
    "\u202egnihtemos\u202c", "\u2066isolated\u2069", "\u2067\u202d\u202a\u200f\u200e",
    "سليم أبو ليلى", "שלום 07700 900123 עולם", "ﷺ﷽",
    LADEN, "Z\u0351\u036b\u0343\u036a\u0302" * 12,
    "👩🏽‍⚕️", "👨‍👩‍👧‍👦", "🏴󠁧󠁢󠁷󠁬󠁳󠁿", "🇬🇧🇬", "☠️\ufe0e\ufe0f", "𝒮am 𠜎",
    "\ud800", "\udfff", "x\udbffy", "\U0010ffff", "\ufffe\uffff\ufeff", "\ue000",
    "\x00", "\x00<b>\x08\x1b[31m", "\x7f\x80\x9f", "\u0085\u2028\u2029", "\r\n\r\t\v",
    "\u00a0", "\u3000", "\u200b\u200c\u200d\u2060", "\u00ad" * 30, "\u115f\u3164",
    "W" * 200, "﷽" * 60, "क्ष" * 100, "ก" * 200, "漢" * 300, "_" * 120, "/" * 90,
    "long word " * 60, "\n" * 40 + "x", " " * 500 + "x", "-", "0", "'", '"', "\\", "`",
    "Sam Example", "Zoë", "07700 900123", "50 mg",
]  # fmt: skip
LONG = 10_000


def hostile_text(chance: Random) -> str:
    """One text; it may have halves of characters, so it may not be UTF-8."""
    kind = chance.random()
    if kind < 0.02:
        piece = chance.choice(FRAGMENTS)
        return (piece * LONG)[:LONG]
    if kind < 0.1:
        return "".join(any_character(chance) for _ in range(chance.randint(1, 80)))
    pieces = [chance.choice(FRAGMENTS) for _ in range(chance.randint(1, 4))]
    return chance.choice(["", " ", "\n"]).join(pieces)


def any_character(chance: Random) -> str:
    top = chance.choice([0x7F, 0x7FF, 0xFFFF, 0x10FFFF])
    return chr(chance.randint(0, top))


def hostile_card(chance: Random) -> dict[str, object]:
    """A card as the store may be given it: `TEXTS_OF_A_CARD` hostile texts in it."""
    card: dict[str, object] = {name: hostile_text(chance) for name in FIELDS}
    card["contacts"] = [
        {"name": hostile_text(chance), "phone": hostile_text(chance)} for _ in range(3)
    ]
    return card | {"form": "tablet", "showReason": True}


def unbreakable_card() -> dict[str, object]:
    """A card of letters so laden with accents that no line can break inside one."""
    card: dict[str, object] = dict.fromkeys(FIELDS, LADEN)
    card["contacts"] = [{"name": LADEN, "phone": LADEN} for _ in range(3)]
    return card | {"form": "tablet", "showReason": True}


FIELDS = (
    "name",
    "strength",
    "prescriber",
    "prescriberPhone",
    "allergies",
    "otherMedicines",
    "conditions",
    "language",
    "note",
    "reason",
)
TEXTS_OF_A_CARD = len(FIELDS) + 3 * 2


def as_json(value: object) -> str:
    """In plain letters: a half of a character goes over as its number."""
    return json.dumps(value)
