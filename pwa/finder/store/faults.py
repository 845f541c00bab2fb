"""What the directory refuses to do."""

from __future__ import annotations


class StoreError(RuntimeError):
    """The directory cannot be opened, or refused a change; it is as it was."""


class ConflictError(StoreError):
    """Somebody else wrote the same at this moment; trying once more may help."""
