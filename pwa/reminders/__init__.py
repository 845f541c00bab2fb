"""Reminders by Web Push, for who asked for them: a time of day, and nothing of whom."""

from flask import Flask

from pwa.reminders import api, open_api

__all__ = ["init_app"]


def init_app(app: Flask) -> None:
    """What phones ask of it. What sends the reminders is a program of its own."""
    api.init_app(app)
    open_api.init_app(app)
