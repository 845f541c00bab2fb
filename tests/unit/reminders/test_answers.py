"""What a push service's answer means for a message."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from pwa.reminders.answers import LONGEST_WAIT_S, read_answer, wait

NOW = datetime(2026, 11, 22, 8, tzinfo=UTC)


@pytest.mark.parametrize(
    ("what", "statuses"),
    [
        ("sent", (200, 201, 202, 204)),
        ("gone", (404, 410)),
        ("refused", (400, 401, 403, 413, 422, 451)),
        ("again", (301, 302, 307, 308, 408, 425, 429, 500, 502, 503, 504)),
    ],
)
def test_each_status_has_one_meaning(what: str, statuses: tuple[int, ...]) -> None:
    found = {read_answer(each, None, NOW).what for each in statuses}

    assert found == {what}


@pytest.mark.parametrize(
    ("text", "wait_s"),
    [
        ("120", 120),
        ("0", 0),
        ("Sun, 22 Nov 2026 08:05:00 GMT", 300),
        ("Sun, 22 Nov 2026 07:00:00 GMT", 0),
        ("999999999999999", LONGEST_WAIT_S),
        ("Fri, 31 Dec 9999 23:59:59 GMT", LONGEST_WAIT_S),
        ("soon", None),
        ("-5", None),
        ("", None),
        ("١٢", None),
        (None, None),
    ],
)
def test_retry_after_is_read_in_both_forms_and_bounded(
    text: str | None, wait_s: int | None
) -> None:
    assert wait(text, NOW) == wait_s
