"""How hard a text is to read: words in a sentence, and Flesch-Kincaid grade.

Kincaid, Fishburne, Rogers and Chissom 1975, "Derivation of New Readability Formulas".
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable
from functools import cache
from pathlib import Path

TERMS_FILE = Path(__file__).parent / "terms.toml"
LONGEST_SENTENCE = 20
HARDEST_GRADE = 6.0
SHORTEST_GRADED = 5
"""Words. The formula says nothing of a shorter sentence: one name decides it."""
WORD = re.compile(r"[A-Za-z]+(?:['’-][A-Za-z]+)*|\d+(?:[.,]\d+)*")
SENTENCE_END = re.compile(r"(?<=[.!?:;])\s+|\n+")


def sentences(markdown: str) -> list[str]:
    """Sentences of a Markdown text; a heading or a list item ends one too."""
    plain = re.sub(r"\[([^\]]*)\]\([^)]*\)", r"\1", markdown)
    plain = re.sub(r"[*_`]", "", plain)
    plain = re.sub(r"^\s*(?:#+|[-*]|\d+\.)\s+", "", plain, flags=re.MULTILINE)
    found = (each.strip() for each in SENTENCE_END.split(plain))
    return [each for each in found if WORD.search(each)]


def words(sentence: str) -> list[str]:
    return WORD.findall(sentence)


def syllables(word: str, easy: Iterable[str] = ()) -> int:
    """About how many a word has; an easy word or a number counts as one."""
    bare = word.lower().replace("’", "'").removesuffix("'s")
    if bare in easy or bare.removesuffix("s") in easy or not bare[0].isalpha():
        return 1
    parts = bare.replace("'", "").split("-")
    return sum(max(1, vowel_groups(part)) for part in parts if part)


def vowel_groups(word: str) -> int:
    count = len(re.findall(r"[aeiouy]+", word))
    # A last e is silent, and so is the one of -ed and -es, but for some ends.
    if re.search(r"[^aeiouyl]e$|[^aeiouytd]ed$|[^aeiouysxzgc]es$", word):
        count -= 1
    # Two vowels that are spoken apart.
    return count + len(re.findall(r"ia|io(?!n)|eo|ua(?!r)|iu", word))


@cache
def easy_terms() -> frozenset[str]:
    """Words that count as one syllable: names, and long words a child knows."""
    groups = tomllib.loads(TERMS_FILE.read_text(encoding="utf-8"))
    return frozenset(word for group in groups.values() for word in group)


def grade(markdown: str, easy: Iterable[str] = ()) -> float:
    """Flesch-Kincaid grade; 6 is read at the age of 11."""
    told = sentences(markdown)
    counted = [word for sentence in told for word in words(sentence)]
    spoken = sum(syllables(word, easy) for word in counted)
    return 0.39 * len(counted) / len(told) + 11.8 * spoken / len(counted) - 15.59
