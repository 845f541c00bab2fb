"""The queue keeps what is owed: nothing is lost, and one holder settles."""

from __future__ import annotations

from datetime import timedelta

import pytest

from pwa.reminders.answers import SENT
from tests.push_service import Browser, PushService
from tests.unit.reminders.sending_site import Site, add_many
from tests.unit.reminders.store.claiming import (
    DAY,
    GONE,
    MINUTE,
    WINTER,
    claim,
    settle,
)

HOUR = timedelta(hours=1)


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
