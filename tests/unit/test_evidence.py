"""The footnote of a statement opens with a tap and needs no script."""

from __future__ import annotations

import pytest

from pwa.evidence import why
from pwa.sources import Reference, Source
from tests.unit.small_register import REGISTER
from tests.web.addresses import UNBUILT
from tests.web.page_rules import parse, words_of


def footnote(rests_on: str, language: str = "en", page: str = "/facts/") -> str:
    return footnote_of(REGISTER.references(rests_on), language, page)


def footnote_of(
    rests_on: tuple[Reference | Source, ...], language: str = "en", page: str = "/"
) -> str:
    with UNBUILT.test_request_context(page):
        UNBUILT.preprocess_request()
        return str(why(rests_on, language))


def told(html: str) -> list[str]:
    """The label, and then one line for each source."""
    root = parse(f"<!doctype html><title>x</title>{html}")
    parts = [*root.iter("summary"), *root.iter("li")]
    return [words_of(part) for part in parts]


@pytest.mark.parametrize(
    ("rests_on", "lines"),
    [
        pytest.param(
            "S1 4.2",
            [
                "Source",
                "S1, 4.2: Title of S1. Publisher of S1, May 2020. "
                "Read on 20 November 2026.",
            ],
            id="a place in what was read",
        ),
        pytest.param(
            "P1",
            [
                "Source",
                "P1: Title of P1. Publisher of P1. Only part of it could be read. "
                "Read on 20 November 2026.",
            ],
            id="read in part, without an edition",
        ),
        pytest.param("J", ["Not yet confirmed", "J: Title of J."], id="judgement"),
        pytest.param("OK", ["Not yet confirmed", "OK: Title of OK."], id="unconfirmed"),
        pytest.param(
            "OK; J",
            ["Not yet confirmed", "OK: Title of OK.", "J: Title of J."],
            id="two that were not read",
        ),
    ],
)
def test_a_footnote_says_what_was_read_and_when(
    rests_on: str, lines: list[str]
) -> None:
    assert told(footnote(rests_on)) == lines


def test_one_source_that_was_read_confirms_the_statement() -> None:
    assert told(footnote("OK; S1"))[0] == "Source"


def test_a_footnote_is_folded_and_opens_without_a_script() -> None:
    root = parse(f"<!doctype html><title>x</title>{footnote('S1')}")

    (details,) = root.iter("details")
    assert [child.tag for child in details] == ["summary", "ul"]
    assert "open" not in details.attrib


def test_each_code_leads_to_its_place_in_the_list_of_sources() -> None:
    root = parse(f"<!doctype html><title>x</title>{footnote('S1; J')}")

    assert [link.get("href") for link in root.iter("a")] == [
        *("/about/sources#S1", "/about/sources#J")
    ]


def test_a_footnote_is_in_the_language_of_its_statement() -> None:
    # The statement is English, though the page around it is Welsh.
    html = footnote("S1", "en", "/cy/facts/")

    assert told(html)[0] == "Source"
    assert 'href="/cy/about/sources#S1"' in html


def test_a_source_without_a_place_will_do() -> None:
    assert told(footnote_of((REGISTER.by_code["J"],))) == [
        *("Not yet confirmed", "J: Title of J.")
    ]


def test_a_place_is_shown_as_text() -> None:
    assert "&lt;b&gt;" in footnote("S1 <b>")
