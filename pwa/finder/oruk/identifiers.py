"""Identifiers that stay the same from one export to the next."""

from __future__ import annotations

from uuid import UUID, uuid5

SPACE = UUID("a9c5bd1a-6a5e-5f0c-9d6b-5a3f7a1c2e64")
"""Drawn once for this project. Changing it would rename every object ever exported."""


def identifier(kind: str, *names: object) -> str:
    """The UUID (version 5) of the object of this kind with these names.

    A listing's own names are its key; what belongs to it adds its place in the listing.
    """
    whole = "\x1f".join([kind, *(str(name) for name in names)])
    return str(uuid5(SPACE, whole.encode("utf-8", "replace").decode()))
