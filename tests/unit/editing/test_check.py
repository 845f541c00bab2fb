"""Every fault in the words is found, and says where it is."""

from __future__ import annotations

from datetime import date

import pytest

from pwa.editing.check import helpline_faults, list_faults, section_faults
from pwa.facts.model import FactSection
from tests.unit.editing.made_up import (
    CHECKED_ON,
    GOOD_CLAIM,
    helpline,
    medicine,
    medicine_list,
    says,
    section,
)


def test_a_good_page_has_no_fault() -> None:
    assert says(section_faults(section())) == []


@pytest.mark.parametrize(
    ("markdown", "fault"),
    [
        pytest.param("It is safe. {a: S1}", "safe: 'safe'", id="a banned word"),
        pytest.param(
            "Naloxone and naltrexone. {a: S1}", "not that they differ", id="mixed up"
        ),
        pytest.param(
            "Addicts take it. {a: S1}", "not a kind word: 'Addicts'", id="harsh"
        ),
        pytest.param(
            "It was reviewed. {a: S1}", "says something of a review", id="a review"
        ),
        pytest.param(
            "Take 75 mg a day. {a: S1}", "not one of a tablet: 75 mg", id="an amount"
        ),
        pytest.param(
            "In a study it was 800 mg. {a: S1}",
            "not one of a tablet: 800 mg",
            id="an amount of studies, for everyone",
        ),
        pytest.param(
            "Give 10 mg of morphine. {a: S1}", "an amount beside an opioid", id="opioid"
        ),
        pytest.param(
            "It blocks for a day. {a: APP}", "APP is for a question", id="a statement"
        ),
        pytest.param(
            f"{'One two three ' * 7}. {{a: S1}}", "over 20 words", id="too long"
        ),
        pytest.param(
            "Pharmacological antagonism necessitates optimisation immediately. {a: S1}",
            "reading grade",
            id="too hard",
        ),
    ],
)
def test_a_fault_in_a_claim_is_found_and_placed(markdown: str, fault: str) -> None:
    (first, *_) = says(section_faults(section(markdown)))

    assert first.startswith("facts/en/a-page#a: ")
    assert fault in first


@pytest.mark.parametrize(
    "markdown",
    [
        pytest.param("Take 50 mg a day. {a: S1}", id="an amount of a tablet"),
        pytest.param("What do I ask? {a: APP}", id="a question"),
        pytest.param("The next page says more. {a: APP}", id="words about a page"),
        pytest.param("Some people use heroin. {a: S1}", id="a kind way to say it"),
        pytest.param(f"{'One two three ' * 6}. {{a: S1}}", id="a sentence of 18 words"),
    ],
)
def test_what_may_be_said_is_no_fault(markdown: str) -> None:
    text = f"{GOOD_CLAIM}\n\n{markdown}"

    assert says(section_faults(section(text))) == []


@pytest.mark.parametrize(
    ("changed", "fault"),
    [
        pytest.param(section(title="Naltrexone"), "telling word", id="title"),
        pytest.param(section(slug="alcohol"), "telling word", id="address"),
        pytest.param(section(title="All clear"), "all clear", id="banned in the title"),
        pytest.param(section(summary="It is safe"), "safe", id="banned in the summary"),
        pytest.param(
            section(f"## Is it safe?\n\n{GOOD_CLAIM}"), "safe", id="banned in a heading"
        ),
        pytest.param(
            section("| is it safe | b |\n|---|---|\n| One | two {a: S1} |"),
            "safe",
            id="banned in the head of a table",
        ),
        pytest.param(
            section(checked_on=date(2026, 11, 19)),
            "a source was read after the page was checked",
            id="a source read later",
        ),
    ],
)
def test_a_fault_of_a_page_is_found(changed: FactSection, fault: str) -> None:
    found = says(section_faults(changed))

    assert any(fault in each for each in found), found


def test_a_page_of_questions_alone_is_checked_like_any_other() -> None:
    questions = section("- What do I ask? {a: APP}\n- Is it safe? {b: APP}")

    assert says(section_faults(questions)) == ["facts/en/a-page#b: safe: 'safe'"]


def test_professionals_may_read_amounts_of_studies_and_harder_words() -> None:
    hard = "Pharmacological antagonism with 800 mg necessitates optimisation. {a: S1}"

    assert says(section_faults(section(hard, audience="professionals"))) == []


def test_a_part_for_professionals_is_graded_apart_from_its_page() -> None:
    hard = "Pharmacological antagonism with 800 mg necessitates optimisation. {a: S1}"
    page = section(f"{GOOD_CLAIM}\n\n## For professionals\n\n{hard}")

    assert says(section_faults(page)) == []


def test_the_grade_of_a_whole_page_is_found_too_hard() -> None:
    # Each sentence is just short enough not to be graded on its own.
    hard = "\n".join(
        f"- Pharmacological antagonism necessitates optimisation. {{a-{n}: S1}}"
        for n in range(9)
    )

    assert "of the whole page" in says(section_faults(section(hard)))[-1]


def test_a_translation_is_not_graded_by_the_formula_for_english() -> None:
    hard = "Pharmacological antagonism necessitates optimisation immediately. {a: S1}"

    assert says(section_faults(section(hard, language="cy"))) == []


def test_a_good_list_of_medicines_has_no_fault() -> None:
    assert says(list_faults(medicine_list(medicine()))) == []


@pytest.mark.parametrize(
    ("words", "fault"),
    [
        pytest.param("It is safe.", "safe: 'safe'", id="a banned word"),
        pytest.param("It has 8 mg in it.", "names an amount", id="an amount"),
        pytest.param(
            "Naloxone and naltrexone.", "not that they differ", id="both names"
        ),
        pytest.param(f"{'One two three ' * 7}.", "a long sentence", id="too long"),
    ],
)
def test_a_fault_in_the_list_of_medicines_is_found(words: str, fault: str) -> None:
    in_note = says(list_faults(medicine_list(medicine(note=words))))
    in_rest = says(list_faults(medicine_list(medicine(rest=words))))
    in_answer = says(list_faults(medicine_list(words=words)))

    assert in_note[0].startswith("medicines#Codeine: ")
    assert fault in in_note[0]
    assert fault in in_rest[0]
    assert [each.partition(": ")[0] for each in in_answer] == [
        f"medicines#{code}" for code in ("opioid", "ask", "which-one", "not-listed")
    ]
    assert all(fault in each for each in in_answer)


def test_what_a_medicine_contains_is_held_to_the_same_rules() -> None:
    listed = medicine_list(medicine(contains="codeine, 8 mg in each"))

    assert [fault for fault in says(list_faults(listed)) if "amount" in fault]


@pytest.mark.parametrize("part", ["about", "note", "settled"])
def test_a_banned_word_of_a_helpline_is_found(part: str) -> None:
    line = helpline(**{part: "A safe place."})

    assert says(helpline_faults([line], CHECKED_ON)) == [
        "helplines#A line: safe: 'safe'"
    ]
