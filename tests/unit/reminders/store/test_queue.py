"""The queue keeps what is owed: nothing is lost, and one holder settles."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from pwa.reminders.answers import BACK, LATE, NO_ANSWER, REFUSED, SENT, Answer
from pwa.reminders.slots import slot_of
from pwa.reminders.store.claimed import Claimed
from pwa.reminders.store.outcomes import SPREAD_S, Done
from tests.push_service import Browser, PushService
from tests.unit.reminders.sending_site import Site, add_many, made_site

GONE = Answer("gone", status=410)
MINUTE, HOUR, DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)
WINTER = datetime(2026, 11, 22, 12, tzinfo=UTC)


@pytest.fixture
def site(address: str, tmp_path: Path) -> Iterator[Site]:
    with made_site(address, tmp_path, "http://127.0.0.1:9") as made:
        made.at = WINTER
        yield made


@pytest.fixture
def browser() -> Browser:
    service = PushService()
    service.origin = "http://127.0.0.1:9"
    return service.subscribe()


def claim(site: Site, most: int = 10, lease_s: int = 120) -> list[Claimed]:
    return site.queue.claim(site.at, most, lease_s)


def settle(site: Site, answer: Answer, rows: list[Claimed] | None = None) -> None:
    held = claim(site) if rows is None else rows
    assert held
    site.queue.book(site.queue.settle([Done(row, answer) for row in held], site.at))


def due(site: Site, browser: Browser) -> datetime:
    [row] = site.rows(browser)
    return datetime.fromtimestamp(row["due_at"], UTC)


def test_nothing_is_claimed_before_it_is_due(site: Site, browser: Browser) -> None:
    site.add(browser)
    site.go_to(browser)

    site.at -= timedelta(seconds=1)
    before = claim(site)
    site.at += timedelta(seconds=1)
    [row] = claim(site)

    assert before == []
    assert (row.endpoint, row.kind, row.minute) == (browser.endpoint, "reminder", 480)


@pytest.mark.hazard("HZ22-b")
def test_what_is_claimed_is_nobody_elses_until_the_lease_ends(
    site: Site, browser: Browser
) -> None:
    site.add(browser)
    site.go_to(browser)
    claim(site, lease_s=60)

    site.at += timedelta(seconds=59)
    during = claim(site)
    site.at += timedelta(seconds=1)

    assert during == []
    assert len(claim(site)) == 1


@pytest.mark.hazard("HZ22-b")
def test_only_the_holder_settles(site: Site, browser: Browser) -> None:
    site.add(browser)
    site.go_to(browser)
    slow = claim(site, lease_s=60)
    site.at += MINUTE
    [holder] = claim(site)

    settle(site, GONE, slow)

    assert site.is_known(browser)
    assert site.rows(browser)[0]["claim"] == holder.claim
    assert site.queue.figures()["gone"] == 0


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


def test_a_broadcast_is_paced_and_queued_once_an_hour(
    site: Site, browser: Browser
) -> None:
    service = PushService()
    service.origin = "http://127.0.0.1:9"
    wanting = [service.subscribe() for _ in range(5)]
    for each in wanting:
        site.add(each, minutes=(), wants_safety=True)
    site.add(browser)

    queued = site.queue.broadcast(site.at, 2)
    again = site.queue.broadcast(site.at + HOUR - MINUTE, 2)
    due_s = [
        site.rows(each, "safety")[0]["due_at"] - site.at.timestamp() for each in wanting
    ]

    assert (queued, again) == (5, None)
    assert due_s == [0, 0, 1, 1, 2]
    assert site.rows(browser, "safety") == []
    assert site.queue.broadcast(site.at + HOUR, 2) == 5
    assert "broadcast_at" not in site.queue.figures()


def test_who_does_not_open_the_app_for_60_days_is_forgotten(
    site: Site, browser: Browser
) -> None:
    site.add(browser)
    today = WINTER.date()

    early = site.queue.forget(today + 60 * DAY)
    forgotten = site.queue.forget(today + 61 * DAY)

    assert (early, forgotten) == (0, 1)
    assert site.queue.sizes() == {"subscriptions": 0}
    assert site.queue.figures()["forgotten"] == 1


def test_the_oldest_that_waits_is_told_and_none_that_is_worked_on(
    site: Site, browser: Browser
) -> None:
    site.add(browser)
    early = site.queue.oldest_due(site.at)
    site.go_to(browser, late_s=90)

    waiting = site.queue.oldest_due(site.at)
    claim(site)

    assert early is None
    assert waiting == int(site.at.timestamp()) - 90
    assert site.queue.oldest_due(site.at) is None


def test_batches_that_are_claimed_in_turn_share_no_row(
    site: Site, browser: Browser
) -> None:
    add_many(site, browser, 25)

    batches = [claim(site, 10) for _ in range(4)]

    ids = [row.id for batch in batches for row in batch]
    assert [len(batch) for batch in batches] == [10, 10, 5, 0]
    assert len(set(ids)) == 25
    assert len({row.claim for row in batches[0]}) == 1


def test_somebody_who_leaves_meanwhile_is_not_brought_back(
    site: Site, browser: Browser
) -> None:
    site.add(browser)
    site.go_to(browser)
    rows = claim(site)

    site.store.delete(browser.endpoint)
    settle(site, SENT, rows)

    assert not site.is_known(browser)
    assert site.queue.figures()["sent"] == 0
