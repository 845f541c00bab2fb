"""Which language a request is in, and the same page in another one.

The address decides: English pages stand at the root, Welsh ones under /cy/. No
cookie and no header is asked, so a page is the same for everybody and can be kept.
"""

from __future__ import annotations

from datetime import date

from babel.dates import format_date
from flask import Blueprint, Flask, g, request, url_for
from flask_babel import Babel

from pwa.config import ORIGINAL_LANGUAGE

NAMES = {"en": "English", "cy": "Cymraeg"}


def tree(language: str, capabilities: list[Blueprint]) -> Blueprint:
    """One language's copy of every capability, as a blueprint named after it."""
    prefix = None if language == ORIGINAL_LANGUAGE else f"/{language}"
    parent = Blueprint(language, __name__, url_prefix=prefix)
    for capability in capabilities:
        parent.register_blueprint(capability)
    return parent


def init_app(app: Flask, languages: tuple[str, ...]) -> None:
    """Settle each request's language from its address before anything answers it."""

    @app.before_request
    def settle_language() -> None:
        first = request.path.split("/", 2)[1]
        g.language = first if first in languages[1:] else ORIGINAL_LANGUAGE

    app.config["BABEL_DEFAULT_LOCALE"] = ORIGINAL_LANGUAGE
    Babel(app, locale_selector=lambda: g.get("language", ORIGINAL_LANGUAGE))
    app.jinja_env.filters["in_words"] = in_words
    app.jinja_env.globals.update(
        page_url=page_url, other_languages=lambda: _other_languages(languages)
    )


def in_words(day: date, language: str | None = None) -> str:
    """A date as people write it, such as 22 November 2026."""
    return format_date(day, "d MMMM yyyy", locale=language or g.language)


def page_url(endpoint: str, language: str | None = None, **values: str) -> str:
    """The path of a page, such as page_url("card.show"), in the request's language."""
    return url_for(f"{language or g.language}.{endpoint}", **values)  # type: ignore[arg-type]


def _other_languages(languages: tuple[str, ...]) -> list[tuple[str, str, str]]:
    """(code, name, path of this page) for each language but the request's own."""
    if request.endpoint is None or "." not in request.endpoint:
        endpoint, values = "shell.home", {}
    else:
        endpoint = request.endpoint.split(".", 1)[1]
        values = request.view_args or {}
    return [
        (code, NAMES[code], page_url(endpoint, code, **values))
        for code in languages
        if code != g.language
    ]
