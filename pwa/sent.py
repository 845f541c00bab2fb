"""What is sent to an address under /api/: only from our own pages, strictly read.

Nobody is signed in and there is no cookie, so a forged request could do no more than
what anybody may do; it is refused all the same, so that no page elsewhere can make its
visitors' browsers send something here.
"""

from __future__ import annotations

import json
from typing import Any
from urllib.parse import urlsplit

from flask import Request
from werkzeug.exceptions import BadRequest, Forbidden, UnsupportedMediaType


def require_own_page(request: Request, site: str) -> None:
    """Let pass what a page of this host or of `site` sends, and what no browser sends.

    Every browser says where a request comes from: in Sec-Fetch-Site, which no page can
    set, or where it is older in Origin. What says neither is a program.
    https://html.spec.whatwg.org/multipage/ and https://www.w3.org/TR/fetch-metadata/

    Raises:
        Forbidden: a page of another host sends it.
    """
    if is_of_site(request, site):
        return
    comes_from = request.headers.get("Sec-Fetch-Site")
    origin = request.headers.get("Origin")
    if comes_from is not None:
        is_own = comes_from == "same-origin"
    else:
        is_own = origin is None or urlsplit(origin).netloc == request.host
    if not is_own:
        raise Forbidden("Only this app's own pages may send this.")


def is_of_site(request: Request, site: str) -> bool:
    """Whether a page of the app sends it from there, the app being on another origin.

    No page can set Origin. `site` is "" where the app is on this origin only.
    """
    return site != "" and request.headers.get("Origin") == site


def read_object(request: Request) -> dict[str, Any]:
    """The JSON object in the body. No message repeats anything of it.

    Raises:
        UnsupportedMediaType: it does not say that it is JSON.
        RequestEntityTooLarge: it is longer than any body may be.
        BadRequest: it is no JSON object in UTF-8, names a thing twice, or is nested
            deeper than anything sent here can be.
    """
    if request.mimetype != "application/json":
        raise UnsupportedMediaType("Send JSON, and say so in Content-Type.")
    try:
        found = json.loads(
            request.get_data(cache=False).decode("utf-8"),
            object_pairs_hook=each_once,
            parse_constant=no_such_number,
        )
    except (ValueError, RecursionError) as error:
        raise BadRequest("The body is not a JSON object in UTF-8.") from error
    if not isinstance(found, dict):
        raise BadRequest("The body is not a JSON object in UTF-8.")
    return found


def each_once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """Two readers of the same name twice may each see another one; so nobody may."""
    found = dict(pairs)
    if len(found) != len(pairs):
        raise ValueError("a name stands twice")
    return found


def no_such_number(name: str) -> None:
    raise ValueError(f"{name} is no JSON")
