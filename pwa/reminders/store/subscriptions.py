"""Rows of subscriptions, and of the queue as far as those who asked for them go.

What is owed is not touched by a change: a row of the queue whose time has come stays as
it is until it is sent, so that renewing at that moment neither loses nor doubles it.
"""

from __future__ import annotations

from datetime import date, datetime, timedelta

from sqlalchemy import Connection, func, insert, select, update
from sqlalchemy import delete as delete_rows

from pwa.database import StoreError
from pwa.reminders.model import Subscription
from pwa.reminders.slots import bits_of, days_of, next_due
from pwa.reminders.store.tables import queue, subscription

MOST_SUBSCRIPTIONS = 200_000
"""So much one server is meant for; nobody's is dropped for another's."""
MOST_LATER = 4
"""So many slots of one subscription may wait to be sent once more."""
LATER_AFTER = timedelta(minutes=30)


class FullError(StoreError):
    """No more of these are taken for now; nothing was changed."""


def put(connection: Connection, asked: Subscription, now: datetime) -> bool:
    """See `ReminderStore.put`."""
    number = lock(connection, asked.endpoint)
    kept = {
        "p256dh": asked.p256dh,
        "auth": asked.auth,
        "key_id": asked.key_id,
        "wants_safety": asked.wants_safety,
        "renewed_on": asked.renewed_on,
    }
    if is_new := number is None:
        count = select(func.count()).select_from(subscription)
        if connection.execute(count).scalar_one() >= MOST_SUBSCRIPTIONS:
            raise FullError("there are as many subscriptions as may be")
        fresh = {"endpoint": asked.endpoint, "created_on": asked.created_on, **kept}
        made = connection.execute(insert(subscription).values(fresh))
        [number] = made.inserted_primary_key or (None,)
    else:
        change = update(subscription).where(subscription.c.id == number)
        connection.execute(change.values(kept))
    plan(connection, int(number or 0), asked, now)
    return is_new


def plan(
    connection: Connection, number: int, asked: Subscription, now: datetime
) -> None:
    """Make the rows of the times of day what was asked for."""
    bits = bits_of(asked.days)
    mine = (queue.c.subscription_id == number) & (queue.c.kind == "reminder")
    query = select(queue.c.id, queue.c.minute, queue.c.days)
    there = {row.minute: row for row in connection.execute(query.where(mine))}
    gone = [row.id for minute, row in there.items() if minute not in asked.minutes]
    if gone:
        connection.execute(delete_rows(queue).where(queue.c.id.in_(gone)))
    for minute in asked.minutes:
        due_at = int(next_due(minute, asked.days, now).timestamp())
        if minute not in there:
            row = single(number, "reminder", due_at, minute=minute, days=bits)
            connection.execute(insert(queue).values(row))
        elif there[minute].days != bits:
            change = update(queue).where(queue.c.id == there[minute].id)
            connection.execute(change.values(days=bits))
            # One that is owed now is sent first, and then goes by the new days.
            change = change.where(queue.c.due_at > now.timestamp())
            connection.execute(change.values(due_at=due_at, try_at=due_at))


def single(number: int, kind: str, due_at: int, **more: object) -> dict[str, object]:
    return {
        "subscription_id": number,
        "kind": kind,
        "due_at": due_at,
        "try_at": due_at,
        "tries": 0,
        **more,
    }


def renew(connection: Connection, endpoint: str, today: date) -> bool:
    where = subscription.c.endpoint == endpoint
    change = update(subscription).where(where).values(renewed_on=today)
    return connection.execute(change).rowcount > 0


def delete(connection: Connection, endpoint: str) -> bool:
    where = subscription.c.endpoint == endpoint
    return connection.execute(delete_rows(subscription).where(where)).rowcount > 0


def delete_of_key(connection: Connection, key_id: str) -> list[str]:
    """The endpoints that are gone."""
    where = subscription.c.key_id == key_id
    change = delete_rows(subscription).where(where).returning(subscription.c.endpoint)
    return list(connection.execute(change).scalars())


def queue_test(connection: Connection, endpoint: str, now: datetime) -> bool:
    number = lock(connection, endpoint)
    if number is None:
        return False
    if not waiting(connection, number, "test"):
        row = single(number, "test", int(now.timestamp()))
        connection.execute(insert(queue).values(row))
    return True


def queue_later(
    connection: Connection, endpoint: str, slot: str, now: datetime
) -> bool:
    number = lock(connection, endpoint)
    if number is None:
        return False
    there = waiting(connection, number, "later")
    if slot in there:
        return True
    if len(there) >= MOST_LATER:
        raise FullError("as many wait to be sent once more as may be")
    due_at = int((now + LATER_AFTER).timestamp())
    row = single(number, "later", due_at, slot=slot)
    connection.execute(insert(queue).values(row))
    return True


def waiting(connection: Connection, number: int, kind: str) -> list[str | None]:
    """The slots of the single messages of that kind in the queue."""
    where = (queue.c.subscription_id == number) & (queue.c.kind == kind)
    return list(connection.execute(select(queue.c.slot).where(where)).scalars())


def lock(connection: Connection, endpoint: str) -> int | None:
    """Its number, held until the transaction ends; None where there is none."""
    where = subscription.c.endpoint == endpoint
    query = select(subscription.c.id).where(where).with_for_update()
    found: int | None = connection.execute(query).scalar_one_or_none()
    return found


def find(connection: Connection, endpoint: str) -> Subscription | None:
    query = select(subscription).where(subscription.c.endpoint == endpoint)
    row = connection.execute(query).mappings().one_or_none()
    if row is None:
        return None
    mine = (queue.c.subscription_id == row["id"]) & (queue.c.kind == "reminder")
    times = select(queue.c.minute, queue.c.days).where(mine).order_by(queue.c.minute)
    rows = connection.execute(times).all()
    return Subscription(
        row["endpoint"],
        row["p256dh"],
        row["auth"],
        row["key_id"],
        tuple(each.minute for each in rows),
        days_of(rows[0].days) if rows else (),
        row["wants_safety"],
        row["created_on"],
        row["renewed_on"],
    )


def by_key(connection: Connection) -> dict[str, int]:
    query = select(subscription.c.key_id, func.count()).group_by(subscription.c.key_id)
    return {row.key_id: row[1] for row in connection.execute(query)}
