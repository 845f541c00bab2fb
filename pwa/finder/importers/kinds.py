"""What kind of service it is and what it offers, by the words a publisher uses of it.

Only what is said: a service that names no drug or alcohol work is "other". Naltrexone
is never among what is offered here; that takes a dated answer from the service.
"""

from __future__ import annotations

import re

from pwa.finder.model import Fellowship, Kind

_KINDS: tuple[tuple[Kind, str], ...] = (
    ("needle-exchange", r"needle|syringe exchange|syringe program"),
    (
        "mutual-aid",
        r"mutual[- ]aid|(narcotics|alcoholics|cocaine|crystal meth) anonymous"
        r"|smart recovery|twelve[- ]step|12[- ]step|lived experience recovery",
    ),
    (
        "family",
        r"al-?anon|families anonymous|adfam"
        r"|(famil\w+|carers?|relatives|parents|loved ones?)\b.{0,60}"
        r"(drug|alcohol|substance|addict|drinking)"
        r"|(someone else'?s|affected by).{0,40}"
        r"(drug|alcohol|substance|addict|drinking)",
    ),
    (
        "treatment",
        r"substance (mis)?use|drugs? (and|&|or) alcohol|addict(ion)?s?\b|alcohol"
        r"|drug (service|treatment|recovery|problem|mis|use|depend|team|support|rehab)"
        r"|opiate|opioid|detox",
    ),
    ("pharmacy", r"pharmac(y|ies)\b|\bchemist\b"),
)
"""In the order they are asked: the first that is found is the kind.

"emergency", "urgent" and "helpline" are not among them. Entries of these are shown
however old they are, and words in a description are too little for that.
"""

_OFFERS: tuple[tuple[str, str], ...] = (
    ("alcohol", r"alcohol|drinking"),
    ("opioids", r"opioid|opiate|heroin"),
    ("detox", r"detox|withdrawal management"),
    ("psychosocial", r"psychosocial|counselling|talking therap|group ?work|key ?work"),
    ("opioid-substitution", r"substitut\w+|methadone|buprenorphine|opioid agonist"),
    ("naloxone", r"naloxone"),
    ("needle-exchange", r"needle|syringe"),
    ("blood-borne-virus-test", r"blood[- ]borne virus|hepatitis (b|c)\b|hep c|\bbbv\b"),
    (
        "family",
        r"(support|help|advice|groups?) for (the )?(famil|carer|relatives|parents)",
    ),
)
_SAYS_NOT = re.compile(
    r"(?i)\b(do(es)? not|don'?t|doesn'?t|cannot|can'?t|no longer|unable to"
    r"|not (able|offer|provid|availab)\w*|instead of|except|excluding)\b"
)

_FELLOWSHIPS: tuple[tuple[Fellowship, str], ...] = (
    ("Al-Anon", r"al-?anon"),
    ("NA", r"narcotics anonymous"),
    ("AA", r"alcoholics anonymous"),
    ("CA", r"cocaine anonymous"),
    ("CMA", r"crystal meth anonymous"),
    ("FA", r"families anonymous"),
    ("SMART", r"smart recovery"),
)


def kind_in(words: str, more: str = "") -> Kind:
    """The kind, by its name and terms first, then by what else is said of it."""
    for text in (words.lower(), more.lower()):
        for kind, pattern in _KINDS:
            if re.search(pattern, text):
                return kind
    return "other"


def offers_in(text: str) -> tuple[str, ...]:
    """What the text says is offered. A sentence with a "not" in it says nothing."""
    kept = " ".join(
        each
        for each in re.split(r"(?<=[.!?;])\s+|\n", text)
        if not _SAYS_NOT.search(each)
    ).lower()
    return tuple(offer for offer, pattern in _OFFERS if re.search(pattern, kept))


def fellowship_in(text: str) -> Fellowship:
    """The fellowship a meeting's own name says; "other" where it says none."""
    for fellowship, pattern in _FELLOWSHIPS:
        if re.search(pattern, text.lower()):
            return fellowship
    return "other"
