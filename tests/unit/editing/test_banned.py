"""What must not be said is recognised, and what may be said is let through."""

from __future__ import annotations

import pytest

from pwa.editing.banned import (
    ALLOWED,
    BANNED,
    BANNED_IN_WELSH,
    banned_in,
    hits,
    mixes_up,
)


@pytest.mark.hazard("HZ1-a")
@pytest.mark.hazard("HZ3-a")
@pytest.mark.parametrize(
    ("rule", "words"),
    [
        pytest.param("never an opioid", "NO OPIOIDS EVER", id="NO OPIOIDS EVER"),
        pytest.param("never an opioid", "Never give opioids.", id="never give"),
        pytest.param("allergic", "I am allergic to opioids", id="allergic"),
        pytest.param("allergic", "Allergy to opioids", id="allergy to"),
        pytest.param("safe", "Safe to give opioids after 72 hours", id="safe to"),
        pytest.param("safe", "You can safely stop", id="safely"),
        pytest.param("safe", "It is\nsafe", id="on another line"),
        pytest.param("protected", "You are protected now", id="protected"),
        pytest.param("all clear", "You are clear of it", id="clear of"),
        pytest.param("all clear", "You’re clear", id="a curly mark"),
        pytest.param("may take", "Now you can take an opioid", id="may take"),
        pytest.param("will work again", "Opioids will work", id="will work"),
        pytest.param("expires", "The block expires today", id="expires"),
        pytest.param("wears off at", "It wears off after about 24 hours", id="wears"),
        pytest.param("countdown", "A count-down", id="countdown"),
        pytest.param("time left", "9 hours left", id="hours left"),
        pytest.param("opioid-free days", "3 opioid-free days", id="days"),
        pytest.param("gone after", "The block is gone after 72 hours", id="after 72 h"),
        pytest.param("alarm", "Set an alarm", id="alarm"),
        pytest.param("naloxone is useless", "Naloxone will not work", id="naloxone"),
        pytest.param("naloxone is useless", "Do not give naloxone.", id="no naloxone"),
        pytest.param(
            "give naltrexone", "Give naltrexone for overdose", id="naltrexone"
        ),
        pytest.param("give naltrexone", "Give the patient their tablet", id="tablet"),
        pytest.param("approved by", "Approved by the NHS", id="approved"),
        pytest.param("marks of others", "PIF TICK", id="a mark of others"),
        pytest.param("an NHS service", "This is an NHS service", id="NHS"),
        pytest.param("clinically reviewed", "Clinically tested", id="clinically"),
        pytest.param("multiplier", "Give double the dose", id="double"),
        pytest.param("multiplier", "Give 3 times the dose", id="3 times"),
        pytest.param("multiplier", "Give ×2", id="×2"),
    ],
)
def test_what_must_not_be_said_is_recognised(rule: str, words: str) -> None:
    assert hits(BANNED[rule], words)
    assert any(each.startswith(f"{rule}: ") for each in banned_in(words))


@pytest.mark.parametrize("rule", BANNED)
def test_every_rule_has_an_example_that_breaks_it(rule: str) -> None:
    table = test_what_must_not_be_said_is_recognised.pytestmark  # type: ignore[attr-defined]
    examples = next(mark.args[1] for mark in table if mark.name == "parametrize")

    assert rule in {example.values[0] for example in examples}


@pytest.mark.parametrize(
    ("rule", "words"),
    [
        pytest.param("safe", "Mae’n ddiogel", id="safe"),
        pytest.param("allergic", "Alergedd i opioidau", id="allergic"),
        pytest.param("expires", "Mae’n dod i ben", id="expires"),
        pytest.param("multiplier", "Dwbl y dos", id="double"),
    ],
)
def test_what_must_not_be_said_is_recognised_in_welsh(rule: str, words: str) -> None:
    assert hits(BANNED_IN_WELSH[rule], words)


@pytest.mark.parametrize(
    "words",
    [
        "Not an allergy.",
        "No opioid amount is safe.",
        "Clear this site’s data in your browser’s settings.",
        "Open it in Safari.",
        "Do not give naltrexone after any opioid.",
        "Never give naltrexone for an overdose.",
        "Give naloxone if you have it.",
        "Naltrexone is not naloxone. Naltrexone does not.",
        "It is not an NHS service, and no health service has approved it.",
        "There is no account and nobody counting visits.",
        "Take 50 mg once a day. It blocks opioids.",
        "Alergeddau",
    ],
)
def test_what_may_be_said_is_let_through(words: str) -> None:
    assert banned_in(words) == []


@pytest.mark.parametrize("sentence", ALLOWED)
def test_a_sentence_that_says_the_opposite_excuses_only_itself(sentence: str) -> None:
    assert banned_in(sentence) == []
    assert banned_in(f"{sentence}. It is safe.") == ["safe: 'safe'"]


@pytest.mark.parametrize(
    "words",
    [
        pytest.param("Give 10 mg morphine.", id="milligrams"),
        pytest.param("Morphine, 0.4mg", id="no space"),
        pytest.param("2 ml of methadone", id="millilitres"),
        pytest.param("Heroin: 1 g a day", id="grams"),
        pytest.param("400 micrograms of naloxone", id="naloxone too"),
    ],
)
def test_an_amount_beside_an_opioid_is_refused(words: str) -> None:
    assert "an amount beside an opioid" in banned_in(words)[0]


@pytest.mark.hazard("HZ4-a")
@pytest.mark.parametrize(
    ("words", "is_mixed_up"),
    [
        pytest.param("Naloxone and naltrexone block opioids.", True, id="both"),
        pytest.param("Naltrexone.\nNaloxone.", True, id="on two lines"),
        pytest.param("NALTREXONE, like NALOXONE", True, id="capitals"),
        pytest.param("Naltrexone is not naloxone.", False, id="is not"),
        pytest.param("Naloxone and naltrexone look alike.", False, id="look alike"),
        pytest.param(
            "Give naloxone. Never give naltrexone.", False, id="one of them only"
        ),
        pytest.param("They are different: naloxone, naltrexone.", False, id="differ"),
        pytest.param("Naloxone treats an overdose.", False, id="only one"),
        pytest.param("Methylnaltrexone and naloxone", False, id="another medicine"),
    ],
)
def test_both_names_together_must_be_told_apart(words: str, is_mixed_up: bool) -> None:
    assert mixes_up(words) is is_mixed_up
