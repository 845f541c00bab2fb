"""The queue of what is to be sent: claimed under a lease, settled by who holds it.

A row is claimed by moving `try_at`, the moment at which somebody looks at it next, to
the end of the lease. Whoever dies holding it has given it back by then. PostgreSQL lets
any number of processes claim at once (SKIP LOCKED); SQLite lets one at a time.

Locks are taken in one order, subscriptions before rows before figures, each by number,
so that two processes do not wait for each other.
"""

from __future__ import annotations

import secrets
from collections.abc import Iterable, Sequence
from contextlib import suppress
from datetime import date, datetime, timedelta

from sqlalchemy import (
    BigInteger,
    ColumnElement,
    Connection,
    Engine,
    delete,
    func,
    literal,
    literal_column,
    select,
    text,
    update,
)

from pwa.database import writing
from pwa.erasing import erase_traces
from pwa.reminders.model import FORGOTTEN_AFTER_DAYS
from pwa.reminders.store import outcomes
from pwa.reminders.store.claimed import Claimed, claimed
from pwa.reminders.store.counts import count, forgive
from pwa.reminders.store.outcomes import Done, Owed
from pwa.reminders.store.tables import figure, queue, subscription

BROADCAST_AT = "broadcast_at"
BROADCAST_EVERY_S = 3600
"""A broadcast asked for again within so long is the same one."""
MOST_LOOKED_FOR = 20
"""Of many that are forgotten at once, so many are looked for in the file's bytes; if
one is found there, the file is written anew, and that erases all of them."""
MARK_BROADCAST = text(
    "INSERT INTO reminders_figure (name, value) VALUES (:name, :at) "
    "ON CONFLICT (name) DO UPDATE SET value = excluded.value "
    "WHERE reminders_figure.value <= :past"
)


class NotOursError(Exception):
    """A row was claimed by somebody else, or is no more."""


class Queue:
    """What is due, and what came of it. Each method is one transaction."""

    def __init__(self, engine: Engine) -> None:
        self.engine = engine

    def claim(self, now: datetime, most: int, lease_s: int) -> list[Claimed]:
        """Take up to `most` rows that are to be looked at, the longest waiting first.

        The work goes by the number taken, not by how many rows there are.
        """
        at = int(now.timestamp())
        if self.engine.dialect.name == "sqlite" and self.is_idle(at):
            return []
        until, claim = at + lease_s, secrets.token_hex(16)
        due = select(queue).where(queue.c.try_at <= at).order_by(queue.c.try_at)
        due = due.limit(most).with_for_update(skip_locked=True)
        with writing(self.engine) as connection:
            rows = connection.execute(due).mappings().all()
            if not rows:
                return []
            mine = queue.c.id.in_([row["id"] for row in rows])
            taken = update(queue).where(mine).values(claim=claim, try_at=until)
            connection.execute(taken)
            whose = {row["subscription_id"] for row in rows}
            query = select(subscription).where(subscription.c.id.in_(whose))
            found = {row["id"]: row for row in connection.execute(query).mappings()}
        return [
            claimed(row, found[row["subscription_id"]], claim, until)
            for row in rows
            if row["subscription_id"] in found
        ]

    def is_idle(self, at: int) -> bool:
        """SQLite has one writer: whoever only looks shall not keep others waiting."""
        first = self.next_at()
        return first is None or first > at

    def settle(self, done: Sequence[Done[Claimed]], now: datetime) -> Owed:
        """Write down what came of rows that we hold: none of them is sent again.

        A row that somebody else has claimed meanwhile is left alone. A subscription
        that is gone, or refused on too many days, is deleted with all its rows.

        Returns:
            What is to be handed to `book`, now or within seconds.
        """
        if all(each.answer.what == "sent" for each in done):
            with suppress(NotOursError):
                return self.settle_sent(done, now)
        return self.settle_any(done, now)

    def settle_sent(self, sent: Sequence[Done[Claimed]], now: datetime) -> Owed:
        """The short way: a phone would get again what is not written down yet.

        Raises:
            NotOursError: some are not ours any more; nothing was changed.
        """
        changes = outcomes.changes_of(sent, now)
        with writing(self.engine) as connection:
            changed = sum(
                connection.execute(statement, rows).rowcount
                for statement, rows in changes.statements()
            )
            if changed != len(sent):
                raise NotOursError
        return changes.owed

    def settle_any(self, done: Sequence[Done[Claimed]], now: datetime) -> Owed:
        with writing(self.engine) as connection:
            lost = {each.row.subscription_id for each in done if outcomes.drops(each)}
            if lost:
                lock(connection, lost)
            held = still_held(connection, [each.row for each in done])
            ours = [each for each in done if each.row.id in held]
            changes = outcomes.changes_of(ours, now)
            for statement, rows in changes.statements():
                connection.execute(statement, rows)
        if changes.lost:
            gone = [
                each.row for each in ours if each.row.subscription_id in changes.lost
            ]
            erase_traces(self.engine, {row.endpoint for row in gone})
        return changes.owed

    def book(self, owed: Owed) -> None:
        """Count what was settled, and forgive earlier refusals of who took something.

        A process that dies before it leaves the counts some too low, and no more.
        """
        with writing(self.engine) as connection:
            if owed.taken:
                forgive(connection, owed.taken)
            count(connection, owed.figures)

    def next_at(self) -> int | None:
        """When some row is to be looked at next, in seconds since 1970."""
        with self.engine.connect() as connection:
            query = select(func.min(queue.c.try_at))
            found: int | None = connection.execute(query).scalar_one()
        return found

    def oldest_due(self, now: datetime) -> int | None:
        """When the row that waits longest was due; None where none waits.

        Those that somebody works on do not wait.
        """
        at = int(now.timestamp())
        query = select(queue.c.due_at).where(queue.c.try_at <= at)
        query = query.order_by(queue.c.try_at).limit(1)
        with self.engine.connect() as connection:
            found: int | None = connection.execute(query).scalar_one_or_none()
        return found

    def broadcast(self, now: datetime, per_second: int) -> int | None:
        """Queue the safety message for all who want it, spread over time.

        Returns:
            How many it is queued for; None where one was queued within the hour, and
            nothing was changed.
        """
        at = int(now.timestamp())
        marked = {"name": BROADCAST_AT, "at": at, "past": at - BROADCAST_EVERY_S}
        number = func.row_number().over(order_by=subscription.c.id) - 1
        due_at = number // per_second + literal(at, BigInteger)
        kind: ColumnElement[str] = literal_column("'safety'")
        wanted = select(subscription.c.id, kind, due_at, due_at, literal(0))
        wanted = wanted.where(subscription.c.wants_safety)
        columns = ("subscription_id", "kind", "due_at", "try_at", "tries")
        with writing(self.engine) as connection:
            connection.execution_options(preserve_rowcount=True)
            if connection.execute(MARK_BROADCAST, marked).rowcount != 1:
                return None
            made = connection.execute(queue.insert().from_select(columns, wanted))
            return made.rowcount

    def forget(self, today: date) -> int:
        """Delete the subscriptions that no opening of the app has renewed for long."""
        oldest = today - timedelta(days=FORGOTTEN_AFTER_DAYS)
        with writing(self.engine) as connection:
            old = delete(subscription).where(subscription.c.renewed_on < oldest)
            gone = connection.execute(old.returning(subscription.c.endpoint))
            forgotten = list(gone.scalars())
            count(connection, {"forgotten": len(forgotten)})
        if forgotten:
            erase_traces(self.engine, forgotten[:MOST_LOOKED_FOR])
        return len(forgotten)

    def figures(self) -> dict[str, int]:
        """What was counted since the beginning."""
        with self.engine.connect() as connection:
            rows = connection.execute(select(figure)).all()
        counted = {row.name: row.value for row in rows if row.name != BROADCAST_AT}
        return dict.fromkeys(outcomes.FIGURES, 0) | counted

    def sizes(self) -> dict[str, int]:
        """How many subscriptions there are, and rows of each kind."""
        kinds = select(queue.c.kind, func.count()).group_by(queue.c.kind)
        whole = select(func.count()).select_from(subscription)
        with self.engine.connect() as connection:
            found = {row[0]: int(row[1]) for row in connection.execute(kinds)}
            found["subscriptions"] = connection.execute(whole).scalar_one()
        return found


def lock(connection: Connection, numbers: Iterable[int]) -> None:
    query = select(subscription.c.id).where(subscription.c.id.in_(sorted(numbers)))
    connection.execute(query.order_by(subscription.c.id).with_for_update())


def still_held(connection: Connection, rows: Sequence[Claimed]) -> set[int]:
    """Those whose claim is still ours, locked until the transaction ends."""
    query = select(queue.c.id, queue.c.claim)
    query = query.where(queue.c.id.in_([row.id for row in rows])).order_by(queue.c.id)
    claims = {row.id: row.claim for row in rows}
    found = connection.execute(query.with_for_update())
    return {row.id for row in found if row.claim == claims[row.id]}
