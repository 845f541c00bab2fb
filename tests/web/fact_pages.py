"""Finding one's way about the pages of facts, names and helplines."""

from __future__ import annotations

from collections.abc import Iterator
from xml.etree.ElementTree import Element

import pytest

from pwa.facts.model import FactSection
from pwa.facts.routes import EMERGENCY
from tests.content.app_words import catalogue, fact_sheet
from tests.web.checked_client import CheckedClient
from tests.web.page_rules import parse

SECTIONS = fact_sheet().sections("en")


def message(language: str, english: str) -> str:
    """How our own words read in another language."""
    found = catalogue(language).get(english)
    assert found, english
    return str(found.string)


each_section = pytest.mark.parametrize("section", SECTIONS, ids=lambda each: each.slug)


each_tree = pytest.mark.parametrize("prefix", ["", "/cy"], ids=["English", "Welsh"])


def page(client: CheckedClient, path: str) -> Element:
    return parse(client.get(path).text)


def by_id(root: Element) -> dict[str, Element]:
    return {each.attrib["id"]: each for each in root.iter() if "id" in each.attrib}


def footnotes(element: Element) -> list[Element]:
    """What opens with a tap in it; none of it is hidden and none needs a script."""
    return [each for each in element.iter("details") if each.get("class") == "why"]


def with_class(root: Element, name: str) -> list[Element]:
    return [each for each in root.iter() if name in each.get("class", "").split()]


def emergency() -> FactSection:
    return next(section for section in SECTIONS if section.slug == EMERGENCY)


def plain(words: str) -> str:
    return "".join(words.split())


def visible(root: Element) -> Iterator[Element]:
    """What a page shows before any script has run, folded parts too."""
    if "hidden" in root.attrib or root.tag in ("template", "noscript"):
        return
    yield root
    for child in root:
        yield from visible(child)


def addresses(element: Element) -> list[str]:
    return [each.attrib["href"] for each in element.iter("a") if "href" in each.attrib]
