"""Serve the card pages; the browser does the rest, the server keeps nothing."""

from pwa.card.routes import bp, init_app

__all__ = ["bp", "init_app"]
