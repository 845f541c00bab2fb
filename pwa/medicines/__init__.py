"""Look up a name: does this medicine contain an opioid?"""

from pwa.medicines.routes import bp, init_app

__all__ = ["bp", "init_app"]
