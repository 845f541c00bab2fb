"""What must not be said, whoever writes it: it could kill, or promise too much."""

from __future__ import annotations

import re

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
PAIR = re.compile(r"(?=.*\bnaloxone\b)(?=.*\bnaltrexone\b)", re.IGNORECASE | re.DOTALL)
PAIR_GUARD = re.compile(
    r"not (?:the same as )?naloxone|never give naltrexone|do not give naltrexone"
    r"|naltrexone does not|differ(?:ent|s)?\b|mix(?:ed)? up|look alike|sound alike",
    re.IGNORECASE,
)


def hits(pattern: str, words: str) -> list[str]:
    """Each place where the words match, as whole words, in any case."""
    text = " ".join(words.lower().replace("’", "'").split())
    for sentence in ALLOWED:
        text = text.replace(sentence, " ")
    whole = re.compile(rf"(?<!\w)(?:{pattern})(?!\w)", re.IGNORECASE)
    return [found.group() for found in whole.finditer(text)]


def mixes_up(words: str) -> bool:
    """True where both names stand together and nothing says that they differ."""
    return bool(PAIR.match(words)) and not PAIR_GUARD.search(words)


def banned_in(words: str) -> list[str]:
    """What in these words must not be said, each with the name of its rule."""
    found = [
        f"{name}: {hit!r}"
        for name, pattern in (*BANNED.items(), *BANNED_IN_WELSH.items())
        for hit in hits(pattern, words)
    ]
    for sentence in re.split(r"(?<=[.?!])\s+|\n", words):
        if AMOUNT.search(sentence) and OPIOIDS.search(sentence):
            found.append(f"an amount beside an opioid: {sentence!r}")
    return found
