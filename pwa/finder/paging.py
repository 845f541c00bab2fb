"""A page of a list, as Open Referral UK wraps it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, TypeVar

Found = TypeVar("Found")


def page(
    number: int, size: int, rows: Sequence[Found], shown: Callable[[Found], Any]
) -> dict[str, Any]:
    """The page with this number, from 1; one beyond the last is empty, not missing."""
    pages = -(-len(rows) // size)
    contents = [shown(each) for each in rows[(number - 1) * size : number * size]]
    return {
        "total_items": len(rows),
        "total_pages": pages,
        "page_number": number,
        "size": len(contents),
        "first_page": number == 1,
        "last_page": number >= pages,
        "empty": not contents,
        "contents": contents,
    }
