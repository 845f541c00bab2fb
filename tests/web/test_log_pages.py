"""The log's pages, as the server sends them."""

from __future__ import annotations

import pytest

from tests.web.checked_client import CheckedClient
from tests.web.page_rules import parse, words_of


@pytest.mark.parametrize("path", ["/log/", "/log/month", "/log/plan", "/log/dates"])
def test_without_javascript_a_page_of_the_log_says_so_and_names_paper(
    client: CheckedClient, path: str
) -> None:
    (told,) = parse(client.get(path).text).iter("noscript")

    assert "needs JavaScript" in words_of(told)
    assert "a diary on paper works too" in words_of(told)


def test_the_panel_after_a_gap_is_not_seen_before_the_phone_has_looked(
    client: CheckedClient,
) -> None:
    root = parse(client.get("/log/").text)
    (panel,) = [each for each in root.iter("section") if "data-gap" in each.attrib]

    assert "hidden" in panel.attrib
    assert "A small amount of an opioid can kill." in words_of(panel)
