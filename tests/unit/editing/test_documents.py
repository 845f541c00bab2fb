"""A document is another one when, and only when, what a reader gets is."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from pwa.editing.documents import (
    of_helplines,
    of_medicines,
    of_section,
)
from tests.unit.editing.made_up import (
    CHECKED_ON,
    helpline,
    medicine,
    medicine_list,
    section,
)

# What a document is made of: whatever a reader gets must be in it.


@pytest.mark.hazard("HZ16-a")
@pytest.mark.parametrize(
    "changed",
    [
        pytest.param(section("- It may block. {blocks: S1 4.2}"), id="its words"),
        pytest.param(section("- It blocks opioids. {blocks: P1}"), id="its source"),
        pytest.param(
            section("- It blocks opioids. {blocks: S1 4.3}"), id="the place in it"
        ),
        pytest.param(
            section("- It [blocks](tel:111) opioids. {blocks: S1 4.2}"), id="a link"
        ),
        pytest.param(section(title="Another"), id="the title"),
        pytest.param(section(summary="Another"), id="the summary"),
        pytest.param(
            section("## Never\n\n- It blocks opioids. {blocks: S1 4.2}"), id="a heading"
        ),
    ],
)
def test_a_page_is_another_when_what_a_reader_gets_is(changed: Any) -> None:
    assert of_section(changed).digest != of_section(section()).digest


def test_a_page_that_was_only_checked_again_is_the_same() -> None:
    again = section(checked_on=CHECKED_ON + timedelta(1))

    assert of_section(again).digest == of_section(section()).digest


@pytest.mark.hazard("HZ16-a")
@pytest.mark.parametrize(
    "changed",
    [
        pytest.param(medicine_list(medicine(contains="morphine")), id="what is in it"),
        pytest.param(medicine_list(medicine(brands=("A brand",))), id="a brand"),
        pytest.param(medicine_list(medicine(note="Some have none.")), id="a note"),
        pytest.param(medicine_list(medicine(rest="paracetamol")), id="the rest"),
        pytest.param(medicine_list(medicine(also=("codiene",))), id="a spelling"),
        pytest.param(medicine_list(medicine(), words="Other."), id="an answer"),
        pytest.param(medicine_list(medicine(), medicine("B")), id="one more"),
        pytest.param(medicine_list(), id="one fewer"),
        pytest.param(
            medicine_list(medicine(answer="ask", contains="", note="Ask.")),
            id="another answer",
        ),
    ],
)
def test_the_list_of_medicines_is_another_when_what_a_reader_gets_is(
    changed: Any,
) -> None:
    now = of_medicines(medicine_list(medicine()))

    assert of_medicines(changed).digest != now.digest


@pytest.mark.hazard("HZ16-a")
def test_another_answer_with_the_same_note_is_another_list() -> None:
    ask = medicine(answer="ask", contains="", note="Look at the pack.")
    which = replace(ask, answer="which-one")

    first, second = (of_medicines(medicine_list(each)) for each in (ask, which))

    assert first.digest != second.digest


@pytest.mark.hazard("HZ16-a")
@pytest.mark.parametrize(
    "changed",
    [
        pytest.param({"about": "For others."}, id="what it is for"),
        pytest.param({"hours": "At night"}, id="hours"),
        pytest.param({"web": "https://example.com/"}, id="its site"),
        pytest.param({"status": "being-checked"}, id="being checked"),
        pytest.param({"name": "Another"}, id="its name"),
        pytest.param({"nations": ("wales",)}, id="where it is for"),
    ],
)
def test_the_helplines_are_others_when_what_a_reader_gets_is(
    changed: dict[str, object],
) -> None:
    now = of_helplines((helpline(),))

    assert of_helplines((helpline(**changed),)).digest != now.digest
