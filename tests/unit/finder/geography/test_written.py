"""How a postcode is written, and the number it is kept under."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pwa.finder.geography.written import (
    INWARDS,
    OUTWARD,
    UNIT_LETTERS,
    number_of,
    outcode_of,
    write,
)

postcodes = st.tuples(
    st.from_regex(OUTWARD, fullmatch=True, alphabet=st.characters(max_codepoint=127)),
    st.integers(0, 9),
    st.sampled_from(UNIT_LETTERS),
    st.sampled_from(UNIT_LETTERS),
).map(lambda parts: f"{parts[0]} {parts[1]}{parts[2]}{parts[3]}")
quickly = settings(max_examples=100)


@pytest.mark.parametrize(
    ("typed", "written"),
    [
        ("ls1 4ap", "LS1 4AP"),
        ("LS14AP", "LS1 4AP"),
        ("SA5 9 EA ", "SA5 9EA"),
        ("SW1A\u00a02AA", "SW1A 2AA"),
        ("W1A-1AA", "W1A 1AA"),
        ("GIR 0AA", None),
        ("LS1 4AC", None),
        ("LS1", None),
        ("LS123 4AP", None),
        ("1S1 4AP", None),
        ("LS1 4AP, Leeds", None),
        ("ＬＳ１ ４ＡＰ", None),
        ("", None),
    ],
)
def test_a_postcode_is_written_one_way_or_is_none(
    typed: str, written: str | None
) -> None:
    assert write(typed) == written


@quickly
@given(postcodes, st.lists(st.integers(0, 8), max_size=4))
def test_spaces_and_case_change_nothing(postcode: str, gaps: list[int]) -> None:
    typed = postcode.lower().replace(" ", "")
    for gap in gaps:
        typed = f"{typed[:gap]} {typed[gap:]}"

    assert write(typed) == postcode


@quickly
@given(postcodes, postcodes)
def test_two_postcodes_never_share_a_number(one: str, other: str) -> None:
    assert (number_of(one) == number_of(other)) == (one == other)
    assert 0 <= number_of(one) < 2**32


@quickly
@given(postcodes)
def test_an_outcode_comes_back_from_its_number(postcode: str) -> None:
    assert outcode_of(number_of(postcode) // INWARDS) == postcode[:-4]
