"""Rows of a week as text, which the import reads back as the same rows."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Literal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pwa.finder.exports.week_text import week_text
from pwa.finder.importers.osm_hours import osm_hours
from pwa.finder.model import Hours


@pytest.mark.parametrize(
    "text",
    [
        "Mo-Fr 09:00-17:00",
        "Mo-Fr,PH 09:00-17:00",
        "Mo,We,Fr 09:00-12:00,13:00-17:00; PH off",
        "Sa 22:00-26:00",
        "Mo-Su 00:00-24:00",
        "24/7",
        "Tu[1,-1] 19:00-20:30; PH off",
        "Tu 09:00-17:00, Tu[1] 19:00-20:00",
        "Mo-Fr 09:00-17:00; Th 09:00-19:00; Su off; PH off",
        "Tu[1,3],PH 19:00-20:00, We,PH 01:00-02:00",
    ],
)
def test_hours_come_back_as_they_were(text: str) -> None:
    rows = osm_hours(text)

    assert osm_hours(week_text(rows)) == rows


@st.composite
def weeks_of_rows(draw: st.DrawFn) -> list[Hours]:
    """Each day once or twice, in every week or in some; never touching midnight."""
    answers: list[Literal["open", "closed", "unknown"]] = ["open", "closed", "unknown"]
    holiday = draw(st.sampled_from(answers))
    rows: list[Hours] = []
    for weekday in draw(st.sets(st.integers(1, 7), min_size=1)):
        which = st.sampled_from(((), (), (1,), (2, 4), (1, -1), (-1,)))
        weeks = draw(which)
        opens = draw(st.integers(6 * 60, 11 * 60))
        rows.append(
            Hours(weekday, opens, opens + draw(st.integers(1, 59)), weeks=weeks)
        )
        if draw(st.booleans()):
            opens = draw(st.integers(13 * 60, 20 * 60))
            closes = opens + draw(st.integers(1, 180))
            rows.append(Hours(weekday, opens, closes, weeks=draw(which)))
    return [replace(row, bank_holiday=holiday) for row in rows]


@given(weeks_of_rows())
@settings(max_examples=60)
def test_any_week_comes_back_as_it_was(rows: list[Hours]) -> None:
    assert set(osm_hours(week_text(rows))) == set(rows)


def test_what_cannot_be_written_so_is_left_out() -> None:
    fortnightly = Hours(1, 540, 600, every_weeks=2, anchor=date(2026, 1, 5))
    summer = Hours(2, 540, 600, valid_to=date(2026, 9, 1))

    assert week_text([fortnightly, summer, Hours(3, 540, 600)]) == "We 09:00-10:00"
    assert week_text([]) == ""
