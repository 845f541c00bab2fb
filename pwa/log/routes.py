"""The log's pages. They take nothing in: there is no POST here."""

from __future__ import annotations

from flask import Blueprint, Flask, render_template

from pwa.findable import Findable

bp = Blueprint("log", __name__, template_folder="templates", url_prefix="/log")

FINDABLE = (
    (
        "Log",
        "Record a dose. See today and this week.",
        "log.index",
        "diary taken tablet",
    ),
    ("Calendar", "See past days, and change them.", "log.month", "month week history"),
    ("Plan", "Note the days and times your service set.", "log.plan", "schedule times"),
    (
        "Dates",
        "Note your appointments, prescriptions and blood tests.",
        "log.dates",
        "appointment prescription blood test injection implant next",
    ),
    (
        "Reminders",
        "Let the phone remind you, with words of your own.",
        "log.reminders",
        "notification remind push notify note",
    ),
    (
        "Calendar file",
        "Put your plan and dates into the calendar on your phone.",
        "log.calendar_file",
        "ics reminder iphone android google outlook",
    ),
    (
        "Share my log",
        "Print or send your log, for your clinic.",
        "log.share",
        "csv spreadsheet table text paper export doctor nurse",
    ),
)
"""Title, words, page, and other words people use for it."""


def init_app(app: Flask) -> None:
    """Let the search find the pages of the log."""
    app.extensions["findable"] += [
        Findable("pages", title, text, endpoint, keywords=keywords)
        for title, text, endpoint, keywords in FINDABLE
    ]


@bp.get("/")
def index() -> str:
    """Today: a dose is recorded on the phone with one tap."""
    return render_template("log/index.html")


@bp.get("/reminders")
def reminders() -> str:
    """What reminders are, and where they are turned on and off on this phone."""
    return render_template("log/reminders.html")


@bp.get("/month")
def month() -> str:
    """The days that were, one by one or together; each can be put right."""
    return render_template("log/month.html")


@bp.get("/plan")
def plan() -> str:
    """The empty form for the days and times that the service told."""
    return render_template("log/plan.html")


@bp.get("/dates")
def dates() -> str:
    """The empty list of days to keep in mind."""
    return render_template("log/dates.html")


@bp.get("/calendar-file")
def calendar_file() -> str:
    """The page that makes a file for the phone's calendar, on the phone."""
    return render_template("log/file.html")


@bp.get("/share")
def share() -> str:
    """The page that makes the log into a table, a text or a sheet, on the phone."""
    return render_template("log/clinic.html")
