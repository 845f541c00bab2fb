"""Rules that every fact, medicine and helpline keeps, whoever writes it."""

from __future__ import annotations

import pytest

from pwa.editing.check import (
    helpline_faults,
    list_faults,
    section_faults,
    translation_faults,
)
from pwa.facts.model import FactSection
from pwa.facts.routes import GLOSSARY
from pwa.finder.helplines import Helpline
from tests.content.app_words import (
    REGISTER,
    card_wording,
    fact_sheet,
    helplines,
    medicine_list,
)

ORIGINAL = "en"
SHEET = fact_sheet()

each_section = pytest.mark.parametrize(
    "section", list(SHEET), ids=lambda section: f"{section.language}/{section.slug}"
)


@each_section
def test_a_page_has_no_fault_in_its_words(section: FactSection) -> None:
    assert list(section_faults(section)) == []


@pytest.mark.hazard("HZ16-b")
@each_section
def test_every_claim_names_sources_that_are_known(section: FactSection) -> None:
    for claim in section.claims:
        codes = [source.code for source in claim.sources]

        assert codes, claim.id
        assert set(codes) <= set(REGISTER.by_code), claim.id


@each_section
def test_a_page_of_statements_rests_on_something_that_was_read(
    section: FactSection,
) -> None:
    statements = [claim for claim in section.claims if claim.is_statement]

    assert not statements or [each for each in section.sources if each.is_read]


@pytest.mark.hazard("HZ9-c")
def test_a_translation_says_what_its_original_says() -> None:
    assert list(translation_faults(SHEET)) == []


def test_the_list_of_medicines_has_no_fault_in_its_words() -> None:
    assert list(list_faults(medicine_list())) == []


@pytest.mark.parametrize("line", helplines(), ids=lambda line: line.name)
def test_a_helpline_has_no_fault_on_the_day_it_was_checked(line: Helpline) -> None:
    assert list(helpline_faults([line], line.checked_on)) == []


def test_the_order_of_the_pages_is_settled() -> None:
    for sections in SHEET.by_language.values():
        orders = [section.order for section in sections]

        assert len(set(orders)) == len(orders)


def test_the_emergency_page_comes_first() -> None:
    assert SHEET.sections(ORIGINAL)[0].slug == "emergency"


def test_every_word_of_the_glossary_has_its_meaning_after_a_colon() -> None:
    glossary = SHEET.find(ORIGINAL, GLOSSARY)

    assert glossary is not None
    for claim in glossary.claims:
        if claim.is_statement:
            word, colon, meaning = claim.text.partition(": ")
            assert word and colon and meaning, claim.id


# What the hazard log counts on the facts to say.


@pytest.mark.hazard("HZ1-b")
@pytest.mark.parametrize("slug", ["stopping", "key-facts"])
def test_a_page_about_stopping_says_that_tolerance_is_low(slug: str) -> None:
    assert "tolerance low" in words_of_page(slug) or "tolerance is low" in (
        words_of_page(slug)
    )


@pytest.mark.hazard("HZ1-b")
def test_the_card_says_that_a_small_amount_can_kill() -> None:
    said = [line.text for line in card_wording().lines]

    assert "As the block wears off, opioid sensitivity may be HIGH." in said
    assert "After stopping naltrexone, small opioid amounts can kill." in said


@pytest.mark.hazard("HZ1-c")
def test_naloxone_is_named_on_the_card_and_on_the_emergency_page() -> None:
    card = " ".join(line.text for line in card_wording().at("act"))

    assert "Give naloxone" in card
    assert "Give naloxone" in words_of_page("emergency")


@pytest.mark.hazard("HZ2-b")
@pytest.mark.hazard("HZ13-b")
def test_the_table_of_durations_is_for_professionals_only_with_rows_for_each_form() -> (
    None
):
    tables = [
        section.slug for section in SHEET.sections(ORIGINAL) if has_durations(section)
    ]

    assert tables == ["for-professionals"]
    (page,) = (each for each in SHEET.sections(ORIGINAL) if each.slug in tables)
    assert page.audience == "professionals"
    rows = " ".join(row_heads(page)).lower()
    assert all(form in rows for form in ("tablet", "injection", "implant"))


@pytest.mark.hazard("HZ11-a")
def test_the_facts_say_to_keep_tablets_out_of_reach_and_what_if_one_is_taken() -> None:
    claims = [claim for section in SHEET.sections(ORIGINAL) for claim in section.claims]
    said = [claim.text for claim in claims]

    assert [text for text in said if "reach of children" in text]
    assert [
        text for text in said if "Call 999 if a child or another person took" in text
    ]
    assert [text for text in said if "person is on opioids" in text]


@pytest.mark.hazard("HZ12-a")
@pytest.mark.parametrize("slug", ["stopping", "key-facts", "how-to-take-it"])
def test_a_page_about_starting_again_says_not_to_after_any_opioid(slug: str) -> None:
    said = words_of_page(slug)

    assert "Do not start again after using any opioid" in said or (
        "Do not restart if you have used any opioid" in said
    )
    assert "sk your service first" in said


def words_of_page(slug: str) -> str:
    found = SHEET.find(ORIGINAL, slug)
    assert found is not None, slug
    return " ".join(claim.text for claim in found.claims)


def row_heads(section: FactSection) -> list[str]:
    """The first cell of each row of its tables."""
    return [claim.text.split("; ")[0] for claim in section.claims if "; " in claim.text]


def has_durations(section: FactSection) -> bool:
    return "<table>" in section.body.html and "hours" in section.body.html
