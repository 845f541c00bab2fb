"""UTC moments as both databases keep them: without a zone, in UTC."""

from __future__ import annotations

from datetime import UTC, datetime


def to_column(moment: datetime | None) -> datetime | None:
    """A moment without a zone is taken to be in UTC already."""
    if moment is None or moment.tzinfo is None:
        return moment
    return moment.astimezone(UTC).replace(tzinfo=None)


def from_column(moment: datetime | None) -> datetime | None:
    return None if moment is None else moment.replace(tzinfo=UTC)
