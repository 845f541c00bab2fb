"""What the search index is made of, as one JSON document for the build."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

from flask import Flask, url_for

from pwa.errors import ContentError
from pwa.findable import Findable

URGENT = Path(__file__).parent / "content" / "urgent.toml"


def search_documents(app: Flask) -> dict[str, Any]:
    """All that can be found, with English addresses, and the urgent words.

    Raises:
        ContentError: the list of urgent words is malformed.
    """
    found: list[Findable] = app.extensions["findable"]
    with app.test_request_context():
        entries = [
            {
                "id": number,
                "group": each.group,
                "title": each.title,
                "text": each.text,
                "keywords": each.keywords,
                "weight": each.weight,
                "url": address(each),
            }
            for number, each in enumerate(found)
        ]
    return {"entries": entries, "urgent": urgent_words(URGENT)}


def address(each: Findable) -> str:
    return url_for(
        f"en.{each.endpoint}",
        _anchor=each.anchor or None,
        **each.values,  # type: ignore[arg-type]
    )


LISTS = {
    "urgent": ("words", "phrases", "took", "drugs"),
    "suicide": ("words", "phrases"),
}


def urgent_words(path: Path) -> dict[str, dict[str, list[str]]]:
    """The words that bring up the emergency page, and those that bring up helplines.

    Raises:
        ContentError: a list is missing, or is no list of words.
    """
    try:
        read = tomllib.loads(path.read_text(encoding="utf-8"))
        found = {
            part: {key: read[part][key] for key in keys} for part, keys in LISTS.items()
        }
    except (KeyError, TypeError, ValueError) as error:
        raise ContentError(f"{path}: {error}") from error
    for lists in found.values():
        for key, words in lists.items():
            is_list = isinstance(words, list) and words
            if not is_list or not all(is_words(word) for word in words):
                raise ContentError(f"{path}: {key} must be a list of words")
    return found


def is_words(value: object) -> bool:
    return isinstance(value, str) and bool(value.strip())
