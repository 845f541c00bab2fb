"""The directory in a database: SQLite, or PostgreSQL by one setting.

Imports SQLAlchemy: what serves pages imports it inside the function that needs it.
"""

from pwa.finder.store.faults import StoreError
from pwa.finder.store.records import (
    Due,
    Figures,
    Found,
    Outcome,
    Reject,
    Report,
    SourceState,
    Verification,
)
from pwa.finder.store.store import Store

__all__ = [
    "Due",
    "Figures",
    "Found",
    "Outcome",
    "Reject",
    "Report",
    "SourceState",
    "Store",
    "StoreError",
    "Verification",
]
