"""Every change of words is found and listed."""

from __future__ import annotations

from dataclasses import replace

import pytest

from pwa.editing.documents import (
    Document,
)
from pwa.editing.publish import (
    changes,
)
from pwa.facts.editions import Change
from tests.unit.editing.made_up import (
    document,
)
from tests.unit.editing.publishing import BEFORE, LOCK


@pytest.mark.parametrize(
    ("now", "found"),
    [
        pytest.param([BEFORE], [], id="nothing"),
        pytest.param(
            [document(blocks="It blocks.", gone="It goes.", more="It is more.")],
            [Change("facts/a-page", "more", "new", "It is more.")],
            id="a new claim",
        ),
        pytest.param(
            [document(blocks="It may block.", gone="It goes.")],
            [
                Change(
                    "facts/a-page", "blocks", "changed", "It may block.", "It blocks."
                )
            ],
            id="a changed claim, with what it said",
        ),
        pytest.param(
            [document(blocks="It blocks.")],
            [Change("facts/a-page", "gone", "removed", "It goes.")],
            id="a removed claim, with what it said",
        ),
        pytest.param(
            [document(blocks="It blocks.", renamed="It goes.")],
            [
                Change("facts/a-page", "renamed", "new", "It goes."),
                Change("facts/a-page", "gone", "removed", "It goes."),
            ],
            id="a claim under another id",
        ),
        pytest.param(
            [BEFORE, document("facts/b", title="B", one="One.", two="Two.")],
            [Change("facts/b", "", "new", "B: a new page.")],
            id="a new page is one change",
        ),
        pytest.param(
            [],
            [Change("facts/a-page", "", "removed", "The page.")],
            id="a removed page",
        ),
    ],
)
def test_what_changed_is_listed(now: list[Document], found: list[Change]) -> None:
    assert changes(now, LOCK) == found


def test_another_title_is_a_change_too() -> None:
    now = [replace(BEFORE, title="Another title", revision=2)]

    assert [each.kind for each in changes(now, LOCK)] == ["changed"]
