"""The app gives nobody away: its name, icons and titles say nothing of health."""

from __future__ import annotations

import json
import re

import pytest

from pwa.config import ROOT
from tests.web.addresses import PAGES
from tests.web.checked_client import CheckedClient
from tests.web.page_rules import parse, words_of

TELLING = re.compile(
    r"naltrexone|naloxone|drug|opioid|opiate|alcohol|addict|medic|overdose|clinic"
    r"|recover|rehab|patient|health|\bdos(e|es|ing)\b|\bNHS\b"
    # The same in Welsh.
    r"|cyffur|meddyg|clinig|adfer|gorddos|iechyd|\bdos\b|\bddos\b|\bGIG\b",
    re.IGNORECASE,
)


@pytest.mark.parametrize(
    "words",
    ["Naltrexone", "My drugs", "Last dose", "NHS", "Meddyginiaeth", "Dos olaf"],
)
def test_a_telling_word_is_found(words: str) -> None:
    assert TELLING.search(words)


def test_the_manifest_has_no_telling_word(client: CheckedClient) -> None:
    manifest = client.get("/manifest.json").text

    assert not TELLING.findall(manifest)
    assert not TELLING.findall((ROOT / "manifest.json").read_text(encoding="utf-8"))


def test_the_categories_of_the_app_are_neutral(client: CheckedClient) -> None:
    manifest = json.loads(client.get("/manifest.json").text)

    assert manifest["categories"] == ["utilities"]


@pytest.mark.parametrize("path", PAGES)
def test_a_title_and_a_description_have_no_telling_word(
    client: CheckedClient, path: str
) -> None:
    root = parse(client.get(path).text)

    shown = [words_of(each) for each in root.iter("title")]
    shown += [each.get("content", "") for each in root.iter("meta")]
    assert not TELLING.findall(" ".join(shown))


@pytest.mark.parametrize("path", PAGES)
def test_an_address_has_no_telling_word(path: str) -> None:
    assert not TELLING.findall(path)


def test_no_icon_has_a_telling_name_or_title(client: CheckedClient) -> None:
    icons = sorted((ROOT / "static" / "icons").iterdir())

    assert icons
    assert not TELLING.findall(" ".join(icon.name for icon in icons))
    assert not TELLING.findall(client.get("/static/icons/icon.svg").text)
