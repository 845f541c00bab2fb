"""What can go wrong with the postcode data."""

from __future__ import annotations


class GeographyError(RuntimeError):
    """The postcode package is missing, damaged, or not the one the tables are of."""
