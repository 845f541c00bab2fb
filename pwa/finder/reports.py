"""What people say is wrong with an entry: taken in, limited, and kept for the operator.

Kept are the entry, what is wrong, the words, and the day; not who sent it, from where,
with what, or when on that day. The limits in the database are of whole days, since a
finer one would write down the hour.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from threading import Lock
from typing import TYPE_CHECKING, Any, Protocol, cast

from flask import Blueprint, Flask, Response, current_app, request
from werkzeug.exceptions import (
    BadRequest,
    NotFound,
    ServiceUnavailable,
    TooManyRequests,
)

from pwa.callers import Callers
from pwa.clock import today
from pwa.config import LARGEST_BODY_BYTES, Config
from pwa.finder.directory import Shelf
from pwa.finder.oruk import identifier
from pwa.sent import read_object, require_own_page

if TYPE_CHECKING:
    from pwa.finder.store import Report

WHAT = ("number", "closed", "moved", "hours", "other")
LONGEST_WORDS = 500
LONGEST_KEY = 250
MOST_BYTES = LARGEST_BODY_BYTES
"""More than the 4 KiB of other addresses: the longest report has 9 KB where a client
writes letters beyond ASCII as JSON's "\\u…", and it must not be refused."""
CALLER_BURST = 10
CALLER_PER_HOUR = 10
EVERYBODY_TIMES = 6
"""Everybody together, in one server process, may send so many times one's share."""
MOST_A_DAY = 300
MOST_A_DAY_OF_ONE = 10
MOST_WAITING = 1_000
"""So many that nobody has looked at; then no more are taken, and none is dropped."""
HOUR_S = 3600
DAY_S = 86_400
UNSEEN = re.compile(r"[^\S\n]+")

bp = Blueprint("reports", __name__, url_prefix="/api/finder")


class Keeper(Protocol):
    """What is needed of the store."""

    def add_report(self, report: Report) -> bool: ...

    def reports(self) -> list[Report]: ...

    def take_token(
        self, bucket: str, *, burst: int, per_hour: float, now: datetime
    ) -> bool: ...


@dataclass(frozen=True, slots=True)
class Said:
    """One report as it was sent."""

    key: str
    what: str
    words: str


class ReportBox:
    """Takes reports in. One for an application; opens the store when it is needed."""

    def __init__(
        self, open_store: Callable[[], Keeper], callers: Callers | None = None
    ) -> None:
        self.open_store = open_store
        self.callers = callers or Callers(
            CALLER_BURST, CALLER_PER_HOUR, EVERYBODY_TIMES
        )
        self.store: Keeper | None = None
        self.opening = Lock()

    def keep(self, said: Said, address: str | None, day: date) -> None:
        """Keep it. The same words on the same entry on one day are kept once.

        Raises:
            TooManyRequests: a limit is reached; nothing was kept.
            ServiceUnavailable: too many wait, or the database does not answer; nothing
                was kept.
        """
        from pwa.finder.store import Report, StoreError

        if not self.callers.may(address):
            raise TooManyRequests("Try again in an hour.", retry_after=HOUR_S)
        try:
            store = self.opened()
            self.draw(store, said.key, day)
            if len(store.reports()) >= MOST_WAITING:
                raise ServiceUnavailable("Try again tomorrow.", retry_after=DAY_S)
            number = identifier("report", said.key, said.what, said.words, day)
            store.add_report(Report(number, said.key, said.what, said.words, day))
        except StoreError as error:
            raise ServiceUnavailable(
                "Try again in an hour.", retry_after=HOUR_S
            ) from error

    def draw(self, store: Keeper, key: str, day: date) -> None:
        now = datetime.combine(day, time(), tzinfo=UTC)
        limits = (
            (f"report:{identifier('service', key)}", MOST_A_DAY_OF_ONE),
            ("report", MOST_A_DAY),
        )
        for bucket, most in limits:
            if not store.take_token(bucket, burst=most, per_hour=most / 24, now=now):
                raise TooManyRequests("Try again tomorrow.", retry_after=DAY_S)

    def opened(self) -> Keeper:
        with self.opening:
            if self.store is None:
                self.store = self.open_store()
            return self.store


def init_app(app: Flask) -> None:
    """The database is opened at the first report, not at start."""
    config: Config = app.config["CARRYCARD"]

    def open_store() -> Keeper:
        from pwa.finder.store import Store

        return Store.open(config.database)

    app.extensions["reports"] = ReportBox(open_store)
    app.register_blueprint(bp)


@bp.post("/reports")
def report() -> Response:
    """Take in one report. The answer says no more than that it was taken."""
    require_own_page(request, current_app.config["CARRYCARD"].origin)
    request.max_content_length = MOST_BYTES
    said = read_report(read_object(request))
    shelf = cast(Shelf, current_app.extensions["directory"])
    if said.key not in shelf.directory().keys:
        raise NotFound("There is no entry with this key.")
    box = cast(ReportBox, current_app.extensions["reports"])
    box.keep(said, request.remote_addr, today())
    headers = {"Cache-Control": "no-store"}
    return Response("{}\n", 202, headers, mimetype="application/json")


def read_report(body: dict[str, Any]) -> Said:
    """Raises BadRequest: something is missing, too long, or not known."""
    if body.keys() - {"key", "what", "words"}:
        raise BadRequest("Only key, what and words are taken.")
    key, what, words = body.get("key"), body.get("what"), body.get("words", "")
    if not isinstance(key, str) or not 0 < len(key) <= LONGEST_KEY:
        raise BadRequest(f"key must be a text of 1 to {LONGEST_KEY} characters.")
    if what not in WHAT:
        raise BadRequest(f"what must be one of {', '.join(WHAT)}.")
    if not isinstance(words, str) or len(words) > LONGEST_WORDS:
        raise BadRequest(f"words must be a text of at most {LONGEST_WORDS} characters.")
    return Said(key, what, plain(words))


def plain(words: str) -> str:
    """Without what a terminal or a database could take for anything but text."""
    lines = re.split(r"\r\n|[\n\r\x0b\x0c\x85\u2028\u2029]", words)
    kept = (
        "".join(each for each in line if unicodedata.category(each)[0] != "C")
        for line in (line.replace("\t", " ") for line in lines)
    )
    return "\n".join(UNSEEN.sub(" ", line).strip() for line in kept).strip()
