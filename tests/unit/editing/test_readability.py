"""How hard a text is to read, counted about as it is spoken."""

from __future__ import annotations

import pytest

from pwa.editing.readability import (
    easy_terms,
    grade,
    sentences,
    syllables,
    words,
)


@pytest.mark.parametrize(
    ("word", "count"),
    [
        pytest.param("cat", 1, id="cat"),
        pytest.param("table", 2, id="table"),
        pytest.param("stopped", 1, id="stopped"),
        pytest.param("started", 2, id="started"),
        pytest.param("confused", 2, id="confused"),
        pytest.param("breathe", 1, id="breathe"),
        pytest.param("diagnosis", 4, id="diagnosis"),
        pytest.param("half-life", 2, id="half-life"),
        pytest.param("999", 1, id="999"),
        pytest.param("opioid", 1, id="an easy word"),
        pytest.param("opioids", 1, id="an easy word in the plural"),
        pytest.param("Opioid’s", 1, id="an easy word that owns something"),
    ],
)
def test_syllables_are_counted_about_as_they_are_spoken(word: str, count: int) -> None:
    assert syllables(word, {"opioid"}) == count


def test_an_easy_word_is_easy_only_where_it_is_said_to_be() -> None:
    assert syllables("opioid") > 1


@pytest.mark.parametrize(
    ("markdown", "told"),
    [
        pytest.param("One. Two? Three!", ["One.", "Two?", "Three!"], id="marks"),
        pytest.param("# One\nTwo", ["One", "Two"], id="a heading"),
        pytest.param("- One\n- Two\n1. Three", ["One", "Two", "Three"], id="a list"),
        pytest.param("One: two; three", ["One:", "two;", "three"], id="parts"),
        pytest.param("Take 1.1 g.", ["Take 1.1 g."], id="a number with a point"),
        pytest.param("See [the **page**](page:x).", ["See the page."], id="a link"),
        pytest.param("One.\n\n---\n\n!", ["One."], id="no words in it"),
    ],
)
def test_a_sentence_ends_where_a_reader_draws_breath(
    markdown: str, told: list[str]
) -> None:
    assert sentences(markdown) == told


def test_words_are_counted_and_so_are_numbers() -> None:
    assert words("Don't take co-codamol, 1.1 g!") == [
        *("Don't", "take", "co-codamol", "1.1", "g")
    ]


def test_a_hard_text_is_found_hard_and_an_easy_one_easy() -> None:
    hard = (
        "Pharmacological antagonism necessitates individualised perioperative "
        "analgesic optimisation by multidisciplinary practitioners."
    )

    assert grade(hard) > 20
    assert grade("Call 999. Stay with them. Do not give more.") < 2


def test_the_easy_terms_are_written_as_they_are_compared() -> None:
    terms = easy_terms()

    assert "naltrexone" in terms
    assert not [term for term in terms if term != term.lower().strip()]
    # A plural counts with its singular, so it need not stand there too.
    assert not [term for term in terms if f"{term}s" in terms]
