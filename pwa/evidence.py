"""What a statement rests on: a footnote that opens with a tap, without a script."""

from __future__ import annotations

from collections.abc import Iterable

from flask import Flask, render_template
from flask_babel import force_locale
from markupsafe import Markup

from pwa.sources import Reference, Source, is_confirmed


def init_app(app: Flask) -> None:
    """Give every template `why(sources, language)`."""
    app.jinja_env.globals["why"] = why


def why(rests_on: Iterable[Reference | Source], language: str) -> Markup:
    """The footnote to a statement that stands in that language."""
    references = [
        each if isinstance(each, Reference) else Reference(each, "")
        for each in rests_on
    ]
    with force_locale(language):
        html = render_template(
            "why.html",
            references=references,
            is_confirmed=is_confirmed(each.source for each in references),
            language=language,
        )
    return Markup(html.strip())  # noqa: S704 - rendered by our own template just now
