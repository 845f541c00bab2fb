"""Text out of somebody else's file, made plain: no HTML, no control characters."""

from __future__ import annotations

import html
import re

LINE_LENGTH = 300
PROSE_LENGTH = 2000
"""Characters kept of a name and of a description; what is longer ends in "…"."""

READ_LENGTH = 20_000
"""Characters looked at, so that no cell can hold up an import."""

_HIDDEN = re.compile(r"(?is)<(script|style|template)\b[^>]*>.{0,10000}?(</\1\s*>|\Z)")
_COMMENT = re.compile(r"(?s)<!--.{0,10000}?(-->|\Z)")
_BREAK = re.compile(r"(?i)<\s*(br|/p|/div|/li|/h[1-6]|/tr)\b[^>]{0,200}>")
_TAG = re.compile(r"</?[a-zA-Z!?][^<>]{0,5000}>")
_UNSEEN = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u00ad\u200b\u200e\u200f"
    "\u202a-\u202e\u2060-\u2069\ufeff\ufff9-\uffff\ud800-\udfff]"
)
"""Control characters, marks that reorder text, halves of characters."""
EMAIL = re.compile(r"[^\s@<>()]+@[^\s@<>()]+\.[A-Za-z]{2,}")
_SENTENCE_END = re.compile(r"(?<=[.!?])(?<!\s[A-Z]\.)\s+")
"""Not after an initial: "Ask Jo B. for the key" is one sentence."""


def written(value: object) -> str:
    """The text of a cell or a JSON value; "" for what is neither text nor number."""
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() else repr(value)
    return str(value) if isinstance(value, int) and abs(value) < 10**30 else ""


def line(value: object, length: int = LINE_LENGTH) -> str:
    """One line of plain text: a name, a street, a town."""
    return _shortened(" ".join(_plain(written(value)).split()), length)


def prose(value: object, length: int = PROSE_LENGTH) -> str:
    """Plain text of several lines, without sentences that hold an e-mail address."""
    text = _plain(written(value))
    lines = (" ".join(each.split()) for each in text.splitlines())
    text = "\n".join(each for each in lines if each)
    if "@" in text:
        text = without_sentences(text, EMAIL)
    return _shortened(text, length)


def without_sentences(text: str, pattern: re.Pattern[str]) -> str:
    """Leave out each sentence in which the pattern is found."""
    lines = (
        " ".join(s for s in _SENTENCE_END.split(each) if not pattern.search(s))
        for each in text.splitlines()
    )
    return "\n".join(each for each in lines if each)


def _plain(text: str) -> str:
    text = text[:READ_LENGTH]
    if text.isascii() and text.isprintable() and "<" not in text and "&" not in text:
        return text
    for _ in range(3):  # "&amp;lt;b&amp;gt;" is a tag, too, once a page shows it
        before = text
        if "<" in text:
            text = _HIDDEN.sub(" ", text)
            text = _COMMENT.sub(" ", text)
            text = _BREAK.sub("\n", text)
            text = _TAG.sub(" ", text)
        if "&" in text:
            text = html.unescape(text)
        if text == before:
            break
    return _UNSEEN.sub("", _TAG.sub(" ", text).replace("\u00a0", " "))


def _shortened(text: str, length: int) -> str:
    return text if len(text) <= length else text[: length - 1].rstrip() + "…"
