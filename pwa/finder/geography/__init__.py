"""Postcodes, place names and councils: where a person is, worked out on the phone."""

from __future__ import annotations


def device_file(name: str) -> str:
    """The text of a table the phone keeps, such as outcodes.json."""
    return "{}\n"
