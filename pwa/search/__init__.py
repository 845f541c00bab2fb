"""Search everything the app says, on the phone itself."""

from pwa.search.routes import bp, init_app

__all__ = ["bp", "init_app"]
