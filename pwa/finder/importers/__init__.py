"""Each format that can be imported, one in each file."""

from __future__ import annotations

from pwa.finder.importers.rows import Importer

FORMATS: dict[str, Importer] = {}
"""By the name an operator types: `flask finder import FORMAT FILE`."""
