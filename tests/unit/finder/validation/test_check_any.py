"""Whatever a listing holds, it is checked without a crash, and once is enough."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pwa.finder.model import Hours, Listing, Location, Meeting, Phone
from pwa.finder.validation import RULES, Context, check
from tests.unit.finder.made_up import TODAY, FewPostcodes, service

NASTY = st.sampled_from(
    [
        "",
        " ",
        "<b>x</b>",
        "&amp;amp;amp;lt;i&gt;",
        "a\x00b\ud800c",
        "\u202egnp",
        "x" * 2500,
        "Passcode: 12 pwd=3",
        "javascript:alert(1)",
        "https://a.example.org/?pwd=1#pwd=2",
        "https://[::1]/",
        "www.made-up.org",
        "0113 496 0000",
        "1134960000",
        "+44+44",
        "18001 0113 496 0000",
        "info@made-up.org",
        "jo@made-up.org",
        "LS1 4AP",
        "ls14ap",
        "bt1 5gs",
        "E08000035",
        "yes",
        "unknown",
    ]
)
TEXT = NASTY | st.text(st.characters(codec=None), max_size=60)
DATES = st.none() | st.dates()
NUMBERS = st.integers(-(10**6), 10**6)
DEGREES = st.none() | st.floats() | st.sampled_from([53.796, -1.548, 0.0])


def some(each: Any) -> Any:
    return st.lists(each, max_size=3).map(tuple)


PHONES = st.builds(Phone, TEXT, TEXT, TEXT, TEXT)
HOURS = st.builds(
    Hours, NUMBERS, NUMBERS, NUMBERS, TEXT, some(NUMBERS), NUMBERS, DATES, DATES, DATES
)
LIKELY_HOURS = st.builds(
    Hours, st.integers(1, 7), st.integers(0, 1439), st.integers(1, 2160)
)
PLACES = st.builds(
    Location,
    TEXT,
    some(TEXT),
    TEXT,
    TEXT,
    DEGREES,
    DEGREES,
    TEXT,
    TEXT,
    TEXT,
    TEXT,
    TEXT,
    st.booleans(),
)
MEETINGS = st.none() | st.builds(
    Meeting, TEXT, TEXT, TEXT, some(TEXT), TEXT, st.booleans()
)
TEXTS = """source record name kind organisation summary for_whom status alert gender
    cost self_referral how_to_refer residents_only prescribes_naltrexone url email
    checked_how page notes"""
DAYS = "alert_until naltrexone_checked_on checked_on verify_by source_updated_on"
LISTS = "councils nations substances offers languages"
ANYTHING = {
    **dict.fromkeys(TEXTS.split(), TEXT),
    **dict.fromkeys(DAYS.split(), DATES),
    **dict.fromkeys(LISTS.split(), some(TEXT)),
    "minimum_age": st.none() | NUMBERS,
    "maximum_age": st.none() | NUMBERS,
    "phones": some(PHONES),
    "location": PLACES,
    "hours": some(HOURS | LIKELY_HOURS),
    "meeting": MEETINGS,
}


def context() -> Context:
    return Context(FewPostcodes(), TODAY)


@settings(max_examples=150)
@given(st.builds(Listing, **ANYTHING))
def test_any_listing_can_be_checked(listing: Listing) -> None:
    found = check(listing, context())

    assert {each.rule for each in (*found.repairs, *found.problems)} <= set(RULES)


@settings(max_examples=200)
@given(st.data())
def test_a_listing_that_was_mended_needs_no_more_mending(data: st.DataObject) -> None:
    names = data.draw(st.lists(st.sampled_from(sorted(ANYTHING)), max_size=4))
    listing = service(**{name: data.draw(ANYTHING[name]) for name in names})

    once = check(listing, context())

    if once.is_accepted:
        again = check(once.listing, context())
        assert again.listing == once.listing
        assert again.repairs == ()
        assert again.problems == ()


@settings(max_examples=100)
@given(st.dates(date(2000, 1, 1), date(2040, 1, 1)), st.booleans())
@pytest.mark.hazard("HZ20-d")
def test_nobody_is_told_of_naltrexone_without_a_day_that_has_been(
    on: date, has_day: bool
) -> None:
    given_on = on if has_day else None
    listing = service(naltrexone_checked_on=given_on, prescribes_naltrexone="yes")

    found = check(listing, context()).listing

    is_good = has_day and on <= TODAY
    assert (found.prescribes_naltrexone == "yes") == is_good
    assert ("naltrexone" in found.offers) == is_good
