"""The app gives nobody away: its name, icons and titles say nothing of health."""

from __future__ import annotations

import json
import re

import pytest

from pwa.config import ROOT
from pwa.editing import check
from tests.web.addresses import PAGES
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
def test_no_icon_has_a_telling_name_or_title(client: CheckedClient) -> None:
    icons = sorted((ROOT / "static" / "icons").iterdir())

    assert icons
    assert not TELLING.findall(" ".join(icon.name for icon in icons))
    assert not TELLING.findall(client.get("/static/icons/icon.svg").text)
