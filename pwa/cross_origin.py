"""What pages send, from the app's origin where the server is on another one.

Only the origin in CARRYCARD_ORIGIN may: a browser asks first, and gets it by name.
"""

from __future__ import annotations

from flask import Flask, Response, request

from pwa.config import Config
from pwa.sent import is_of_site

SENT_FROM_PAGES = ("/api/reminders/", "/api/finder/reports")
REMEMBERED_S = 600
"""So long a browser may keep the answer; Chromium keeps none over two hours."""


def init_app(app: Flask) -> None:
    """Answer the questions browsers ask first, and let the page read the answers."""
    config: Config = app.config["CARRYCARD"]
    if not config.origin:
        return

    def is_meant() -> bool:
        is_for_pages = request.path.startswith(SENT_FROM_PAGES)
        return is_for_pages and is_of_site(request, config.origin)

    @app.before_request
    def say_what_may_be_sent() -> Response | None:
        asked = request.headers.get("Access-Control-Request-Method")
        if request.method != "OPTIONS" or not asked or not is_meant():
            return None
        response = Response(status=204)
        del response.headers["Content-Type"]
        response.headers["Access-Control-Allow-Methods"] = "GET, PUT, POST, DELETE"
        response.headers["Access-Control-Allow-Headers"] = "Content-Type"
        response.headers["Access-Control-Max-Age"] = str(REMEMBERED_S)
        response.headers["Cache-Control"] = "no-store"
        return response

    @app.after_request
    def let_the_page_read(response: Response) -> Response:
        if request.path.startswith(SENT_FROM_PAGES):
            response.vary.add("Origin")
        if is_meant():
            response.headers["Access-Control-Allow-Origin"] = config.origin
        return response
