"""The list of pages, from which the build renders and the worker keeps."""

from __future__ import annotations

from flask import Blueprint

from pwa import create_app
from pwa.config import Config
from pwa.shell.pages import page_urls
from pwa.shell.release import Release

DRAFT = Release("draft", "0")


def test_the_list_is_sorted_and_names_each_page_once() -> None:
    urls = page_urls(create_app(Config(), release=DRAFT))

    assert urls == sorted(set(urls))


def test_each_section_of_the_facts_is_a_page_in_each_language() -> None:
    app = create_app(Config(), release=DRAFT)

    urls = page_urls(app)

    slugs = [section.slug for section in app.extensions["facts"].sections("en")]
    assert slugs
    for slug in slugs:
        assert {f"/facts/{slug}", f"/cy/facts/{slug}"} <= set(urls)


def test_a_copy_in_english_only_lists_no_welsh_page() -> None:
    urls = page_urls(create_app(Config(languages=("en",)), release=DRAFT))

    assert urls
    assert not [url for url in urls if url.startswith("/cy")]


def test_parts_of_the_app_are_not_pages() -> None:
    urls = page_urls(create_app(Config(), release=DRAFT))

    assert not [url for url in urls if url.startswith(("/static", "/healthz"))]


def test_a_page_with_a_variable_part_that_nobody_expands_is_not_listed() -> None:
    app = create_app(Config(), release=DRAFT)
    more = Blueprint("more", __name__)
    more.add_url_rule("/more/<name>", "one", lambda name: name)
    app.register_blueprint(more, name="en.more")

    assert not [url for url in page_urls(app) if url.startswith("/more")]
