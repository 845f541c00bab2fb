"""The whole read-only app as plain files, for any static host."""

from pwa.exporting.cli import export_commands

__all__ = ["export_commands"]
