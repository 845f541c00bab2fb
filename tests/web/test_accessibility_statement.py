"""The statement on accessibility claims no more than was tested."""

from __future__ import annotations

import pytest
from flask import Flask

from pwa import create_app
from pwa.config import Config
from pwa.shell.release import Release
from tests.web.checked_client import CheckedClient
from tests.web.page_rules import parse, words_of

PATH = "/about/accessibility"


def test_the_statement_says_that_people_have_not_tested_it(
    client: CheckedClient,
) -> None:
    said = words_of(parse(client.get(PATH).text))

    assert "No disabled person has tested it for us yet." in said
    assert "we do not claim that it meets a standard" in said


@pytest.mark.parametrize(
    ("contact", "address"),
    [
        pytest.param("us@example.org", "mailto:us@example.org", id="an e-mail address"),
        pytest.param("the desk at our clinic", "", id="words"),
        pytest.param("", "", id="nobody"),
    ],
)
def test_the_statement_names_whom_to_tell(
    release: Release, contact: str, address: str
) -> None:
    html = rendered(create_app(Config(contact=contact), release=release))

    said = words_of(parse(html))
    assert contact in said
    assert ("has not said how to reach them" in said) is (not contact)
    assert ("mailto:" in html) is bool(address)
    assert f'href="{address}"' in html or not address


def rendered(app: Flask) -> str:
    return app.test_client().get(PATH).text


@pytest.mark.parametrize("path", ["/", "/cy/facts/"])
def test_the_statement_is_one_tap_from_every_page(
    client: CheckedClient, path: str
) -> None:
    links = [link.get("href") for link in parse(client.get(path).text).iter("a")]

    assert any(str(each).endswith(PATH) for each in links)
