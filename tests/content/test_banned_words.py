"""What must not be said is said nowhere: it could kill, or promise too much."""

from __future__ import annotations

import re

import pytest

from pwa.editing.banned import (
    AMOUNT,
    BANNED,
    BANNED_IN_WELSH,
    OPIOIDS,
    hits,
    mixes_up,
)
from pwa.editing.check import TABLETS
from tests.content.app_words import Said, all_said

SAID = all_said()

each_rule = pytest.mark.parametrize(
    "pattern",
    [
        *(pytest.param(pattern, id=name) for name, pattern in BANNED.items()),
        *(
            pytest.param(pattern, id=f"in Welsh: {name}")
            for name, pattern in BANNED_IN_WELSH.items()
        ),
    ],
)


@pytest.mark.hazard("HZ1-a")
@pytest.mark.hazard("HZ3-a")
@each_rule
def test_nothing_in_the_app_says_what_must_not_be_said(pattern: str) -> None:
    found = [(said.place, hit) for said in SAID for hit in hits(pattern, said.words)]

    assert found == []


LOW_DOSE = {"1 mg", "5 mg"}
"""Between them lies what the form calls a low dose."""


def test_no_amount_of_an_opioid_is_named() -> None:
    for said in SAID:
        for sentence in re.split(r"(?<=[.?!])\s+|\n", said.words):
            if AMOUNT.search(sentence):
                assert not OPIOIDS.search(sentence), f"{said.place}: {sentence}"


def test_outside_the_facts_the_only_amounts_are_those_of_naltrexone() -> None:
    # The claims of the facts are held to the same by pwa.editing.check; what was said
    # of a claim that changed is its own words.
    others = [
        said
        for said in SAID
        if not is_fact(said) and not said.place.startswith("edition ")
    ]

    found = {amount for said in others for amount in AMOUNT.findall(said.words)}

    assert found <= TABLETS | LOW_DOSE


@pytest.mark.hazard("HZ4-a")
def test_where_both_names_stand_together_the_words_say_that_they_differ() -> None:
    # A template holds many pieces of text; each of its messages is looked at alone.
    pieces = [said for said in SAID if not said.place.startswith("template ")]

    assert [said for said in pieces if mixes_up(said.words)] == []


@pytest.mark.parametrize(
    "kind",
    [
        *("card line", "card form", "fact en/", "answer ", "medicine ", "helpline "),
        *("search word", "template ", "message in ", "catalogue cy"),
    ],
)
def test_words_of_every_kind_are_looked_at(kind: str) -> None:
    assert [said for said in SAID if said.place.startswith(kind)]


def is_fact(said: Said) -> bool:
    return said.place.startswith("fact ")
