"""Which names the server answers to.

A page elsewhere can have its own name point to this machine (DNS rebinding); then it
counts as the same origin as what answers there. So only names that were set are
answered, and addresses in figures: no name points to those.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
from ipaddress import ip_address
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from pwa.config import Config
from pwa.shell.headers import common_headers

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

WRITTEN = re.compile(
    r"(?:\[(?P<v6>[0-9a-f:.]{2,45})\]|(?P<name>[a-z0-9_](?:[a-z0-9._-]{0,251})))\.?"
    r"(?::\d{1,5})?",
    re.IGNORECASE | re.ASCII,
)
"""A host as a browser writes it; no name, space or sign that could mean two things."""
NONE = "Say which host you want: one, in Host.\n"
OTHER = "This server does not answer to that name. Who runs it can: CARRYCARD_HOSTS.\n"


class OnlyOurHosts:
    """WSGI: refuses a request for another host before anything looks at it."""

    def __init__(self, app: WSGIApplication, config: Config) -> None:
        self.app = app
        own = {*config.hosts, config.host, urlsplit(config.origin).hostname or ""}
        self.names = {each.lower() for each in own if each}

    def __call__(
        self, environ: WSGIEnvironment, start_response: StartResponse
    ) -> Iterable[bytes]:
        name = host_name(environ.get("HTTP_HOST", ""))
        if name is not None and self.is_ours(name):
            return self.app(environ, start_response)
        status, says = (
            ("400 Bad Request", NONE)
            if name is None
            else ("421 Misdirected Request", OTHER)
        )
        headers = {
            "Content-Type": "text/plain; charset=utf-8",
            "Content-Length": str(len(says)),
            "Cache-Control": "no-store",
            **common_headers(environ["PATH_INFO"]),
        }
        start_response(status, list(headers.items()))
        return [] if environ["REQUEST_METHOD"] == "HEAD" else [says.encode()]

    def is_ours(self, name: str) -> bool:
        if "*" in self.names or name in self.names:
            return True
        if name == "localhost" or name.endswith(".localhost"):
            return True
        return is_figures(name)


@lru_cache(maxsize=64)
def is_figures(name: str) -> bool:
    try:
        return bool(ip_address(name))
    except ValueError:
        return False


@lru_cache(maxsize=64)
def host_name(written: str) -> str | None:
    """The name in a Host header, in small letters; None where it is none."""
    found = WRITTEN.fullmatch(written)
    if not found:
        return None
    return str(found["v6"] or found["name"]).lower().rstrip(".")
