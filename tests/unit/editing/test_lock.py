"""Words that are published cannot change without a new revision and a new edition."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from pwa.editing.documents import (
    Document,
    of_helplines,
    of_medicines,
    of_section,
)
from pwa.editing.publish import (
    lock_faults,
    lock_of,
    unready_faults,
)
from tests.unit.editing.made_up import (
    CHECKED_ON,
    document,
    helpline,
    medicine,
    medicine_list,
    section,
)
from tests.unit.editing.publishing import BEFORE, LOCK


@pytest.mark.hazard("HZ16-a")
@pytest.mark.parametrize(
    ("now", "fault"),
    [
        pytest.param([BEFORE], None, id="as published"),
        pytest.param(
            [replace(BEFORE, checked_on=CHECKED_ON + timedelta(9))],
            None,
            id="only checked again",
        ),
        pytest.param([BEFORE, document("facts/b")], "not published yet", id="new"),
        pytest.param(
            [document(blocks="It may block.", gone="It goes.")],
            "its words or signature changed since the last edition",
            id="changed",
        ),
        pytest.param(
            [replace(BEFORE, title="Another")],
            "its words or signature changed",
            id="title",
        ),
        pytest.param(
            [document(gone="It goes.", blocks="It blocks.")],
            "its words or signature changed",
            id="another order",
        ),
        pytest.param([], "was published and is gone", id="gone"),
    ],
)
def test_words_that_are_not_as_published_are_found(
    now: list[Document], fault: str | None
) -> None:
    found = [each.says for each in lock_faults(now, LOCK)]

    if fault is None:
        assert found == []
    else:
        assert [each.startswith(fault) for each in found] == [True]
        assert "flask --app pwa content publish" in found[0]


@pytest.mark.hazard("HZ16-a")
@pytest.mark.parametrize(
    ("changed", "fault"),
    [
        pytest.param(
            document(revision=1, blocks="Other."), "raise its revision of 1", id="same"
        ),
        pytest.param(document(revision=2, blocks="Other."), None, id="raised"),
        pytest.param(document(revision=1), None, id="nothing changed"),
        pytest.param(
            document(revision=2, blocks="Other.", checked_on=CHECKED_ON - timedelta(1)),
            "checked_on lies before",
            id="an earlier check",
        ),
        pytest.param(document("facts/new"), None, id="a new page"),
    ],
)
def test_changed_words_need_a_raised_revision(
    changed: Document, fault: str | None
) -> None:
    found = [each.says for each in unready_faults([changed], lock_of([document()]))]

    if fault is None:
        assert found == []
    else:
        assert [fault in each for each in found] == [True]


@pytest.mark.hazard("HZ16-a")
@pytest.mark.parametrize(
    ("before", "now", "is_refused"),
    [
        pytest.param("Dr A 2026-11-20", "Dr A 2026-11-20", True, id="not signed again"),
        pytest.param("Dr A 2026-11-20", "Dr A 2026-11-22", False, id="signed again"),
        pytest.param("Dr A 2026-11-20", "Dr B 2026-11-20", False, id="by another"),
        pytest.param("Dr A 2026-11-20", "", False, id="no longer signed"),
        pytest.param("", "Dr A 2026-11-22", False, id="signed now"),
        pytest.param("", "", False, id="never signed"),
    ],
)
def test_words_that_changed_after_they_were_signed_are_refused(
    before: str, now: str, *, is_refused: bool
) -> None:
    lock = lock_of([document(signed=before)])

    changed = document(revision=2, signed=now, blocks="Other.")
    found = [each.says for each in unready_faults([changed], lock)]

    told = (
        f"its words changed after {now} signed them: take reviewed_by out until the "
        "new words are signed"
    )
    assert found == ([told] if is_refused else [])


def test_signed_words_that_did_not_change_stay_signed() -> None:
    signed = document(signed="Dr A 2026-11-20")

    assert list(unready_faults([signed], lock_of([signed]))) == []


def test_a_lock_written_before_there_were_signatures_is_read() -> None:
    lock = lock_of([document()])
    del lock["facts/a-page"]["signed"]

    changed = document(revision=2, signed="Dr A 2026-11-20", blocks="Other.")

    assert list(unready_faults([changed], lock)) == []


def test_a_document_says_who_signed_it() -> None:
    signed = section(reviewed_by="Dr A", reviewed_on=CHECKED_ON)
    listed = replace(medicine_list(medicine()), reviewed_by="Dr B")

    assert of_section(signed).signed == "Dr A 2026-11-22"
    assert of_medicines(listed).signed == "Dr B"
    assert of_section(section()).signed == ""
    assert of_medicines(medicine_list(medicine())).signed == ""
    assert of_helplines((helpline(),)).signed == ""


def test_what_has_no_revision_needs_no_raised_one() -> None:
    lock = lock_of([document("card", revision=0, a="A.")])

    changed = document("card", revision=0, b="B.")

    assert list(unready_faults([changed], lock)) == []
