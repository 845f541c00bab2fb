"""Every word of the shell is in every language, and says the same."""

from __future__ import annotations

import re
from xml.etree.ElementTree import Element

import pytest

from pwa.config import KNOWN_LANGUAGES, ORIGINAL_LANGUAGE
from tests.content.app_words import CATALOGUES, catalogue, fact_sheet, messages
from tests.web.addresses import WELSH_PAGES
from tests.web.checked_client import CheckedClient
from tests.web.page_rules import parse

TRANSLATED = [code for code in KNOWN_LANGUAGES if code != ORIGINAL_LANGUAGE]
PLACEHOLDER = re.compile(r"%\(\w+\)\w")
NUMBER = re.compile(r"\d+(?:[.,:]\d+)*")
UNCHANGED = re.compile(
    r"\b(?:Carrycard|naltrexone|naloxone|bupropion|opioid|JavaScript|Safari|Chrome"
    r"|Firefox|Edge|Samsung Internet|iPhone|iPad|Android|999|111)\b"
)
ENGLISH = re.compile(
    r"\b(?:the|and|your|this|that|with|from|have|not|you|are|is|was|for|what|card)\b",
    re.IGNORECASE,
)

SECTIONS = [f"/cy/facts/{section.slug}" for section in fact_sheet().sections("en")]

each_language = pytest.mark.parametrize("language", TRANSLATED)


def test_every_language_but_the_original_has_a_catalogue() -> None:
    assert [file.parent.parent.name for file in CATALOGUES] == sorted(TRANSLATED)


@each_language
def test_no_message_is_missing_from_a_catalogue(language: str) -> None:
    known = catalogue(language)

    missing = [
        f"{message!r} (in pwa/{file})"
        for message, file in messages().items()
        if message not in known
    ]

    assert not missing, f"not in {language}: " + "; ".join(missing)


@each_language
def test_no_message_of_a_catalogue_is_out_of_use(language: str) -> None:
    used = messages()

    left = [each.id for each in catalogue(language) if each.id and each.id not in used]

    assert left == []


@each_language
def test_no_message_is_fuzzy_obsolete_or_empty(language: str) -> None:
    known = catalogue(language)

    assert not known.obsolete
    assert [each.id for each in known if each.fuzzy or not each.string] == []


@pytest.mark.hazard("HZ9-c")
@each_language
@pytest.mark.parametrize(
    "kept",
    [
        pytest.param(PLACEHOLDER, id="placeholders"),
        pytest.param(NUMBER, id="numbers"),
        pytest.param(UNCHANGED, id="names"),
    ],
)
def test_a_translation_has_what_its_original_has(
    language: str, kept: re.Pattern[str]
) -> None:
    differing = [
        (message.id, message.string)
        for message in catalogue(language)
        if message.id
        and set(kept.findall(str(message.id))) != set(kept.findall(str(message.string)))
    ]

    assert differing == []


@each_language
def test_a_translation_is_not_the_english_again(language: str) -> None:
    same = [
        each.id for each in catalogue(language) if each.id and each.id == each.string
    ]

    assert same == []


@each_language
def test_a_translation_ends_as_its_original_does(language: str) -> None:
    ends = ".:?…"

    differing = [
        each.id
        for each in catalogue(language)
        if each.id
        and last_mark(str(each.id), ends) != last_mark(str(each.string), ends)
    ]

    assert differing == []


def last_mark(words: str, marks: str) -> str:
    return words[-1] if words[-1] in marks else ""


def test_a_welsh_page_has_no_english_that_is_not_marked_as_such(
    client: CheckedClient,
) -> None:
    found = {
        path: words
        for path in WELSH_PAGES
        if (words := [each for each in own_words(client, path) if ENGLISH.search(each)])
    }

    assert found == {}


@pytest.mark.parametrize("path", [each for each in WELSH_PAGES if "/facts/" in each])
def test_a_welsh_page_of_facts_says_that_it_is_in_english(
    client: CheckedClient, path: str
) -> None:
    root = parse(client.get(path).text)

    said = " ".join(own_words(client, path))
    assert "ar gael yn Saesneg yn unig" in said
    english = [each for each in root.iter() if each.get("lang") == "en"]
    assert english or path == "/cy/facts/changes"  # there is no edition yet
    if path in SECTIONS:
        assert {"title", "h1", "div"} <= {each.tag for each in english}


@pytest.mark.hazard("HZ9-b")
@pytest.mark.parametrize("path", ["/cy/card/", "/cy/card/show"])
def test_the_face_of_a_welsh_card_is_in_english(
    client: CheckedClient, path: str
) -> None:
    root = parse(client.get(path).text)

    faces = [each for each in root.iter("article") if each.get("class") == "face"]
    assert [face.get("lang") for face in faces] == ["en"]


def test_the_rest_of_a_welsh_card_says_that_a_part_is_in_english(
    client: CheckedClient,
) -> None:
    said = " ".join(own_words(client, "/cy/card/"))

    assert "Mae’r rhan hon ar gael yn Saesneg yn unig." in said


@pytest.mark.parametrize(
    "path", ["/cy/finder/", "/cy/medicines/", "/cy/search/", "/cy/about/sources"]
)
def test_a_welsh_page_with_a_part_in_english_says_so(
    client: CheckedClient, path: str
) -> None:
    assert "ar gael yn Saesneg yn unig" in " ".join(own_words(client, path))


def own_words(client: CheckedClient, path: str) -> list[str]:
    """The pieces of text that stand in the page's own language."""
    root = parse(client.get(path).text)
    skipped = {"code", "script", "style"}

    def walk(element: Element, is_own: bool) -> list[str]:
        own = (
            is_own and element.get("lang", "cy") == "cy" and element.tag not in skipped
        )
        pieces = [element.text or ""] if own else []
        for child in element:
            pieces += walk(child, own)
            if own:
                pieces.append(child.tail or "")
        return pieces

    return [piece.strip() for piece in walk(root, True) if piece.strip()]
