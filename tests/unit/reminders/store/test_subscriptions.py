"""Who asked is kept as asked, and what is owed is not touched by asking again."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import select, text, update

from pwa.database import StoreError, writing
from pwa.reminders.store import subscriptions
from pwa.reminders.store.store import ReminderStore
from pwa.reminders.store.subscriptions import MOST_LATER, FullError
from pwa.reminders.store.tables import queue
from tests.unit.reminders.made_up import DAY, ENDPOINT, endpoint, subscription

MORNING = datetime(2026, 11, 22, 7, 0, tzinfo=UTC)  # a Sunday
EIGHT = MORNING.replace(hour=8)
TOMORROW_AT_EIGHT = EIGHT + timedelta(days=1)


def rows(store: ReminderStore) -> list[dict[str, Any]]:
    query = select(queue).order_by(queue.c.kind, queue.c.minute, queue.c.id)
    with store.engine.connect() as connection:
        return [dict(row) for row in connection.execute(query).mappings()]


def change_row(store: ReminderStore, minute: int, **values: Any) -> None:
    where = update(queue).where(queue.c.minute == minute)
    with writing(store.engine) as connection:
        connection.execute(where.values(values))


def test_a_subscription_is_kept_as_it_was_asked_for(store: ReminderStore) -> None:
    asked = subscription(minutes=(0, 480, 1425), days=(1, 3, 7), wants_safety=True)

    is_new = store.put(asked, MORNING)

    assert is_new
    assert store.find(ENDPOINT) == asked


def test_each_time_is_due_next_by_the_clock_on_the_wall(store: ReminderStore) -> None:
    store.put(subscription(minutes=(420, 480), days=(7,)), MORNING)

    seven, eight = rows(store)

    assert (seven["minute"], eight["minute"]) == (420, 480)
    assert seven["due_at"] == (MORNING + timedelta(days=7)).timestamp()
    assert eight["due_at"] == eight["try_at"] == EIGHT.timestamp()
    assert (eight["claim"], eight["tries"], eight["days"]) == (None, 0, 64)


@pytest.mark.hazard("HZ22-a")
def test_asking_the_same_again_changes_no_row_of_the_queue(
    store: ReminderStore,
) -> None:
    asked = subscription(minutes=(480, 1200))
    store.put(asked, MORNING)
    change_row(store, 480, try_at=1, claim="of a worker", tries=2)
    before = rows(store)

    is_new = store.put(asked, EIGHT + timedelta(seconds=5))

    assert not is_new
    assert rows(store) == before


@pytest.mark.hazard("HZ22-a")
def test_a_reminder_that_was_sent_is_not_queued_again_by_asking(
    store: ReminderStore,
) -> None:
    store.put(subscription(), MORNING)
    sent = {"due_at": int(TOMORROW_AT_EIGHT.timestamp())}
    change_row(store, 480, try_at=sent["due_at"], **sent)

    store.put(subscription(days=(1, 2, 7)), EIGHT + timedelta(seconds=2))

    [row] = rows(store)
    assert (row["due_at"], row["days"]) == (sent["due_at"], 0b1000011)


@pytest.mark.hazard("HZ23-a")
def test_a_reminder_that_is_owed_outlives_a_change_of_days_and_times(
    store: ReminderStore,
) -> None:
    store.put(subscription(minutes=(480, 495)), MORNING)
    change_row(store, 480, claim="of a worker", try_at=9**9)

    store.put(
        subscription(minutes=(480, 1200), days=(1,)), EIGHT + timedelta(seconds=2)
    )

    eight, evening = rows(store)
    assert (eight["minute"], eight["due_at"]) == (480, EIGHT.timestamp())
    assert (eight["claim"], eight["try_at"], eight["days"]) == ("of a worker", 9**9, 1)
    assert evening["minute"] == 1200


def test_another_plan_takes_the_place_of_the_one_before(store: ReminderStore) -> None:
    store.put(subscription(minutes=(480, 600)), MORNING)
    later = subscription(
        minutes=(600, 720),
        days=(1,),
        wants_safety=True,
        auth="A" * 22,
        key_id="k999999999999",
        created_on=DAY + timedelta(days=9),
        renewed_on=DAY + timedelta(days=9),
    )

    store.put(later, MORNING)

    found = store.find(ENDPOINT)
    assert found is not None
    assert (found.minutes, found.days, found.auth) == ((600, 720), (1,), "A" * 22)
    assert (found.created_on, found.renewed_on) == (DAY, later.renewed_on)
    monday_at_ten = datetime(2026, 11, 23, 10, tzinfo=UTC).timestamp()
    assert rows(store)[0]["due_at"] == monday_at_ten


def test_who_wants_safety_only_has_no_time(store: ReminderStore) -> None:
    store.put(subscription(), MORNING)

    store.put(subscription(minutes=(), days=(), wants_safety=True), MORNING)

    assert rows(store) == []
    found = store.find(ENDPOINT)
    assert found is not None
    assert (found.minutes, found.wants_safety) == ((), True)


def test_opening_the_app_renews_and_nothing_else(store: ReminderStore) -> None:
    asked = subscription()
    store.put(asked, MORNING)
    before = rows(store)

    assert store.renew(ENDPOINT, date(2026, 12, 1))
    assert not store.renew(endpoint(9), date(2026, 12, 1))

    found = store.find(ENDPOINT)
    assert found is not None
    assert (found.created_on, found.renewed_on) == (DAY, date(2026, 12, 1))
    assert rows(store) == before


def test_deleting_takes_all_that_is_queued_with_it(store: ReminderStore) -> None:
    store.put(subscription(), MORNING)
    store.put(subscription(endpoint=endpoint(1)), MORNING)
    store.send_test(ENDPOINT, MORNING)
    store.send_later(ENDPOINT, "2026-11-22T08:00", MORNING)

    assert store.delete(ENDPOINT)
    assert not store.delete(ENDPOINT)

    assert store.find(ENDPOINT) is None
    assert [row["kind"] for row in rows(store)] == ["reminder"]


def test_all_of_a_key_that_is_given_up_are_deleted(store: ReminderStore) -> None:
    store.put(subscription(), MORNING)
    store.put(subscription(endpoint=endpoint(1)), MORNING)
    store.put(subscription(endpoint=endpoint(2), key_id="k999999999999"), MORNING)
    assert store.by_key() == {"k0123456789ab": 2, "k999999999999": 1}

    assert store.delete_of_key("k0123456789ab") == 2

    assert store.by_key() == {"k999999999999": 1}
    assert len(rows(store)) == 1


def test_one_test_message_waits_at_a_time(store: ReminderStore) -> None:
    store.put(subscription(minutes=(), days=(), wants_safety=True), MORNING)

    assert store.send_test(ENDPOINT, MORNING)
    assert store.send_test(ENDPOINT, MORNING)
    assert not store.send_test(endpoint(9), MORNING)

    [row] = rows(store)
    assert (row["kind"], row["due_at"]) == ("test", MORNING.timestamp())


@pytest.mark.hazard("HZ22-a")
def test_a_slot_waits_once_to_be_sent_once_more(store: ReminderStore) -> None:
    store.put(subscription(minutes=(), days=(), wants_safety=True), MORNING)

    for _ in range(2):
        assert store.send_later(ENDPOINT, "2026-11-22T06:45", MORNING)
    assert not store.send_later(endpoint(9), "2026-11-22T06:45", MORNING)

    [row] = rows(store)
    assert (row["kind"], row["slot"]) == ("later", "2026-11-22T06:45")
    assert row["due_at"] == row["try_at"] == (MORNING.timestamp() + 1800)


def test_no_more_than_a_few_wait_to_be_sent_once_more(store: ReminderStore) -> None:
    store.put(subscription(minutes=(), days=(), wants_safety=True), MORNING)
    for number in range(MOST_LATER):
        store.send_later(ENDPOINT, f"2026-11-22T0{number}:00", MORNING)

    with pytest.raises(FullError):
        store.send_later(ENDPOINT, "2026-11-22T06:45", MORNING)

    assert len(rows(store)) == MOST_LATER


def test_when_there_is_no_more_room_nobody_is_dropped_for_another(
    store: ReminderStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(subscriptions, "MOST_SUBSCRIPTIONS", 1)
    store.put(subscription(), MORNING)

    with pytest.raises(FullError):
        store.put(subscription(endpoint=endpoint(1)), MORNING)
    store.put(subscription(minutes=(600,)), MORNING)

    assert store.by_key() == {"k0123456789ab": 1}


@pytest.mark.hazard("HZ22-a")
def test_two_tabs_that_ask_at_once_are_kept_once(store: ReminderStore) -> None:
    with ThreadPoolExecutor(8) as pool:
        asked = [
            pool.submit(store.put, subscription(minutes=(480, 600)), MORNING)
            for _ in range(16)
        ]
        told = [each.result() for each in asked]

    assert told.count(True) == 1
    assert [row["minute"] for row in rows(store)] == [480, 600]


def test_a_limit_is_exact_however_many_ask_at_once(store: ReminderStore) -> None:
    def take(_: int) -> bool:
        return store.take_token("x", burst=7, per_hour=0, now=MORNING)

    with ThreadPoolExecutor(8) as pool:
        told = list(pool.map(take, range(32)))

    assert told.count(True) == 7


def test_no_error_repeats_what_was_to_be_stored(store: ReminderStore) -> None:
    """PostgreSQL's own words on a broken rule repeat the row."""
    with writing(store.engine) as connection:
        connection.execute(text("DROP TABLE reminders_queue"))

    with pytest.raises(StoreError) as told:
        store.put(subscription(), MORNING)

    whole = [told.value, told.value.__cause__]
    assert not [each for each in whole if each and "made-up" in str(each)]
    assert told.value.__suppress_context__
    assert "made-up" not in repr(told.value)


def test_an_endpoint_of_the_greatest_length_is_kept(store: ReminderStore) -> None:
    longest = f"{ENDPOINT}{'x' * (1024 - len(ENDPOINT))}"

    store.put(subscription(endpoint=longest), MORNING)

    assert store.find(longest) is not None
