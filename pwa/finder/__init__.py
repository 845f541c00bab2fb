"""Find help: the national lines, and the directory of services."""

from flask import Flask

from pwa.finder import api, open_api, reports, routes, static_files
from pwa.finder.area_routes import bp as areas_bp
from pwa.finder.routes import bp

__all__ = ["areas_bp", "bp", "init_app"]


def init_app(app: Flask) -> None:
    """The page, the directory for other programs, and reports that it is wrong."""
    routes.init_app(app)
    api.init_app(app)
    reports.init_app(app)
    open_api.init_app(app)
    static_files.init_app(app)
