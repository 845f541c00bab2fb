"""Rate limits that server processes share: a bucket of tokens for each caller."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Connection, delete, insert, select, update

from pwa.finder.store import tables

TABLE = tables.rate_token
FORGOTTEN_AFTER_S = 24 * 3600
"""A bucket nobody drew from for a day is full again at any sensible rate: dropped."""


def take(
    connection: Connection, bucket: str, burst: int, per_hour: float, now: datetime
) -> bool:
    """Draw one token; False where the bucket is empty.

    Args:
        bucket: Names whom it limits. The caller hashes what could tell who they are.
        burst: How many may be drawn at once from a full bucket.
        per_hour: How many flow in each hour.
        now: A moment with its zone; one earlier than the last draw adds nothing.
    """
    at = now.timestamp()
    old = TABLE.c.filled_at < at - FORGOTTEN_AFTER_S
    connection.execute(delete(TABLE).where(old))
    query = select(TABLE).where(TABLE.c.bucket == bucket).with_for_update()
    row = connection.execute(query).mappings().one_or_none()
    if row is None:
        fresh = {"bucket": bucket, "tokens": burst - 1.0, "filled_at": at}
        connection.execute(insert(TABLE).values(fresh))
        return burst >= 1
    gained = max(0.0, at - row["filled_at"]) * per_hour / 3600
    tokens = min(float(burst), row["tokens"] + gained)
    may: bool = tokens >= 1
    change = {
        "tokens": tokens - 1 if may else tokens,
        "filled_at": max(at, row["filled_at"]),
    }
    connection.execute(update(TABLE).where(TABLE.c.bucket == bucket).values(change))
    return may
