"""Rules that every fact keeps, whoever writes it."""

from __future__ import annotations

import re

import pytest

from pwa.facts.model import FactSection
from pwa.sources import MARKS
from tests.content.app_words import REGISTER, fact_sheet, markdown_of
from tests.content.readability import grade, sentences, syllables, words

ORIGINAL = "en"
LONGEST_REVIEW_DAYS = 366
LONGEST_SENTENCE = 20
HARDEST_GRADE = 6.0
HARDEST_SENTENCE = 10.0
"""One hard sentence among many easy ones would not show in the grade of its page."""
EASY = {
    # Names that have no plainer word, or are explained where they first stand.
    *("naltrexone", "naloxone", "opioid", "heroin", "morphine", "codeine"),
    *("methadone", "buprenorphine", "samaritans", "prescription", "diarrhoea"),
    # Long, but known to a child.
    *("emergency", "medicine", "alcohol", "suicide", "hospital", "operation"),
}
"""Counted as one easy word each."""

SHEET = fact_sheet()

each_section = pytest.mark.parametrize(
    "section", list(SHEET), ids=lambda section: f"{section.language}/{section.slug}"
)


@each_section
def test_a_section_names_sources_that_are_known(section: FactSection) -> None:
    codes = [source.code for source in section.sources]

    assert codes
    assert set(codes) <= set(REGISTER.by_code)
    assert len(set(codes)) == len(codes)


@each_section
def test_a_section_rests_on_something_that_was_read(section: FactSection) -> None:
    assert [each for each in section.sources if each.mark in ("found", "part")]


@each_section
def test_a_review_lasts_at_most_a_year(section: FactSection) -> None:
    span = (section.review_due_on - section.checked_on).days

    assert 0 < span <= LONGEST_REVIEW_DAYS


@each_section
def test_no_source_was_read_after_the_section_was_checked(section: FactSection) -> None:
    assert [each for each in section.sources if each.read_on > section.checked_on] == []


@each_section
def test_a_sentence_is_short(section: FactSection) -> None:
    long = [
        sentence
        for sentence in sentences(markdown_of(section))
        if len(words(sentence)) > LONGEST_SENTENCE
    ]

    assert long == []


@each_section
def test_a_section_is_read_by_a_child_of_eleven(section: FactSection) -> None:
    if section.language != ORIGINAL:
        pytest.skip("the formula is for English")
    text = f"{section.title}.\n{section.summary}.\n{markdown_of(section)}"

    assert grade(text, EASY) <= HARDEST_GRADE


@each_section
def test_no_sentence_is_much_harder_than_its_page(section: FactSection) -> None:
    if section.language != ORIGINAL:
        pytest.skip("the formula is for English")

    told = sentences(markdown_of(section))

    assert [each for each in told if grade(each, EASY) > HARDEST_SENTENCE] == []


@each_section
def test_a_section_has_no_html_no_picture_and_no_link_but_a_call(
    section: FactSection,
) -> None:
    assert not re.search(
        r"<[a-z/!]|!\[|\]\((?!tel:\d+\))|https?:", markdown_of(section)
    )


@each_section
def test_a_section_does_not_say_that_it_was_reviewed(section: FactSection) -> None:
    if section.reviewed_by:
        pytest.skip("a clinician has signed it")

    assert not re.search(r"\breview(ed|er)\b", markdown_of(section), re.IGNORECASE)


def test_the_order_of_the_pages_is_settled() -> None:
    for sections in SHEET.by_language.values():
        orders = [section.order for section in sections]

        assert len(set(orders)) == len(orders)


def test_the_emergency_page_comes_first() -> None:
    assert SHEET.sections(ORIGINAL)[0].slug == "emergency"


@pytest.mark.parametrize("language", sorted(set(SHEET.by_language) - {ORIGINAL}))
def test_a_translation_is_of_the_same_revision_and_numbers(language: str) -> None:
    originals = {each.slug: each for each in SHEET.by_language[ORIGINAL]}

    for section in SHEET.by_language[language]:
        original = originals[section.slug]
        assert section.revision == original.revision
        assert numbers(section) == numbers(original)


def numbers(section: FactSection) -> list[str]:
    """Every number in a section's text, sorted, since word order may differ."""
    return sorted(re.findall(r"\d+(?:[.,:]\d+)*", section.html))


def test_every_source_in_the_register_has_a_title_and_a_mark() -> None:
    for source in REGISTER.by_code.values():
        assert source.title
        assert source.read
        assert source.mark in MARKS


@pytest.mark.parametrize(
    ("word", "count"),
    [
        pytest.param("cat", 1, id="cat"),
        pytest.param("table", 2, id="table"),
        pytest.param("stopped", 1, id="stopped"),
        pytest.param("started", 2, id="started"),
        pytest.param("confused", 2, id="confused"),
        pytest.param("breathe", 1, id="breathe"),
        pytest.param("service", 2, id="service"),
        pytest.param("diagnosis", 4, id="diagnosis"),
        pytest.param("withdrawal", 3, id="withdrawal"),
        pytest.param("half-life", 2, id="half-life"),
        pytest.param("999", 1, id="999"),
        pytest.param("opioids", 1, id="an easy word in the plural"),
    ],
)
def test_syllables_are_counted_about_as_they_are_spoken(word: str, count: int) -> None:
    assert syllables(word, EASY) == count


def test_a_hard_text_is_found_hard_and_an_easy_one_easy() -> None:
    hard = (
        "Pharmacological antagonism necessitates individualised perioperative "
        "analgesic optimisation by multidisciplinary practitioners."
    )

    assert grade(hard) > 20
    assert grade("Call 999. Stay with them. Do not give more.") < 2
