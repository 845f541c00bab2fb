"""Whose data is used stands where people can see it, word for word."""

from __future__ import annotations

import pytest

from tests.web.checked_client import CheckedClient
from tests.web.page_rules import parse, words_of

WORDS = (
    "Contains OS data © Crown copyright and database right 2025",
    "Contains Royal Mail data © Royal Mail copyright and database right 2025",
    "Source: Office for National Statistics licensed under the "
    "Open Government Licence v.3.0",
    "Contains data from GeoNames (https://www.geonames.org), licensed under CC BY 4.0",
)


@pytest.mark.parametrize("path", ["/about/sources", "/cy/about/sources"])
def test_the_sources_page_names_whose_data_it_is(
    client: CheckedClient, path: str
) -> None:
    said = words_of(parse(client.get(path).get_data(as_text=True)))

    assert [words for words in WORDS if words not in said] == []
