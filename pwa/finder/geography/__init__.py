"""Postcodes, place names and councils: where a person is, worked out on the phone."""

from __future__ import annotations

from pwa.finder.geography.attributions import ATTRIBUTIONS
from pwa.finder.geography.tables import DEVICE_FILES, device_file

__all__ = ["ATTRIBUTIONS", "DEVICE_FILES", "device_file"]
