"""Read the fact sheet."""

from pwa.facts.routes import bp, init_app

__all__ = ["bp", "init_app"]
