"""Which pages there are: what is rendered at build and kept on the phone."""

from __future__ import annotations

from flask import Flask, url_for


def page_urls(app: Flask) -> list[str]:
    """The path of every page in every language, sorted.

    A route with a variable part is expanded by the values its capability registered
    in app.extensions["page_values"].
    """
    languages = app.config["CARRYCARD"].languages
    values = app.extensions.get("page_values", {})
    urls = []
    with app.test_request_context():
        for rule in app.url_map.iter_rules():
            language, _, endpoint = rule.endpoint.partition(".")
            if language not in languages:
                continue
            choices = values.get(endpoint, []) if rule.arguments else [{}]
            urls += [url_for(rule.endpoint, **choice) for choice in choices]
    return sorted(urls)
