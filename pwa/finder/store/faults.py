"""What the directory refuses to do."""

from __future__ import annotations


class StoreError(RuntimeError):
    """The directory cannot be opened, or refused a change; it is as it was."""
