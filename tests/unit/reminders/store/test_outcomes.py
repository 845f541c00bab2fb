"""What becomes of a message by its answer: sent, tried again, skipped or dropped."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from pwa.reminders.answers import BACK, LATE, NO_ANSWER, REFUSED, SENT, Answer
from pwa.reminders.slots import slot_of
from pwa.reminders.store.outcomes import SPREAD_S
from tests.push_service import Browser
from tests.unit.reminders.sending_site import Site
from tests.unit.reminders.store.claiming import DAY, GONE, MINUTE, claim, settle


def due(site: Site, browser: Browser) -> datetime:
    [row] = site.rows(browser)
    return datetime.fromtimestamp(row["due_at"], UTC)


def test_a_settled_reminder_comes_again_at_the_same_time_on_the_wall(
    site: Site, browser: Browser
) -> None:
    site.at = datetime(2026, 3, 27, 12, tzinfo=UTC)
    site.add(browser, days=(6, 7))
    seen = []

    for _ in range(3):
        site.go_to(browser)
        seen.append(slot_of(due(site, browser)))
        settle(site, SENT)

    assert seen == ["2026-03-28T08:00", "2026-03-29T08:00", "2026-04-04T08:00"]
    assert site.queue.figures()["sent"] == 3


def test_a_settled_reminder_is_spread_over_some_seconds(
    site: Site, browser: Browser
) -> None:
    site.add(browser)
    spreads = set()

    for _ in range(12):
        site.go_to(browser)
        settle(site, SENT)
        [row] = site.rows(browser)
        spreads.add(row["try_at"] - row["due_at"])

    assert len(spreads) > 1
    assert spreads <= set(range(SPREAD_S))


@pytest.mark.parametrize("answer", [SENT, REFUSED, LATE], ids=lambda each: each.what)
def test_a_single_message_is_deleted_when_it_is_done(
    site: Site, browser: Browser, answer: Answer
) -> None:
    site.add(browser)
    site.store.send_test(browser.endpoint, site.at)

    settle(site, answer)

    assert site.rows(browser, "test") == []
    assert len(site.rows(browser)) == 1


def test_who_is_gone_is_deleted_with_all_that_is_due(
    site: Site, browser: Browser
) -> None:
    site.add(browser, minutes=(480, 1200))
    site.go_to(browser)

    settle(site, GONE)

    assert not site.is_known(browser)
    assert site.queue.sizes() == {"subscriptions": 0}
    assert site.queue.figures()["gone"] == 1


@pytest.mark.hazard("HZ23-b")
def test_no_answer_is_tried_three_times_then_skipped(
    site: Site, browser: Browser
) -> None:
    site.add(browser)
    site.go_to(browser)
    first = due(site, browser)
    tried_at = []

    while due(site, browser) == first:
        tried_at.append(site.at)
        settle(site, NO_ANSWER)
        [row] = site.rows(browser)
        site.at = datetime.fromtimestamp(row["try_at"], UTC)

    figures = site.queue.figures()
    assert len(tried_at) == 3
    assert due(site, browser) == first + DAY
    assert MINUTE / 2 <= tried_at[1] - tried_at[0] <= MINUTE
    assert 2 * MINUTE <= tried_at[2] - tried_at[1] <= 4 * MINUTE
    assert (figures["retried"], figures["skipped"], figures["sent"]) == (2, 1, 0)


def test_retry_after_is_waited_for(site: Site, browser: Browser) -> None:
    site.add(browser)
    site.go_to(browser)

    settle(site, Answer("again", 600, 429))

    [row] = site.rows(browser)
    waits_s = row["try_at"] - int(site.at.timestamp())
    assert 600 <= waits_s < 605
    assert row["tries"] == 1


def test_a_retry_after_beyond_the_hour_skips_the_day(
    site: Site, browser: Browser
) -> None:
    site.add(browser)
    site.go_to(browser)
    first = due(site, browser)

    settle(site, Answer("again", 3601, 429))

    assert due(site, browser) == first + DAY
    assert site.queue.figures()["skipped"] == 1


def test_a_service_that_rests_costs_no_try(site: Site, browser: Browser) -> None:
    site.add(browser)
    site.go_to(browser)

    settle(site, Answer("rest", 20))

    [row] = site.rows(browser)
    assert row["tries"] == 0
    assert 20 <= row["try_at"] - int(site.at.timestamp()) < 25


def test_what_is_given_back_is_due_at_once(site: Site, browser: Browser) -> None:
    site.add(browser)
    site.go_to(browser)

    settle(site, BACK)

    [row] = claim(site)
    assert (row.tries, row.due_at) == (0, int(due(site, browser).timestamp()))


def test_three_days_of_refusals_drop_a_subscription(
    site: Site, browser: Browser
) -> None:
    site.add(browser)

    for _ in range(3):
        assert site.is_known(browser)
        site.go_to(browser)
        settle(site, REFUSED)

    figures = site.queue.figures()
    assert not site.is_known(browser)
    assert (figures["refused"], figures["dropped"]) == (3, 1)


def test_one_message_that_is_taken_forgives_the_refusals(
    site: Site, browser: Browser
) -> None:
    site.add(browser, minutes=(480, 1200))
    for _ in range(2):
        site.go_to(browser)
        settle(site, REFUSED)
        site.go_to(browser)
        settle(site, REFUSED)

    site.go_to(browser)
    settle(site, SENT)

    assert {row["refused"] for row in site.rows(browser)} == {0}


def test_refused_single_messages_drop_nobody(site: Site, browser: Browser) -> None:
    site.add(browser)

    for _ in range(4):
        site.store.send_test(browser.endpoint, site.at)
        settle(site, REFUSED)

    assert site.is_known(browser)


@pytest.mark.parametrize(
    ("stopped", "is_sent_today"),
    [
        pytest.param(DAY + 10 * MINUTE, True, id="a day and ten minutes"),
        pytest.param(DAY + 61 * MINUTE, False, id="a day and 61 minutes"),
        pytest.param(9 * DAY + 59 * MINUTE, True, id="nine days and 59 minutes"),
    ],
)
def test_after_a_long_stop_only_what_is_in_time_is_left(
    site: Site, browser: Browser, stopped: timedelta, is_sent_today: bool
) -> None:
    site.add(browser)
    site.go_to(browser)
    first = due(site, browser)
    site.at = first + stopped

    settle(site, LATE)

    today = first + timedelta(days=stopped.days)
    assert due(site, browser) == (today if is_sent_today else today + DAY)
