"""Find help: for now the national lines, whole and offline."""

from pwa.finder.area_routes import bp as areas_bp
from pwa.finder.routes import bp, init_app

__all__ = ["areas_bp", "bp", "init_app"]
