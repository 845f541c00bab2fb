"""What is true of any meeting of a fellowship, and what a meeting's notes may keep."""

from __future__ import annotations

import re
from typing import get_args

from pwa.finder.importers.plain_text import PROSE_LENGTH, prose, without_sentences
from pwa.finder.model import Fellowship, Kind, Meeting, Source

HOME_ZONES = frozenset(
    {"", "Europe/London", "Europe/Belfast", "Europe/Dublin", "GB", "Eire"}
)
"""Where the clocks show the time of the United Kingdom."""

_AT_HOME = re.compile(
    r"(?i)\W*(uk|u\.k\.|gb|gbr|ie|irl|united kingdom|great britain|england|scotland"
    r"|wales|cymru|northern ireland|ireland|isle of man|jersey|guernsey)?\W*"
)
_ELSEWHERE = re.compile(r"\b(USA|U\.S\.A\.|United States|Canada|Australia)\W*$")
SOUTH, NORTH, WEST, EAST = 49.0, 61.5, -11.0, 2.5
"""Degrees around the British Isles, all of them in one time zone."""

FREE: frozenset[Fellowship] = frozenset({"NA", "AA", "CA", "CMA", "FA", "Al-Anon"})
"""Twelve-step fellowships: no dues or fees, by their seventh tradition."""

FOR_FAMILIES: frozenset[Fellowship] = frozenset({"FA", "Al-Anon", "Adfam"})

SUBSTANCES: dict[Fellowship, tuple[str, ...]] = {
    "AA": ("alcohol",),
    "Al-Anon": ("alcohol",),
    "NA": ("any",),
    "SMART": ("any",),
}

_NAMES: tuple[tuple[str, Fellowship], ...] = (
    (r"al-?anon|alateen", "Al-Anon"),
    (r"crystal meth anonymous|\bCMA\b", "CMA"),
    (r"cocaine anonymous|\bCA\b", "CA"),
    (r"families anonymous|\bFA\b", "FA"),
    (r"narcotics anonymous|\bNA\b|\bUKNA\b", "NA"),
    (r"alcoholics anonymous|\bAA\b", "AA"),
    (r"SMART recovery|\bSMART\b", "SMART"),
    (r"\badfam\b", "Adfam"),
)

_OF_A_PERSON = re.compile(
    r"""(?x)
    @ | (?:\d[\s().+-]?){7,}                     # an e-mail address, a number to ring
    | (?i:\b(?:pass(?:word|code|\ word|\ code)|pwd|meeting\ id|zoom\ id|pin)\b)
    | (?i:\b(?:contact|call|ring|text|phone|whatsapp|email|e-mail|message|ask\ for|host
      |secretary|treasurer|chair(?:person|ed)?|co-?chair|gsr|venmo|paypal)\b)
    | \b[A-Z][a-z]+\ [A-Z]\.?(?=[\s,;:!?)]|$)     # a first name and an initial
    """
)


def fellowship_of(source: Source, otherwise: Fellowship) -> Fellowship:
    """Which fellowship the publisher is by its name; no meeting is guessed from."""
    text = f"{source.name} {source.publisher}"
    for pattern, fellowship in _NAMES:
        if re.search(pattern, text, re.IGNORECASE if len(pattern) > 8 else 0):
            return fellowship
    return otherwise if otherwise in get_args(Fellowship) else "other"


def is_elsewhere(
    country: str, address: str, latitude: float | None, longitude: float | None
) -> bool:
    """Whether a meeting that names no time zone is likely to keep another one's time.

    An online meeting is not refused for where it is, so its times must be looked at.
    """
    if not _AT_HOME.fullmatch(country) or _ELSEWHERE.search(address):
        return True
    if latitude is None or longitude is None:
        return False
    return not (SOUTH <= latitude <= NORTH and WEST <= longitude <= EAST)


def kind_of_meeting(fellowship: Fellowship) -> Kind:
    return "family" if fellowship in FOR_FAMILIES else "mutual-aid"


def offers_of(meeting: Meeting) -> tuple[str, ...]:
    """In the order of the model: what it is about, then how people meet."""
    offers = []
    if meeting.fellowship == "AA":
        offers.append("alcohol")
    if meeting.fellowship in FOR_FAMILIES:
        offers.append("family")
    if meeting.venue != "in-person":
        offers.append("online")
    return tuple(offers)


def notes_without_people(value: object) -> str:
    """Leave out every sentence that may name a member, a number or a password.

    Some harmless sentences go as well; a member's name that stays would do harm.
    """
    text = prose(value)
    return without_sentences(text, _OF_A_PERSON)[:PROSE_LENGTH]
