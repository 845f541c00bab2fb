"""Find help: the national lines, and the directory of services."""

from flask import Flask

from pwa.finder import api, routes
from pwa.finder.routes import bp

__all__ = ["bp", "init_app"]


def init_app(app: Flask) -> None:
    """The page, and the directory for other programs."""
    routes.init_app(app)
    api.init_app(app)
