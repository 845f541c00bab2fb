"""The app gives nobody away: its name, icons and titles say nothing of health."""

from __future__ import annotations

import json
import re
from xml.etree.ElementTree import Element

import pytest

from pwa.config import ROOT
from pwa.editing import check
from pwa.search.documents import search_documents
from tests.web.addresses import PAGES, UNBUILT
from tests.web.checked_client import CheckedClient
from tests.web.page_rules import parse, words_of

TELLING = re.compile(
    check.TELLING.pattern
    # The same in Welsh.
    + r"|cyffur|meddyg|clinig|adfer|gorddos|iechyd|\bdos\b|\bddos\b|\bGIG\b",
    re.IGNORECASE,
)
LET_THROUGH = {"/medicines/", "/cy/medicines/"}
"""An address that tests from outside ask for; the title of its page tells nothing."""


@pytest.mark.parametrize(
    "words",
    ["Naltrexone", "My drugs", "Last dose", "NHS", "Meddyginiaeth", "Dos olaf"],
)
def test_a_telling_word_is_found(words: str) -> None:
    assert TELLING.search(words)


@pytest.mark.hazard("HZ10-b")
def test_the_manifest_has_no_telling_word(client: CheckedClient) -> None:
    manifest = client.get("/manifest.json").text

    assert not TELLING.findall(manifest)
    assert not TELLING.findall((ROOT / "manifest.json").read_text(encoding="utf-8"))


def test_the_categories_of_the_app_are_neutral(client: CheckedClient) -> None:
    manifest = json.loads(client.get("/manifest.json").text)

    assert manifest["categories"] == ["utilities"]


@pytest.mark.hazard("HZ10-b")
@pytest.mark.parametrize("path", PAGES)
def test_a_title_and_a_description_have_no_telling_word(
    client: CheckedClient, path: str
) -> None:
    root = parse(client.get(path).text)

    shown = [words_of(each) for each in root.iter("title")]
    shown += [each.get("content", "") for each in root.iter("meta")]
    assert not TELLING.findall(" ".join(shown))


@pytest.mark.hazard("HZ10-b")
def test_no_address_has_a_telling_word_but_the_one_that_is_let_through() -> None:
    telling = {path for path in PAGES if TELLING.search(path)}

    assert telling == LET_THROUGH


@pytest.mark.hazard("HZ10-b")
@pytest.mark.parametrize(
    "path",
    # The fields of the form are its own; a link to one is only in its list of faults.
    [path for path in PAGES if not path.endswith("/card/edit")],
)
def test_no_place_on_a_page_has_a_telling_name(
    client: CheckedClient, path: str
) -> None:
    root = parse(client.get(path).text)

    ids = [each.attrib["id"] for each in root.iter() if "id" in each.attrib]

    assert [each for each in ids if TELLING.search(each)] == []


@pytest.mark.hazard("HZ10-b")
@pytest.mark.parametrize("path", PAGES)
def test_no_link_leaves_a_telling_word_in_the_history(
    client: CheckedClient, path: str
) -> None:
    root = parse(client.get(path).text)

    assert [each for each in ours(root) if tells(each)] == []


@pytest.mark.hazard("HZ10-b")
def test_nothing_that_the_search_finds_stands_at_a_telling_address() -> None:
    entries = search_documents(UNBUILT)["entries"]

    assert entries
    assert [each["url"] for each in entries if tells(each["url"])] == []


@pytest.mark.parametrize(
    ("address", "is_telling"),
    [
        *(("/medicines/#n-1", False), ("/medicines/#n-codeine-overdose", True)),
        *(("/facts/stopping#c-1a2b3c", False), ("/facts/stopping#last-dose", True)),
        *(("/cy/medicines/", False), ("/medicines/overdose", True), ("#drugs", True)),
    ],
)
def test_only_the_addresses_themselves_are_let_through(
    address: str, *, is_telling: bool
) -> None:
    assert tells(address) is is_telling


@pytest.mark.hazard("HZ10-b")
def test_no_icon_has_a_telling_name_or_title(client: CheckedClient) -> None:
    icons = sorted((ROOT / "static" / "icons").iterdir())

    assert icons
    assert not TELLING.findall(" ".join(icon.name for icon in icons))
    assert not TELLING.findall(client.get("/static/icons/icon.svg").text)


def ours(root: Element) -> list[str]:
    """Where the links of a page lead within the app."""
    found = [each.attrib["href"] for each in root.iter("a") if "href" in each.attrib]
    return [each for each in found if each.startswith(("/", "#"))]


def tells(address: str) -> bool:
    """Whether a word in it gives somebody away."""
    path, _, anchor = address.partition("#")
    return bool(TELLING.search(anchor)) or (
        path not in LET_THROUGH and bool(TELLING.search(path))
    )
