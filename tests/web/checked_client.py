"""A Flask test client that checks every answer and every page it fetches."""

from __future__ import annotations

import base64
import gzip
import hashlib
from collections.abc import Callable
from typing import Any, cast
from urllib.parse import urlsplit

import brotli
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from tests.web.page_rules import language_of, page_faults, scripts_and_styles

PAGE_CSP = (
    "default-src 'none'; script-src 'self'; style-src 'self'; "
    "img-src 'self' data: blob:; connect-src 'self'; manifest-src 'self'; "
    "worker-src 'self'; object-src 'none'; base-uri 'none'; form-action 'none'; "
    "frame-ancestors 'none'; require-trusted-types-for 'script'; trusted-types sw"
)
WORKER_CSP = (
    "default-src 'none'; connect-src 'self'; base-uri 'none'; frame-ancestors 'none'"
)
FILE_CSP = "default-src 'none'; frame-ancestors 'none'"
FILES = ("/api/", "/packs/", "/static/", "/manifest.json", "/version.json")
"""No page stands at these, and none of them may load anything."""
ON_EVERY_ANSWER = {
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Referrer-Policy": "no-referrer",
    "Strict-Transport-Security": "max-age=31536000; includeSubDomains",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
}
UNPACK: dict[str, Callable[[bytes], bytes]] = {
    "br": brotli.decompress,
    "gzip": gzip.decompress,
    "": bytes,
}
REFUSED_FEATURES = ("camera", "geolocation", "microphone", "payment", "usb")
ALLOWED_ON = {
    "camera": ("/card/move", "/cy/card/move"),
    "geolocation": ("/finder/", "/cy/finder/"),
}
"""One page reads codes off another phone, and one finds what is near."""


class CheckedClient(FlaskClient):
    """Every request may say the status it expects; without, that is 200."""

    def open(self, *args: Any, status: int = 200, **kwargs: Any) -> TestResponse:
        response = super().open(*args, **{"buffered": True, **kwargs})
        path = response.request.path
        faults = [
            *([] if response.status_code == status else [f"status {response.status}"]),
            *header_faults(response, path),
        ]
        if 300 <= status < 400:
            faults += redirect_faults(response)
        elif response.mimetype == "text/html" and response.request.method != "HEAD":
            html = unpacked(response).decode()
            contact = self.application.config["CARRYCARD"].contact
            faults += page_faults(html, language_of(path), contact)
            faults += [] if faults else self.file_faults(html)
        assert not faults, f"{response.request.method} {path}: " + "; ".join(faults)
        return response

    def file_faults(self, html: str) -> list[str]:
        """Scripts and styles whose bytes are not the ones the page vouches for."""
        return [
            f"{address} is not what its integrity value says"
            for address, integrity in scripts_and_styles(html)
            if not matches(integrity, self.get(address).data)
        ]


def checked_client(app: Flask) -> CheckedClient:
    app.test_client_class = CheckedClient
    return cast(CheckedClient, app.test_client())


def unpacked(response: TestResponse) -> bytes:
    """The body as it was before it was packed for the way."""
    return UNPACK[response.headers.get("Content-Encoding", "")](response.data)


def header_faults(response: TestResponse, path: str) -> list[str]:
    """What is missing from, or wrong in, the headers that every answer carries."""
    wanted = ON_EVERY_ANSWER | {"Content-Security-Policy": policy_for(response, path)}
    faults = [
        f"{name} is {response.headers.getlist(name)}"
        for name, value in wanted.items()
        if response.headers.getlist(name) != [value]
    ]
    permissions = response.headers.get("Permissions-Policy", "")
    for feature in REFUSED_FEATURES:
        is_allowed = path in ALLOWED_ON.get(feature, ())
        asked_for = f"{feature}=({'self' if is_allowed else ''})"
        if asked_for not in permissions:
            faults.append(f"no {asked_for}")
    if "Set-Cookie" in response.headers:
        faults.append("a cookie")
    if not response.headers.get("Cache-Control"):
        faults.append("no Cache-Control")
    return faults


def policy_for(response: TestResponse, path: str) -> str:
    if path == "/service-worker.js":
        return WORKER_CSP
    is_file = path.startswith(FILES) and response.mimetype != "text/html"
    return FILE_CSP if is_file else PAGE_CSP


def redirect_faults(response: TestResponse) -> list[str]:
    """A redirect names a path only: behind a proxy we know neither scheme nor host."""
    location = response.headers.get("Location")
    if location is None:
        return []
    parts = urlsplit(location)
    is_path = not (parts.scheme or parts.netloc) and location.startswith("/")
    return [] if is_path else [f"Location is {location}"]


def matches(integrity: str, body: bytes) -> bool:
    algorithm, _, value = integrity.partition("-")
    if algorithm not in ("sha256", "sha384", "sha512"):
        return False
    digest = hashlib.new(algorithm, body).digest()
    return base64.b64encode(digest).decode() == value
