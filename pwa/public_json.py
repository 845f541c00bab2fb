"""JSON that anybody may read, from any page, and keep for a while."""

from __future__ import annotations

import json
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

from flask import Response, request

KEPT_S = 300
"""Anybody may keep an answer so long without asking again."""


@dataclass(frozen=True, slots=True)
class Text:
    """A body as it is sent, and its mark."""

    packed: bytes
    etag: str


def written(body: dict[str, Any]) -> Text:
    """The body as JSON in UTF-8."""
    text = json.dumps(body, ensure_ascii=False, separators=(",", ":"))
    # A half of a surrogate pair, which somebody's file may hold, is no text in UTF-8.
    packed = f"{text}\n".encode("utf-8", "replace")
    return Text(packed, sha256(packed).hexdigest()[:20])


def answer(body: dict[str, Any] | Text) -> Response:
    """The body as JSON, or 304 for who has it already."""
    text = body if isinstance(body, Text) else written(body)
    response = Response(text.packed, mimetype="application/json")
    response.set_etag(text.etag)
    response.headers["Cache-Control"] = f"public, max-age={KEPT_S}"
    response.make_conditional(request)
    return for_everybody(response)


def for_everybody(response: Response) -> Response:
    """Open to pages of any origin. There is no cookie that could go with a request."""
    response.headers["Access-Control-Allow-Origin"] = "*"
    return response
