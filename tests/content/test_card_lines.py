"""Rules that every line of the card keeps."""

from __future__ import annotations

import re

import pytest

from pwa.card.forms import CardForm, Duration
from pwa.card.wording import CardLine
from tests.content.app_words import card_forms, card_wording, fact_sheet

LINES = card_wording().lines

each_line = pytest.mark.parametrize("line", LINES, ids=lambda line: line.text)


@each_line
def test_a_line_is_read_in_one_breath(line: CardLine) -> None:
    assert 1 <= len(line.text.split()) <= 12


@each_line
def test_a_line_names_its_sources(line: CardLine) -> None:
    assert line.sources
    assert len({source.code for source in line.sources}) == len(line.sources)


@each_line
def test_a_line_ends_as_a_sentence(line: CardLine) -> None:
    assert line.text[0].isupper()
    assert line.text.endswith((".", "?", "!"))


def test_no_line_stands_twice() -> None:
    texts = [line.text for line in LINES]

    assert len(set(texts)) == len(texts)


@pytest.mark.hazard("HZ1-c")
@pytest.mark.hazard("HZ3-b")
@pytest.mark.parametrize(
    ("place", "text"),
    [
        pytest.param("act", "Use non-opioid pain relief first.", id="what comes first"),
        pytest.param(
            "act",
            "If an opioid is essential: senior help, full monitoring, slow titration.",
            id="an opioid is not forbidden",
        ),
        pytest.param(
            "act",
            "Not breathing well? Give naloxone and airway support as normal.",
            id="naloxone is not forbidden",
        ),
        pytest.param("first", "Not an allergy.", id="no allergy"),
        pytest.param(
            "first",
            "As the block wears off, opioid sensitivity may be HIGH.",
            id="the danger afterwards",
        ),
        pytest.param(
            "more", "Do not give naltrexone after any opioid.", id="no naltrexone"
        ),
        pytest.param(
            "patient", "Someone not waking or not breathing: call 999.", id="999"
        ),
    ],
)
def test_the_card_says_what_saves_a_life(place: str, text: str) -> None:
    assert text in [line.text for line in card_wording().at(place)]


def test_the_first_screen_has_few_enough_lines_for_five_seconds() -> None:
    assert 1 <= len(card_wording().at("act")) <= 3


def test_a_form_that_is_not_known_is_one_of_the_forms_and_has_no_line() -> None:
    unknown = [form for form in card_forms().forms if form.code == "not-sure"]

    assert [(form.label, form.text) for form in unknown] == [("Form not known", "")]


@pytest.mark.hazard("HZ13-a")
def test_no_label_of_a_form_names_a_time() -> None:
    labels = [form.label for form in card_forms().forms]

    assert not [words for words in labels if re.search(r"hour|day|week|month", words)]


@pytest.mark.hazard("HZ13-a")
@pytest.mark.parametrize("form", card_forms().forms, ids=lambda form: form.code)
def test_each_form_but_the_unknown_has_its_own_sourced_line(form: CardForm) -> None:
    assert bool(form.text) == bool(form.sources) == (form.code != "not-sure")
    assert len(form.text.split()) <= 12


@pytest.mark.hazard("HZ2-b")
@pytest.mark.parametrize("row", card_forms().durations, ids=lambda row: row.claim)
def test_a_duration_says_the_same_as_the_page_for_professionals(row: Duration) -> None:
    assert (
        "; ".join(row.cells) == fact_sheet().claim("for-professionals", row.claim).text
    )
