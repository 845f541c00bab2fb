"""What must not be said, whoever writes it: it could kill, or promise too much."""

from __future__ import annotations

import re

import pytest

from tests.content.app_words import all_said

ALLOWED = (
    "no opioid amount is safe",
    "not an allergy",
    "is not an nhs service",
)
"""Sentences that use a banned word to say the opposite; looked away from first."""

BANNED = {
    # It can deny a person an anaesthetic, or emergency pain relief.
    "never an opioid": r"no opioids?,? ever|never (give|use|have|take) (any )?opioids?",
    "allergic": r"allergic|allerg(y|ies) to (any )?opioids?",
    # The lethal direction: the person feels covered.
    "safe": r"(un)?safe(ly|r|st)?",
    "protected": r"protected|protects you",
    "all clear": r"all clear|(you are|you're|now) clear|clear (of|from|to)",
    "may take": r"you (can|may) (now |again )?(take|use|have) (an? )?opioids?",
    "will work again": r"opioids? (will|should) work",
    # A relapse timer.
    "expires": r"expir(e|es|ed|ing|y)",
    "wears off at": r"wears? off (in|at|after|within) (about )?\d+",
    "gone after": r"(block(ed|s)?|opioids?|naltrexone)\b[^.]{0,40}"
    r"\bafter \d+ ?(h|hours?|days?)",
    "countdown": r"count(s|ing|ed)?[ -]?down",
    "time left": r"(hours?|days?|time) (left|to go|remaining)",
    "opioid-free days": r"opioid-free days?",
    "alarm": r"alarm(s|ed|ing)?",
    # Naloxone is given as ever.
    "naloxone is useless": r"naloxone (will|does|would|may|might|can|is) ?(n't|not)"
    r"|naloxone (won't|can't|cannot)|no need (for|of) naloxone"
    r"|(do not|don't|never|not) (give|use|carry) naloxone",
    # Naltrexone is not given by a bystander.
    "give naltrexone": r"(?<!not )(?<!never )(?<!don't )give naltrexone"
    r"|give (the patient|them|him|her) (the|their|his|her|a) (tablets?|dose)",
    # Nobody has approved it.
    "approved by": r"(approved|endorsed|recommended|certified) (by|for)|as used by",
    "marks of others": r"PIF|PIF TICK|nhs logo|nhs-logo|JRCALC|RCEM",
    "an NHS service": r"(is|as|an?|our) (an? )?(official )?NHS (app|service)",
    "clinically reviewed": r"clinically (reviewed|approved|proven|tested)",
    # An amount of an opioid.
    "multiplier": r"double|triple|quadruple|twice|thrice|\d+ ?(-?fold|times)|[x×] ?\d+"
    r"|\d+ ?×|(two|three|four|five|ten) times",
}
BANNED_IN_WELSH = {
    "never an opioid": r"(dim|byth) (unrhyw )?opioidau? (byth|o gwbl)",
    "allergic": r"alerga?idd|alergedd i opioid(au)?",
    "safe": r"d?diogel(wch|u)?|niogel",
    "protected": r"amddiffyn(nir|nol)?|wedi.i?(ch|ch)? (d?diogelu|h?amddiffyn)",
    "expires": r"(dod|daw|dd?aeth) i ben",
    "countdown": r"cyfrif i lawr|cyfri i lawr",
    "alarm": r"larwm|larymau",
    "approved by": r"cymeradwywyd gan|argymhellir gan",
    "multiplier": r"dwbl|ddwywaith|dwywaith|teirgwaith",
}
AMOUNT = re.compile(
    r"\d+(?:[.,]\d+)? ?(?:mg|mcg|µg|micrograms?|milligrams?|g|ml|mL|units?)\b"
)
OPIOIDS = re.compile(
    r"\b(?:opioids?|opiates?|heroin|morphine|codeine|fentanyl|methadone|tramadol"
    r"|oxycodone|buprenorphine|buvidal|diamorphine|alfentanil|remifentanil|pethidine"
    r"|tapentadol|dihydrocodeine|naloxone)\b",
    re.IGNORECASE,
)

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


@each_rule
def test_nothing_in_the_app_says_what_must_not_be_said(pattern: str) -> None:
    found = [
        (said.place, hit) for said in all_said() for hit in hits(pattern, said.words)
    ]

    assert found == []


def test_no_amount_of_an_opioid_is_named() -> None:
    for said in all_said():
        for sentence in re.split(r"(?<=[.?!])\s+|\n", said.words):
            if AMOUNT.search(sentence):
                assert not OPIOIDS.search(sentence), f"{said.place}: {sentence}"


def test_the_only_amount_is_that_of_a_tablet_of_naltrexone() -> None:
    found = {amount for said in all_said() for amount in AMOUNT.findall(said.words)}

    assert found <= {"50 mg"}


@pytest.mark.parametrize(
    ("rule", "words"),
    [
        pytest.param("never an opioid", "NO OPIOIDS EVER", id="NO OPIOIDS EVER"),
        pytest.param("never an opioid", "Never give opioids.", id="never give"),
        pytest.param("allergic", "I am allergic to opioids", id="allergic"),
        pytest.param("allergic", "Allergy to opioids", id="allergy to"),
        pytest.param("safe", "Safe to give opioids after 72 hours", id="safe to"),
        pytest.param("safe", "You can safely stop", id="safely"),
        pytest.param("protected", "You are protected now", id="protected"),
        pytest.param("all clear", "You are clear of it", id="clear of"),
        pytest.param("expires", "The block expires today", id="expires"),
        pytest.param("countdown", "A count-down", id="countdown"),
        pytest.param("time left", "9 hours left", id="hours left"),
        pytest.param("gone after", "The block is gone after 72 hours", id="after 72 h"),
        pytest.param("alarm", "Set an alarm", id="alarm"),
        pytest.param("naloxone is useless", "Naloxone will not work", id="naloxone"),
        pytest.param("naloxone is useless", "Do not give naloxone.", id="no naloxone"),
        pytest.param(
            "give naltrexone", "Give naltrexone for overdose", id="naltrexone"
        ),
        pytest.param("give naltrexone", "Give the patient their tablet", id="tablet"),
        pytest.param("approved by", "Approved by the NHS", id="approved"),
        pytest.param("multiplier", "Give double the dose", id="double"),
        pytest.param("multiplier", "Give 3 times the dose", id="3 times"),
        pytest.param("multiplier", "Give ×2", id="×2"),
    ],
)
def test_what_must_not_be_said_is_recognised(rule: str, words: str) -> None:
    assert hits(BANNED[rule], words)


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
        "Alergeddau",
    ],
)
def test_what_may_be_said_is_let_through(words: str) -> None:
    patterns = (*BANNED.values(), *BANNED_IN_WELSH.values())

    assert [hit for pattern in patterns for hit in hits(pattern, words)] == []


def hits(pattern: str, words: str) -> list[str]:
    """Each place where the words match, as whole words, in any case."""
    text = " ".join(words.lower().replace("’", "'").split())
    for sentence in ALLOWED:
        text = text.replace(sentence, " ")
    whole = re.compile(rf"(?<!\w)(?:{pattern})(?!\w)", re.IGNORECASE)
    return [found.group() for found in whole.finditer(text)]
