"""What phones fetch: the directory, packed."""

from pwa.finder.packs.collect import Collected, collect

__all__ = ["Collected", "collect"]
