"""The log's page. It takes nothing in: there is no POST here."""

from flask import Blueprint, render_template

bp = Blueprint("log", __name__, template_folder="templates", url_prefix="/log")


@bp.get("/")
def index() -> str:
    """The page on which a dose is recorded on the phone."""
    return render_template("log/index.html")


@bp.get("/reminders")
def reminders() -> str:
    """What reminders are, and where they are turned on and off on this phone."""
    return render_template("log/reminders.html")
