"""The security headers every answer carries, errors and static files too."""

from __future__ import annotations

from collections.abc import Mapping
from urllib.parse import urlsplit

from flask import Flask, Response, request

PAGE_CSP = "; ".join(
    [
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self' data: blob:",
        "connect-src 'self'",
        "manifest-src 'self'",
        "worker-src 'self'",
        "object-src 'none'",
        "base-uri 'none'",
        # No form of ours is ever sent anywhere. Were the card's script to fail, this
        # keeps the browser from putting what was typed into an address.
        "form-action 'none'",
        "frame-ancestors 'none'",
        "require-trusted-types-for 'script'",
        "trusted-types sw",
    ]
)
WORKER_CSP = (
    "default-src 'none'; connect-src 'self'; base-uri 'none'; frame-ancestors 'none'"
)
"""A worker obeys the policy sent with its own script, not its page's."""
FILE_CSP = "default-src 'none'; frame-ancestors 'none'"
"""For what is not a page. Short: it goes with every file a phone keeps."""

REFUSED = (
    "camera",
    "display-capture",
    "geolocation",
    "microphone",
    "payment",
    "usb",
)
CAMERA_PATHS = ("/card/move", "/cy/card/move")
"""The one page that may ask for the camera: it reads codes off another phone."""
PLACE_PATHS = ("/finder/", "/cy/finder/")
"""The one page that may ask where the phone is, once, and only when told to."""

FILES = ("/api/", "/packs/", "/static/", "/manifest.json", "/version.json")

COMMON = {
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Referrer-Policy": "no-referrer",
    # Counts only over HTTPS; browsers pass it over on http://127.0.0.1.
    "Strict-Transport-Security": "max-age=31536000; includeSubDomains",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
}


def common_headers(path: str, api_origin: str = "") -> Mapping[str, str]:
    """The headers for an answer at this path.

    `api_origin` is what pages and the worker may ask beside their own origin, if any.
    """
    return {
        **COMMON,
        "Content-Security-Policy": policy_for(path, api_origin),
        "Permissions-Policy": permissions_for(path),
    }


def permissions_for(path: str) -> str:
    allowed = ["screen-wake-lock"]
    if path in CAMERA_PATHS:
        allowed.append("camera")
    if path in PLACE_PATHS:
        allowed.append("geolocation")
    return ", ".join(
        [f"{feature}=()" for feature in REFUSED if feature not in allowed]
        + [f"{feature}=(self)" for feature in allowed]
    )


def policy_for(path: str, api_origin: str = "") -> str:
    if path != "/service-worker.js" and path.startswith(FILES):
        return FILE_CSP
    policy = WORKER_CSP if path == "/service-worker.js" else PAGE_CSP
    asked = f"connect-src 'self' {api_origin}".rstrip()
    return policy.replace("connect-src 'self'", asked)


def init_app(app: Flask) -> None:
    """Put them on everything Flask answers."""
    api_origin = app.config["CARRYCARD"].api_origin

    @app.after_request
    def add_headers(response: Response) -> Response:
        for name, value in common_headers(request.path, api_origin).items():
            response.headers[name] = value
        response.headers.setdefault("Cache-Control", "no-cache")
        if response.location:
            # Flask writes scheme and host as it sees them: behind a proxy that speaks
            # HTTPS it would send people back to http://.
            parts = urlsplit(response.location)
            response.location = parts._replace(scheme="", netloc="").geturl()
            response.data = b""
        return response
