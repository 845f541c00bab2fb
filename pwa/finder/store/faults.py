"""What the directory refuses to do."""

from __future__ import annotations

from pwa.database import StoreError


class ConflictError(StoreError):
    """Somebody else wrote the same at this moment; trying once more may help."""
