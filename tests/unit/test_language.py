"""The address alone decides the language."""

from __future__ import annotations

import pytest
from flask import g

from pwa.language import page_url
from tests.web.addresses import UNBUILT


@pytest.mark.parametrize(
    ("path", "language"),
    [
        pytest.param("/", "en", id="home"),
        pytest.param("/card/", "en", id="card"),
        pytest.param("/cy/", "cy", id="Welsh home"),
        pytest.param("/cy/card/", "cy", id="Welsh card"),
        pytest.param("/cy/nowhere", "cy", id="missing Welsh page"),
        pytest.param("/cymru", "en", id="only begins like it"),
        pytest.param("/en/", "en", id="English by name"),
        pytest.param("/fr/", "en", id="not served"),
        pytest.param("/CY/", "en", id="capitals"),
    ],
)
def test_the_first_part_of_an_address_is_its_language(path: str, language: str) -> None:
    with UNBUILT.test_request_context(path):
        UNBUILT.preprocess_request()

        assert g.language == language


def test_what_the_browser_prefers_is_not_asked() -> None:
    with UNBUILT.test_request_context("/", headers={"Accept-Language": "cy"}):
        UNBUILT.preprocess_request()

        assert g.language == "en"


def test_a_page_is_named_in_the_language_of_the_request() -> None:
    with UNBUILT.test_request_context("/cy/"):
        UNBUILT.preprocess_request()

        assert page_url("card.show") == "/cy/card/show"
        assert page_url("card.show", "en") == "/card/show"
