"""Rate limits that server processes share: a bucket of tokens for each caller."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import (
    Column,
    Connection,
    Float,
    MetaData,
    String,
    Table,
    delete,
    insert,
    select,
    update,
)

FORGOTTEN_AFTER_S = 24 * 3600
"""A bucket nobody drew from for a day is full again at any sensible rate: dropped."""


def bucket_table(name: str, metadata: MetaData) -> Table:
    """A table for the buckets of one part of the server."""
    return Table(
        name,
        metadata,
        Column("bucket", String(200), primary_key=True),
        Column("tokens", Float, nullable=False),
        Column("filled_at", Float, nullable=False),  # seconds since 1970, UTC
    )


def take(
    connection: Connection,
    table: Table,
    bucket: str,
    burst: int,
    per_hour: float,
    now: datetime,
) -> bool:
    """Draw one token; False where the bucket is empty.

    Args:
        table: Of `bucket_table`.
        bucket: Names whom it limits. The caller hashes what could tell who they are.
        burst: How many may be drawn at once from a full bucket.
        per_hour: How many flow in each hour.
        now: A moment with its zone; one earlier than the last draw adds nothing.
    """
    at = now.timestamp()
    old = table.c.filled_at < at - FORGOTTEN_AFTER_S
    connection.execute(delete(table).where(old))
    query = select(table).where(table.c.bucket == bucket).with_for_update()
    row = connection.execute(query).mappings().one_or_none()
    if row is None:
        fresh = {"bucket": bucket, "tokens": burst - 1.0, "filled_at": at}
        connection.execute(insert(table).values(fresh))
        return burst >= 1
    gained = max(0.0, at - row["filled_at"]) * per_hour / 3600
    tokens = min(float(burst), row["tokens"] + gained)
    may: bool = tokens >= 1
    change = {
        "tokens": tokens - 1 if may else tokens,
        "filled_at": max(at, row["filled_at"]),
    }
    connection.execute(update(table).where(table.c.bucket == bucket).values(change))
    return may
