"""What becomes of a row of the queue once it was tried. Pure, but for SQL's words."""

from __future__ import annotations

import math
import random
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any, Generic, Protocol, TypeVar

from sqlalchemy import Executable, bindparam, delete, update

from pwa.reminders.answers import Answer
from pwa.reminders.message import ttl_s
from pwa.reminders.model import LATE_S, Kind
from pwa.reminders.slots import days_of, next_due
from pwa.reminders.store.tables import queue, subscription

LATE_BY = {
    "late_to_10_s": 10.0,
    "late_to_30_s": 30.0,
    "late_to_60_s": 60.0,
    "late_to_300_s": 300.0,
    "late_beyond": math.inf,
}
"""Each counts what was sent that late, and not less late than the one before says."""
FIGURES = (
    *("sent", "skipped", "gone", "refused", "retried", "dropped", "forgotten"),
    *("late_s", *LATE_BY),
)
"""What is counted: messages that a push service took; that were given up; of people
who are gone; refused; tried again; subscriptions deleted after days of refusals, and
after 60 days without an opening. `late_s` adds up how late those sent were, and the
last ones count them by that."""
MOST_TRIES = 3
DROPPED_AFTER_DAYS = 3
"""On so many days in a row refused, a subscription is taken to be dead."""
WAITS_S = (30, 120)
"""Before the second and the third try, where the push service names no time. Up to
twice as long, so that those that failed together do not come back together."""
SPREAD_S = 20
"""So far after the quarter of an hour a day's reminders are spread: all at the same
second would be a flood for the push services."""
REST_S = 30


class Row(Protocol):
    """What is needed of `queue.Claimed`."""

    @property
    def id(self) -> int: ...
    @property
    def subscription_id(self) -> int: ...
    @property
    def kind(self) -> Kind: ...
    @property
    def minute(self) -> int | None: ...
    @property
    def days(self) -> int | None: ...
    @property
    def due_at(self) -> int: ...
    @property
    def tries(self) -> int: ...
    @property
    def refused(self) -> int: ...
    @property
    def claim(self) -> str: ...


R = TypeVar("R", bound=Row)


@dataclass(frozen=True, slots=True)
class Done(Generic[R]):
    """A row and what came of it."""

    row: R
    answer: Answer


def late_within_s(figures: Mapping[str, int], share: float) -> int | None:
    """So many seconds late, or less, is that share of what was ever sent.

    Returns:
        The end of the step it falls in, which for the last is an hour; None where
        nothing was sent.
    """
    total = sum(figures.get(name, 0) for name in LATE_BY)
    so_far = 0
    for name, to_s in LATE_BY.items():
        so_far += figures.get(name, 0)
        if total and so_far >= share * total:
            return int(min(to_s, LATE_S))
    return None


@dataclass
class Owed:
    """What is still to be written down of rows that are settled, and can wait.

    Attributes:
        taken: Subscriptions of which a push service took something.
    """

    figures: Counter[str] = field(default_factory=Counter)
    taken: set[int] = field(default_factory=set)

    def __bool__(self) -> bool:
        return bool(self.figures or self.taken)

    def add(self, other: Owed) -> None:
        self.figures.update(other.figures)
        self.taken |= other.taken


@dataclass
class Changes:
    """What to write for a number of rows."""

    moved: list[dict[str, object]] = field(default_factory=list)
    ended: list[dict[str, object]] = field(default_factory=list)
    lost: set[int] = field(default_factory=set)
    owed: Owed = field(default_factory=Owed)

    def statements(self) -> Iterator[tuple[Executable, Any]]:
        """In the order of the locks: subscriptions first."""
        if self.lost:
            lost = subscription.c.id.in_(sorted(self.lost))
            yield delete(subscription).where(lost), None
        if self.moved:
            yield MOVE, sorted(self.moved, key=by_row)
        if self.ended:
            yield END, sorted(self.ended, key=by_row)


def by_row(each: Mapping[str, Any]) -> int:
    return int(each["row_id"])


OURS = (queue.c.id == bindparam("row_id")) & (queue.c.claim == bindparam("row_claim"))
END = delete(queue).where(OURS)
MOVE = (
    update(queue)
    .where(OURS)
    .values(
        due_at=bindparam("to_due_at"),
        try_at=bindparam("to_try_at"),
        tries=bindparam("to_tries"),
        refused=bindparam("to_refused"),
        claim=None,
    )
)


def drops(done: Done[Any]) -> bool:
    """Whether the subscription is to be deleted."""
    is_refused = done.answer.what == "refused"
    times = done.row.refused + 1
    return done.answer.what == "gone" or (is_refused and times >= DROPPED_AFTER_DAYS)


def changes_of(done: Sequence[Done[Any]], now: datetime) -> Changes:
    """What to write for rows that are ours."""
    changes = Changes()
    figures = changes.owed.figures
    changes.lost = {each.row.subscription_id for each in done if drops(each)}
    for each in done:
        what, row = each.answer.what, each.row
        if what == "gone":
            figures["gone"] += 1
        elif what == "refused":
            figures["refused"] += 1
            figures["dropped"] += drops(each)
        elif what == "sent":
            late_s = max(0, int(now.timestamp()) - row.due_at)
            figures["sent"] += 1
            figures["late_s"] += late_s
            figures[next(name for name, to in LATE_BY.items() if late_s <= to)] += 1
            changes.owed.taken.add(row.subscription_id)
        if row.subscription_id not in changes.lost:
            change(changes, each, now)
    return changes


def change(changes: Changes, done: Done[Any], now: datetime) -> None:
    """One row whose subscription stays: ended, moved on, or tried again."""
    row, answer = done.row, done.answer
    at = int(now.timestamp())
    if answer.what == "back":
        move(changes, row, row.due_at, at, row.tries, row.refused)
        return
    if answer.what in ("again", "rest"):
        tries = row.tries + (answer.what == "again")
        try_at = at + wait_s(answer, row.tries)
        if tries < MOST_TRIES and try_at <= row.due_at + ttl_s(row.kind):
            changes.owed.figures["retried"] += answer.what == "again"
            move(changes, row, row.due_at, try_at, tries, row.refused)
            return
    if answer.what in ("again", "rest", "late"):
        changes.owed.figures["skipped"] += 1
    if row.minute is None or row.days is None:
        changes.ended.append({"row_id": row.id, "row_claim": row.claim})
        return
    refused = row.refused + 1 if answer.what == "refused" else row.refused
    if answer.what == "sent":
        refused = 0
    due_at = due_after(row.minute, row.days, row.due_at, at)
    spread_s = random.randrange(SPREAD_S)  # noqa: S311
    move(changes, row, due_at, due_at + spread_s, 0, refused)


def move(
    changes: Changes, row: Row, due_at: int, try_at: int, tries: int, refused: int
) -> None:
    changes.moved.append(
        {
            "row_id": row.id,
            "row_claim": row.claim,
            "to_due_at": due_at,
            "to_try_at": try_at,
            "to_tries": tries,
            "to_refused": refused,
        }
    )


def due_after(minute: int, days: int, due_at: int, now_at: int) -> int:
    """The next day of a reminder, by the clock on the wall.

    After a long stop those that are too late by now are passed over, and one that is
    not is still sent, even if the one of the day before it was never sent.
    """
    after = max(due_at, now_at - LATE_S - 1)
    due = next_due(minute, days_of(days), datetime.fromtimestamp(after, UTC))
    return int(due.timestamp())


def wait_s(answer: Answer, tries: int) -> int:
    """Before the next try."""
    least = REST_S if answer.what == "rest" else WAITS_S[min(tries, len(WAITS_S) - 1)]
    if answer.wait_s is not None:
        least = max(answer.wait_s, 1)
        return least + random.randrange(5)  # noqa: S311
    return least + random.randrange(least + 1)  # noqa: S311
