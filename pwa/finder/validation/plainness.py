"""R01, R06, R12, R13: texts are plain, of sensible length, and tell nothing private."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from dataclasses import replace

from pwa.finder.importers.plain_text import EMAIL, line, prose, without_sentences
from pwa.finder.model import Hours, Listing, Phone
from pwa.finder.validation.context import Context
from pwa.finder.validation.notes import Notes

NAME_LENGTH = 200
LINE_LENGTH = 300
PROSE_LENGTH = 2000
MANY = 40
"""Items kept of any list; hours have more, up to MANY_HOURS."""
MANY_HOURS = 200

Clean = Callable[[str], str]

PROSES = ("summary", "for_whom", "alert", "how_to_refer", "notes")
LINES = ("organisation", "checked_how")
LISTS = ("substances", "languages")

_PASSWORD = re.compile(
    r"(?i)\b(?:pass[ -]?code|pass[ -]?word|pwd|pin(?: code| number)?)\b\s*"
    r"(?:is|:|=|-|–)+\s*[^\s,;.]+"
)
_MOBILE = (
    r"(?<!\d)(?:(?:\+|00)44[\s.-]?(?:\(0\)[\s.-]?)?|\(?0)7(?:[\s().-]{0,2}\d){9}(?!\d)"
)
_OF_A_PERSON = re.compile(f"{EMAIL.pattern}|{_MOBILE}")
"""A number people carry with them, or an address: mostly beside somebody's name. Those
of a service stand in fields of their own."""
_LINK_PASSWORD = re.compile(r"(?i)([?&#](?:pwd|pass(?:word|code)?|tk)=)[^\s&#]*")


def check(listing: Listing, context: Context, notes: Notes) -> Listing:
    """Mends; refuses a name that is none."""
    found = _Cleaner(notes)
    changes = {name: found.prose(name, getattr(listing, name)) for name in PROSES}
    changes |= {name: found.line(name, getattr(listing, name)) for name in LINES}
    place = listing.location
    place = replace(
        place,
        name=found.line("location.name", place.name),
        lines=found.lines("location.lines", place.lines),
        town=found.line("location.town", place.town),
        directions=found.prose("location.directions", place.directions),
    )
    lists = {name: found.lines(name, getattr(listing, name)) for name in LISTS}
    meeting = listing.meeting
    if meeting is not None:
        formats = found.lines("meeting.formats", meeting.formats)
        meeting = replace(meeting, formats=formats)
    return replace(
        listing,
        name=_name(listing.name, found, notes),
        location=place,
        meeting=meeting,
        phones=tuple(_phone(each, found) for each in listing.phones[:MANY]),
        hours=tuple(_hours(each, found) for each in listing.hours[:MANY_HOURS]),
        **lists,  # type: ignore[arg-type]
        **changes,  # type: ignore[arg-type]
    )


def _name(name: str, found: _Cleaner, notes: Notes) -> str:
    clean = found.line("name", name)
    if not any(letter.isalpha() for letter in clean):
        notes.refuse("R01", "name", "It has no name.")
    elif len(clean) > NAME_LENGTH:
        notes.refuse("R01", "name", f"Its name is over {NAME_LENGTH} characters.")
    elif "<" in clean or ">" in clean:
        notes.refuse("R01", "name", "Its name holds what looks like markup.")
    return clean


def _phone(phone: Phone, found: _Cleaner) -> Phone:
    label = found.line("phone.label", phone.label)
    return replace(phone, label=label, note=found.line("phone.note", phone.note))


def _hours(hours: Hours, found: _Cleaner) -> Hours:
    return replace(hours, note=found.line("hours.note", hours.note))


class _Cleaner:
    """Cleans texts, and notes each field it had to change."""

    def __init__(self, notes: Notes) -> None:
        self._notes = notes

    def line(self, field: str, text: str) -> str:
        return self._clean(field, text, lambda each: line(each, LINE_LENGTH))

    def prose(self, field: str, text: str) -> str:
        return self._clean(field, text, lambda each: prose(each, PROSE_LENGTH))

    def lines(self, field: str, texts: tuple[str, ...]) -> tuple[str, ...]:
        clean = (self.line(field, each) for each in texts[:MANY])
        return tuple(dict.fromkeys(each for each in clean if each))

    def _clean(self, field: str, text: str, clean: Clean) -> str:
        if not text:
            return text
        plain = _until_stable(text, clean)
        if plain != text:
            self._notes.mended("R06", field, "Markup, stray marks or length were cut.")
        return self._without_people(field, self._without_password(field, plain, clean))

    def _without_password(self, field: str, plain: str, clean: Clean) -> str:
        if _without_password(plain) == plain:
            return plain
        open_text = _until_stable(plain, lambda each: clean(_without_password(each)))
        if open_text != plain:
            self._notes.mended("R12", field, "A password was taken out of the text.")
        return open_text

    def _without_people(self, field: str, text: str) -> str:
        if not _OF_A_PERSON.search(text):
            return text
        self._notes.mended("R13", field, "A sentence that may be of a person was cut.")
        return without_sentences(text, _OF_A_PERSON)


def _until_stable(text: str, clean: Clean) -> str:
    """What hides in layers, such as "&amp;amp;lt;", comes off layer by layer."""
    for _ in range(20):
        cleaned = clean(unicodedata.normalize("NFC", text))
        if cleaned == text:
            return text
        text = cleaned
    return ""


def _without_password(text: str) -> str:
    return _LINK_PASSWORD.sub("", _PASSWORD.sub("", text))
