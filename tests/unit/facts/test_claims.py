"""Each claim ends in a tag: an id that stays, and what it rests on."""

from __future__ import annotations

import re

import pytest

from pwa.facts.claims import Claim, anchor_of_claim, read_tag
from tests.unit.small_register import REGISTER


@pytest.mark.parametrize(
    ("text", "words", "name", "references", "answers"),
    [
        pytest.param("It blocks. {blocks: S1}", "It blocks.", "blocks", ["S1 "], ()),
        pytest.param("A {a-1: S1 4.2; J}", "A", "a-1", ["S1 4.2", "J "], (), id="two"),
        pytest.param("A {a: S1 | 12 C3}", "A", "a", ["S1 "], ("12", "C3"), id="rows"),
        pytest.param("A\nB {a: S1}\n", "A\nB", "a", ["S1 "], (), id="two lines"),
        pytest.param("A{a:S1}", "A", "a", ["S1 "], (), id="no spaces"),
    ],
)
def test_a_tag_is_taken_from_the_end_of_the_words(
    text: str,
    words: str,
    name: str,
    references: list[str],
    answers: tuple[str, ...],
) -> None:
    left, tag = read_tag(text, REGISTER)

    assert (left, tag.id, tag.answers) == (words, name, answers)
    assert [f"{each.source.code} {each.place}" for each in tag.references] == references


@pytest.mark.parametrize(
    ("text", "says"),
    [
        pytest.param("It blocks.", "without a source", id="no tag"),
        pytest.param("It {blocks: S1} so.", "without a source", id="not at the end"),
        pytest.param("It blocks. {}", "expected {id", id="an empty tag"),
        pytest.param("It blocks. {S1}", "expected {id", id="no colon"),
        pytest.param("It blocks. {: S1}", "expected {id", id="no id"),
        pytest.param("It blocks. {Blocks: S1}", "expected {id", id="capitals"),
        pytest.param("It blocks. {it blocks: S1}", "expected {id", id="spaces"),
        pytest.param("It blocks. {-it: S1}", "expected {id", id="a dash in front"),
        pytest.param('It blocks. {a">: S1}', "expected {id", id="a mark of HTML"),
        pytest.param("It blocks. {a:}", "no source", id="no source"),
        pytest.param("It blocks. {a: | 12}", "no source", id="only a row"),
        pytest.param("It blocks. {a: S9}", "unknown source ['S9']", id="unknown"),
        pytest.param("It blocks. {a: S1; S1}", "named again", id="a source again"),
    ],
)
def test_a_tag_that_cannot_be_read_is_refused_naming_the_words(
    text: str, says: str
) -> None:
    with pytest.raises(ValueError, match="It") as raised:
        read_tag(text, REGISTER)

    assert says in str(raised.value)
    assert repr(text) in str(raised.value)


@pytest.mark.parametrize("text", ["{a: S1}", "  {a: S1}", "\n{a: S1}"])
def test_a_source_without_words_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="a source without a claim"):
        read_tag(text, REGISTER)


def claim(codes: str) -> Claim:
    return Claim("a", "Words.", "", "everyone", REGISTER.references(codes))


@pytest.mark.parametrize(
    ("codes", "is_statement", "is_confirmed"),
    [
        pytest.param("S1", True, True, id="read"),
        pytest.param("OK; J", True, False, id="not confirmed"),
        pytest.param("APP", False, True, id="a question"),
        pytest.param("APP; OK", True, True, id="ours and a statement"),
    ],
)
def test_a_claim_says_whether_it_is_a_statement_and_confirmed(
    codes: str, is_statement: bool, is_confirmed: bool
) -> None:
    made = claim(codes)

    assert (made.is_statement, made.is_confirmed) == (is_statement, is_confirmed)


@pytest.mark.parametrize("name", ["a", "overdose-999", "naltrexone-and-alcohol"])
def test_an_anchor_is_six_signs_that_say_nothing(name: str) -> None:
    assert re.fullmatch(r"c-[0-9a-f]{6}", anchor_of_claim(name))
    assert anchor_of_claim(name) == anchor_of_claim(name)


def test_an_anchor_stays_the_same_in_every_release() -> None:
    # Links and lists of changes point there.
    assert anchor_of_claim("suicide-999") == "c-f78e39"
    assert claim("S1").anchor == anchor_of_claim("a") == "c-ca9781"


def test_a_claim_names_each_source_once_in_the_order_of_its_places() -> None:
    made = claim("J; S1 4.2; P1; S1 5.1")

    assert [source.code for source in made.sources] == ["J", "S1", "P1"]
