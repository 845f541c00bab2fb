"""The names on two cards: the one that is kept, and one to take its place."""

from __future__ import annotations

OLD, NEW = "Old Example", "New Example"
