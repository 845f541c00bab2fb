"""The words on buttons, labels and notices are plain too."""

from __future__ import annotations

from pwa.editing.readability import (
    HARDEST_GRADE,
    LONGEST_SENTENCE,
    easy_terms,
    grade,
    sentences,
    words,
)
from tests.content.app_words import messages


def test_a_sentence_of_the_shell_is_short() -> None:
    told = [sentence for message in messages() for sentence in sentences(message)]

    assert [each for each in told if len(words(each)) > LONGEST_SENTENCE] == []


def test_the_words_of_the_shell_are_read_by_a_child_of_eleven() -> None:
    assert grade("\n".join(messages()), easy_terms()) <= HARDEST_GRADE
