"""Find help: for now the national lines, whole and offline."""

from pwa.finder.routes import bp, init_app

__all__ = ["bp", "init_app"]
