"""The tables of the reminders. The queue is one of them: there is no broker (ADR 15).

Moments are whole seconds since 1970, UTC. There is no column for a name, a medicine, an
address of a machine, or what browser it was; tests/unit/reminders holds the list.
"""

from __future__ import annotations

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Date,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    String,
    Table,
)

from pwa.rate_tokens import bucket_table

metadata = MetaData()
NUMBER = BigInteger().with_variant(Integer, "sqlite")

subscription = Table(
    "reminders_subscription",
    metadata,
    Column("id", NUMBER, primary_key=True),
    Column("endpoint", String(1024), nullable=False, unique=True),
    Column("p256dh", String(87), nullable=False),
    Column("auth", String(22), nullable=False),
    Column("key_id", String(16), nullable=False),
    Column("wants_safety", Boolean, nullable=False),
    Column("created_on", Date, nullable=False),
    Column("renewed_on", Date, nullable=False, index=True),
)

# One row for each time of day of a subscription, moved on to its next day when it is
# done; and one for each single message, deleted when it is done.
queue = Table(
    "reminders_queue",
    metadata,
    Column("id", NUMBER, primary_key=True),
    Column(
        "subscription_id",
        NUMBER,
        ForeignKey("reminders_subscription.id", ondelete="CASCADE"),
        nullable=False,
        index=True,
    ),
    Column("kind", String(8), nullable=False),  # model.Kind
    Column("minute", Integer),  # of a reminder: after local midnight
    Column("days", Integer),  # of a reminder: bit 0 is Monday
    Column("slot", String(16)),  # of what is sent once more: "2026-11-22T08:00", local
    Column("due_at", BigInteger, nullable=False),
    # When to look at it next: when it is due, when a claim on it runs out, or when to
    # try again. The one column that the search for work goes by.
    Column("try_at", BigInteger, nullable=False),
    Column("claim", String(32)),  # drawn by whoever works on it now
    Column("tries", Integer, nullable=False),
    # On so many days in a row the push service refused it. Back to 0 when anything
    # of this subscription is taken.
    Column("refused", Integer, nullable=False, server_default="0"),
    Index("ix_reminders_queue_try_at", "try_at"),
)

# Counts since the beginning, of nobody in particular.
figure = Table(
    "reminders_figure",
    metadata,
    Column("name", String(32), primary_key=True),
    Column("value", BigInteger, nullable=False),
)

token = bucket_table("reminders_token", metadata)
