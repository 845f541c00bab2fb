"""What is overdue, or no longer says what its original says, is found."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from pwa.editing.check import helpline_faults, review_faults, translation_faults
from pwa.facts.model import FactSection
from tests.unit.editing.made_up import (
    CHECKED_ON,
    DUE_ON,
    helpline,
    says,
    section,
    sheet,
)


@pytest.mark.parametrize(
    ("today", "fault"),
    [
        pytest.param(DUE_ON - timedelta(60), None, id="two months before"),
        pytest.param(DUE_ON - timedelta(30), None, id="30 days before"),
        pytest.param(DUE_ON - timedelta(29), "review it now", id="29 days before"),
        pytest.param(DUE_ON, "review it now", id="the day itself"),
        pytest.param(
            DUE_ON + timedelta(1), "was due on 2027-05-22", id="the day after"
        ),
        pytest.param(DUE_ON + timedelta(400), "was due on 2027-05-22", id="long after"),
    ],
)
def test_a_review_is_asked_for_in_its_last_month_and_found_overdue(
    today: date, fault: str | None
) -> None:
    found = says(review_faults("facts/a-page", CHECKED_ON, DUE_ON, today))

    if fault is None:
        assert found == []
    else:
        assert [fault in each for each in found] == [True]


@pytest.mark.parametrize("place", ["facts/en/a-page", "card", "medicines"])
@pytest.mark.parametrize(
    ("checked_on", "due_on", "fault"),
    [
        pytest.param(CHECKED_ON, DUE_ON, None, id="checked today"),
        pytest.param(
            CHECKED_ON + timedelta(1),
            DUE_ON,
            "was checked on 2026-11-23, which is yet to come",
            id="checked tomorrow",
        ),
        pytest.param(CHECKED_ON, CHECKED_ON + timedelta(366), None, id="a leap year"),
        pytest.param(
            CHECKED_ON,
            CHECKED_ON + timedelta(367),
            "a review lasts at most 366 days",
            id="a day too long",
        ),
        pytest.param(
            CHECKED_ON,
            DUE_ON.replace(year=2207),
            "a review lasts at most 366 days",
            id="a mistyped year",
        ),
    ],
)
def test_a_mistyped_day_of_a_review_is_found(
    place: str, checked_on: date, due_on: date, fault: str | None
) -> None:
    found = says(review_faults(place, checked_on, due_on, CHECKED_ON))

    assert found == ([] if fault is None else [f"{place}: {fault}"])


WELSH = "- Mae’n blocio. {blocks: S1 4.2}"


@pytest.mark.hazard("HZ9-c")
@pytest.mark.parametrize(
    ("english", "welsh", "fault"),
    [
        pytest.param(
            section("50 mg. {a: S1}"),
            section("25 mg. {a: S1}", language="cy"),
            "#a: other numbers than in English",
            id="another number",
        ),
        pytest.param(
            section("7 to 10 days. {a: S1}"),
            section("10 diwrnod. {a: S1}", language="cy"),
            "#a: other numbers than in English",
            id="a number left out",
        ),
        pytest.param(
            section("One. {a: S1}"),
            section("Un. {a: P1}", language="cy"),
            "#a: other sources than in English",
            id="another source",
        ),
        pytest.param(
            section("One. {a: S1 4.2}"),
            section("Un. {a: S1 4.3}", language="cy"),
            "#a: other sources than in English",
            id="another place in the source",
        ),
        pytest.param(
            section("One. {a: S1}\n\nTwo. {b: S1}"),
            section("Un. {a: S1}", language="cy"),
            "#b: stands in only one of the two languages",
            id="a claim left out",
        ),
        pytest.param(
            section("One. {a: S1}"),
            section("Un. {a: S1}\n\nDau. {b: S1}", language="cy"),
            "#b: stands in only one of the two languages",
            id="a claim put in",
        ),
        pytest.param(
            section(revision=3),
            section(WELSH, language="cy", revision=2),
            ": is of revision 2, the original of 3",
            id="an older revision",
        ),
        pytest.param(
            section(),
            section(WELSH, language="cy", slug="another"),
            ": there is no such page in English",
            id="a page of its own",
        ),
    ],
)
def test_a_translation_that_says_something_else_is_found(
    english: FactSection, welsh: FactSection, fault: str
) -> None:
    found = says(translation_faults(sheet(english, welsh)))

    assert found == [f"facts/cy/{welsh.slug}{fault}"]


@pytest.mark.hazard("HZ9-c")
def test_a_translation_that_says_the_same_has_no_fault() -> None:
    english = section("Wait 7 to 10 days. {a: S1 4.2; J}")
    welsh = section("10 diwrnod, neu 7. {a: S1 4.2; J}", language="cy")

    assert says(translation_faults(sheet(english, welsh))) == []


@pytest.mark.hazard("HZ8-b")
@pytest.mark.parametrize(
    ("checked_on", "called_on", "today", "is_old"),
    [
        pytest.param(CHECKED_ON, None, CHECKED_ON, False, id="today"),
        pytest.param(
            CHECKED_ON, None, CHECKED_ON + timedelta(365), False, id="a year ago"
        ),
        pytest.param(
            CHECKED_ON, None, CHECKED_ON + timedelta(366), True, id="over a year ago"
        ),
        pytest.param(
            CHECKED_ON,
            CHECKED_ON + timedelta(200),
            CHECKED_ON + timedelta(366),
            False,
            id="called since",
        ),
        pytest.param(
            CHECKED_ON,
            CHECKED_ON - timedelta(200),
            CHECKED_ON + timedelta(365),
            False,
            id="called before it was checked",
        ),
    ],
)
def test_a_helpline_nobody_has_looked_at_for_a_year_is_found(
    checked_on: date, called_on: date | None, today: date, is_old: bool
) -> None:
    line = helpline(checked_on=checked_on, called_on=called_on)

    found = says(helpline_faults([line], today))

    assert bool(found) is is_old
    assert not is_old or "helplines#A line: was last checked on" in found[0]
