"""Rows of a week as schedules."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from pwa.finder.model import Hours
from pwa.finder.oruk.schedules import schedules


@pytest.mark.parametrize(
    ("hours", "expected"),
    [
        pytest.param(
            [Hours(1, 540, 1020), Hours(2, 540, 1020), Hours(7, 540, 1020)],
            [("WEEKLY", 1, "MO,TU,SU", "09:00:00", "17:00:00")],
            id="days with the same hours",
        ),
        pytest.param(
            [Hours(1, 540, 720), Hours(1, 780, 1020)],
            [
                ("WEEKLY", 1, "MO", "09:00:00", "12:00:00"),
                ("WEEKLY", 1, "MO", "13:00:00", "17:00:00"),
            ],
            id="closed at noon",
        ),
        pytest.param(
            [Hours(6, 1320, 1560)],
            [("WEEKLY", 1, "SA", "22:00:00", "02:00:00")],
            id="past midnight",
        ),
        pytest.param(
            [Hours(3, 0, 1440)],
            [("WEEKLY", 1, "WE", "00:00:00", "00:00:00")],
            id="all day",
        ),
        pytest.param(
            [Hours(2, 1140, 1200, weeks=(1, -1))],
            [("MONTHLY", 1, "1TU,-1TU", "19:00:00", "20:00:00")],
            id="the first and the last of the month",
        ),
        pytest.param(
            [Hours(2, 1140, 1200, every_weeks=2, anchor=date(2026, 1, 6))],
            [("WEEKLY", 2, "TU", "19:00:00", "20:00:00")],
            id="every other week",
        ),
        pytest.param([], [], id="not known"),
    ],
)
def test_rows_become_schedules(hours: list[Hours], expected: list[Any]) -> None:
    found = schedules("made-up/X", hours)

    names = ("freq", "interval", "byday", "opens_at", "closes_at")
    assert [tuple(each[name] for name in names) for each in found] == expected


def test_a_schedule_says_what_is_special_about_it() -> None:
    row = Hours(
        2,
        1140,
        1200,
        purpose="meeting",
        every_weeks=2,
        anchor=date(2026, 1, 6),
        valid_from=date(2026, 1, 1),
        valid_to=date(2026, 12, 31),
        bank_holiday="closed",
        note="Upstairs",
    )

    [found] = schedules("made-up/X", [row])

    assert found["dtstart"] == "2026-01-06"
    assert (found["valid_from"], found["valid_to"]) == ("2026-01-01", "2026-12-31")
    assert found["description"] == "Closed on bank holidays."
    assert found["notes"] == "Upstairs"
    assert found["attributes"][0]["taxonomy_term"]["term"] == "meeting"
