"""Which pages there are: what is rendered at build and kept on the phone."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from flask import Flask, url_for


def page_urls(app: Flask) -> list[str]:
    """The path of every page in every language, sorted.

    A route with a variable part is expanded by the values its capability registered
    in app.extensions["page_values"].
    """
    values = app.extensions.get("page_values", {})
    return expanded(app, lambda endpoint: values.get(endpoint, []), is_plain=True)


def asked_page_urls(app: Flask) -> list[str]:
    """The path of every page that is made when somebody asks, and is not kept.

    Its capability registered the values in app.extensions["asked_page_values"].
    """
    values = app.extensions.get("asked_page_values", {})
    return expanded(app, lambda endpoint: values.get(endpoint, []), is_plain=False)


def expanded(
    app: Flask, values: Callable[[str], list[dict[str, Any]]], *, is_plain: bool
) -> list[str]:
    """Of routes without a variable part, too, where `is_plain`."""
    languages = app.config["CARRYCARD"].languages
    urls = []
    plain: list[dict[str, Any]] = [{}] if is_plain else []
    with app.test_request_context():
        for rule in app.url_map.iter_rules():
            language, _, endpoint = rule.endpoint.partition(".")
            if language not in languages:
                continue
            choices = values(endpoint) if rule.arguments else plain
            urls += [url_for(rule.endpoint, **choice) for choice in choices]
    return sorted(urls)
