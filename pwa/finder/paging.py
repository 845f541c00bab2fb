"""A page of a list as Open Referral UK wraps it, and an answer to be kept a while."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from hashlib import sha256
from typing import Any, TypeVar

from flask import Response, request

Found = TypeVar("Found")
KEPT_S = 300
"""Anybody may keep an answer so long without asking again."""


def page(
    number: int, size: int, found: Iterable[Found], shown: Callable[[Found], Any]
) -> dict[str, Any]:
    """The page with this number, from 1; one beyond the last is empty, not missing."""
    rows = list(found)
    pages = -(-len(rows) // size)
    contents = [shown(each) for each in rows[(number - 1) * size : number * size]]
    return {
        "total_items": len(rows),
        "total_pages": pages,
        "page_number": number,
        "size": len(contents),
        "first_page": number == 1,
        "last_page": number >= pages,
        "empty": not contents,
        "contents": contents,
    }


def answer(body: dict[str, Any]) -> Response:
    """The body as JSON, or 304 for who has it already; pages of any origin may read."""
    text = json.dumps(body, ensure_ascii=False, separators=(",", ":"))
    # A half of a surrogate pair, which somebody's file may hold, is no text in UTF-8.
    packed = f"{text}\n".encode("utf-8", "replace")
    response = Response(packed, mimetype="application/json")
    response.set_etag(sha256(packed).hexdigest()[:20])
    response.headers["Cache-Control"] = f"public, max-age={KEPT_S}"
    response.make_conditional(request)
    return for_everybody(response)


def for_everybody(response: Response) -> Response:
    """Open to pages of any origin, as Open Referral UK asks of public data."""
    response.headers["Access-Control-Allow-Origin"] = "*"
    return response
