"""What the search can find: each capability lists what it has."""

from __future__ import annotations

from dataclasses import dataclass, field

from flask import Flask

GROUPS = ("facts", "medicines", "words", "helplines", "pages")
"""The parts of the list of results, in its order."""


@dataclass(frozen=True, slots=True)
class Findable:
    """One thing to be found.

    Attributes:
        endpoint: The page it stands on, such as "facts.section".
        anchor: The id of its place there.
        keywords: Other words people use for it; not shown.
        weight: Less than 1 for what should stand after the rest.
    """

    group: str
    title: str
    text: str
    endpoint: str
    values: dict[str, str] = field(default_factory=dict)
    anchor: str = ""
    keywords: str = ""
    weight: float = 1.0

    def __post_init__(self) -> None:
        if self.group not in GROUPS:
            raise ValueError(f"{self.title}: no group {self.group!r}")


def init_app(app: Flask) -> None:
    """Make the list that every capability adds to."""
    app.extensions["findable"] = []
