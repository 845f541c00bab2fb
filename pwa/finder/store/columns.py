"""Values as both databases keep them: moments in UTC without a zone, clean text."""

from __future__ import annotations

from datetime import UTC, datetime


def to_column(moment: datetime | None) -> datetime | None:
    """A moment without a zone is taken to be in UTC already."""
    if moment is None or moment.tzinfo is None:
        return moment
    return moment.astimezone(UTC).replace(tzinfo=None)


def from_column(moment: datetime | None) -> datetime | None:
    return None if moment is None else moment.replace(tzinfo=UTC)


def keepable(value: object) -> str:
    """Without what no database takes as text: NUL, and halves of characters."""
    text = str(value).replace("\x00", "")
    return text.encode("utf-8", "replace").decode("utf-8")
