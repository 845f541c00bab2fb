"""Reminders by Web Push, for who asked for them: a time of day, and nothing of whom."""

from functools import partial

from flask import Flask

from pwa.config import Config
from pwa.reminders import api, open_api
from pwa.reminders.beside import start_sending

__all__ = ["init_app"]


def init_app(app: Flask) -> None:
    """What phones ask of it. What sends them is a program of its own, beside."""
    api.init_app(app)
    open_api.init_app(app)
    config: Config = app.config["CARRYCARD"]
    if config.run_reminders == "on":
        before_serving = app.extensions.setdefault("before_serving", [])
        before_serving.append(partial(start_sending, config))
