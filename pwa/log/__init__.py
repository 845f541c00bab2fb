"""Record a dose; the pages are empty, the phone keeps what is recorded."""

from pwa.log.routes import bp, init_app

__all__ = ["bp", "init_app"]
