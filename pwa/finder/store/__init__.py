"""The directory in a database: SQLite, or PostgreSQL by one setting.

Imports SQLAlchemy: what serves pages imports it inside the function that needs it.
"""

from pwa.database import StoreError
from pwa.finder.store.reading import FROM_THE_REGISTER, HOURS_FOR
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
    "FROM_THE_REGISTER",
    "HOURS_FOR",
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
