"""Record a dose; the page is empty, the phone keeps what is recorded."""

from pwa.log.routes import bp

__all__ = ["bp"]
