"""What the search index is made of: every part of the app, and nobody's words."""

from __future__ import annotations

import json
import re
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from pwa import create_app
from pwa.config import Config
from pwa.errors import ContentError
from pwa.facts.claims import anchor_of_claim
from pwa.findable import GROUPS, Findable
from pwa.search.documents import search_documents, urgent_words
from pwa.shell.release import Release
from tests.web.addresses import UNBUILT

GOOD = """
[urgent]
words = ["overdose", "999"]
phrases = ["not breathing"]
took = ["took"]
drugs = ["heroin"]

[suicide]
words = ["suicide"]
phrases = ["end it"]
"""
LINES = [line for line in GOOD.splitlines() if "=" in line]


@pytest.fixture(scope="module")
def documents() -> dict[str, Any]:
    return search_documents(UNBUILT)


def of_group(documents: dict[str, Any], group: str) -> list[dict[str, Any]]:
    return [entry for entry in documents["entries"] if entry["group"] == group]


def test_each_claim_that_is_a_statement_can_be_found(documents: dict[str, Any]) -> None:
    claims = {
        f"/facts/{section.slug}#{anchor_of_claim(claim.id)}"
        for section in UNBUILT.extensions["facts"].sections("en")
        for claim in section.claims
        if claim.is_statement
    }

    found = [each["url"] for each in documents["entries"] if "/facts/" in each["url"]]

    assert sorted(claims) == sorted(found)


def test_each_name_of_a_medicine_can_be_found(documents: dict[str, Any]) -> None:
    found = {each["title"]: each for each in of_group(documents, "medicines")}

    for medicine in UNBUILT.extensions["medicines"].medicines:
        assert set(medicine.names) <= names_in(found[medicine.name], medicine.names)


def test_each_helpline_can_be_found_with_the_number_it_shows(
    documents: dict[str, Any],
) -> None:
    found = {each["title"]: each for each in of_group(documents, "helplines")}

    for line in UNBUILT.extensions["helplines"]:
        assert found[line.name]["text"].endswith(line.number or line.about)


def test_each_word_of_the_glossary_is_a_title_of_its_own(
    documents: dict[str, Any],
) -> None:
    words = of_group(documents, "words")

    assert {each["url"].partition("#")[0] for each in words} == {"/facts/words"}
    for each in words:
        assert ":" not in each["title"]
        assert each["text"]
        assert not each["text"].startswith(each["title"])


def test_every_entry_has_a_title_some_words_and_a_number_of_its_own(
    documents: dict[str, Any],
) -> None:
    entries = documents["entries"]

    assert [each["id"] for each in entries] == list(range(len(entries)))
    assert not [each for each in entries if not each["title"] or not each["text"]]
    assert {each["group"] for each in entries} == set(GROUPS)


def test_no_two_entries_lead_to_the_same_place(documents: dict[str, Any]) -> None:
    count = Counter(each["url"] for each in documents["entries"])

    assert [url for url, times in count.items() if times > 1] == []


def test_addresses_are_those_of_the_english_pages(documents: dict[str, Any]) -> None:
    urls = [each["url"] for each in documents["entries"]]

    assert not [url for url in urls if not url.startswith("/") or "/cy/" in url]


def test_the_same_content_gives_the_same_bytes() -> None:
    app = create_app(Config(), release=Release("draft", "0"))

    assert json.dumps(search_documents(app)) == json.dumps(search_documents(UNBUILT))


@pytest.mark.parametrize(
    "word", ["overdose", "999", "unconscious", "naloxone", "withdrawal"]
)
def test_a_word_of_danger_brings_the_emergency_page(
    documents: dict[str, Any], word: str
) -> None:
    assert word in documents["urgent"]["urgent"]["words"]


def test_a_word_of_suicide_brings_the_helplines_alone(
    documents: dict[str, Any],
) -> None:
    urgent, suicide = documents["urgent"]["urgent"], documents["urgent"]["suicide"]

    assert {"suicide", "suicidal"} <= set(suicide["words"])
    assert {"kill myself", "end my life"} <= set(suicide["phrases"])
    for key in ("words", "phrases"):
        assert not set(urgent[key]) & set(suicide[key])


@pytest.mark.parametrize("part", ["urgent", "suicide"])
def test_urgent_words_are_written_as_they_are_compared(
    documents: dict[str, Any], part: str
) -> None:
    urgent = documents["urgent"][part]
    words = [each for key in urgent if key != "phrases" for each in urgent[key]]

    for own in urgent.values():
        # The phone takes accents, case and apostrophes off what is typed.
        assert [each for each in own if re.sub(r"[^a-z0-9 ]", "", each) != each] == []
        assert [each for each in own if each != " ".join(each.split())] == []
        assert len(set(own)) == len(own)
    assert not [word for word in words if " " in word]
    assert not [phrase for phrase in urgent["phrases"] if " " not in phrase]


def written(folder: Path, text: str) -> Path:
    file = folder / "urgent.toml"
    file.write_text(text, encoding="utf-8")
    return file


def test_urgent_words_are_read(tmp_path: Path) -> None:
    assert urgent_words(written(tmp_path, GOOD)) == {
        "urgent": {
            "words": ["overdose", "999"],
            "phrases": ["not breathing"],
            "took": ["took"],
            "drugs": ["heroin"],
        },
        "suicide": {"words": ["suicide"], "phrases": ["end it"]},
    }


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("", id="nothing"),
        pytest.param("]", id="not TOML"),
        pytest.param("urgent = 1\nsuicide = 2", id="numbers"),
        pytest.param(GOOD.partition("[suicide]")[0], id="no part on suicide"),
        pytest.param("[suicide]" + GOOD.partition("[suicide]")[2], id="no urgent part"),
        *(pytest.param(GOOD.replace(line, ""), id=f"without {line}") for line in LINES),
        *(
            pytest.param(
                GOOD.replace(line, f"{line.partition(' ')[0]} = {bad}"), id=bad
            )
            for line in LINES
            for bad in ('"overdose"', "1", "[]", '[""]', "[1]", '["a", ""]')
        ),
    ],
)
def test_a_malformed_list_of_urgent_words_is_refused(tmp_path: Path, text: str) -> None:
    with pytest.raises(ContentError, match=r"urgent\.toml"):
        urgent_words(written(tmp_path, text))


def test_what_is_of_no_group_is_refused() -> None:
    with pytest.raises(ValueError, match="A title: no group 'cards'"):
        Findable("cards", "A title", "Words.", "card.face")


def names_in(entry: dict[str, Any], names: tuple[str, ...]) -> set[str]:
    return {name for name in names if name in entry["keywords"]}
