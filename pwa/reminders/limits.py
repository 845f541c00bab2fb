"""How often something may be asked: of one endpoint, of all together, by one caller.

The first two are counted in the database, exactly, however many server processes there
are: an endpoint only as a hash under a key that is not in the database, dropped a day
after its last use. Who asks is counted in this process's memory alone (`callers.py`).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Literal, Protocol

from werkzeug.exceptions import TooManyRequests

from pwa.callers import Callers
from pwa.reminders.model import ZONE

What = Literal["put", "renew", "delete", "test", "later"]

HOUR_S = 3600
DAY_S = 86_400
CALLER_BURST = 60
CALLER_PER_HOUR = 60
EVERYBODY_TIMES = 300
"""Everybody together, in one server process, may ask so many times one's share: where
all come through one proxy, that is the limit."""


class Tokens(Protocol):
    """What is needed of the store."""

    def take_token(
        self, bucket: str, *, burst: int, per_hour: float, now: datetime
    ) -> bool: ...


@dataclass(frozen=True, slots=True)
class Limit:
    """A bucket: so many at once, refilled by so many an hour.

    Attributes:
        wait_s: After how long it is worth asking again.
        is_daily: A fresh one each local day; with no refill that is exactly so many.
    """

    name: str
    burst: int
    per_hour: float
    wait_s: int
    is_daily: bool = False


WHOLE = Limit("all", 5_000, 20_000, HOUR_S)
WHOLE_DELETE = Limit("all-delete", 5_000, 20_000, HOUR_S)
"""Of its own: nobody is to be kept from leaving by others who crowd in."""
CHANGES = Limit("change", 20, 40, HOUR_S)
TESTS = (Limit("test", 1, 60, 60), Limit("test-day", 10, 0, DAY_S, is_daily=True))
LATERS = Limit("later", 6, 12, HOUR_S)
OF_ONE: dict[What, tuple[Limit, ...]] = {
    "put": (CHANGES,),
    "renew": (CHANGES,),
    "delete": (),
    "test": TESTS,
    "later": (LATERS,),
}


class Limits:
    """All of them. One for an application."""

    def __init__(self, callers: Callers | None = None) -> None:
        self.callers = callers or Callers(
            CALLER_BURST, CALLER_PER_HOUR, EVERYBODY_TIMES
        )

    def draw_caller(self, address: str | None) -> None:
        """Raises TooManyRequests: this caller, or everybody, asks too often."""
        if not self.callers.may(address):
            raise TooManyRequests("Try again in an hour.", retry_after=HOUR_S)

    def draw(self, tokens: Tokens, what: What, hidden: str, now: datetime) -> None:
        """Draw one of each bucket that this goes by.

        Args:
            hidden: Stands for the endpoint (`Key.hide`).

        Raises:
            TooManyRequests: one is empty; nothing was done.
        """
        whole = WHOLE_DELETE if what == "delete" else WHOLE
        day = now.astimezone(ZONE).date()
        for limit in (whole, *OF_ONE[what]):
            bucket = limit.name if limit is whole else f"{limit.name}:{hidden}"
            if limit.is_daily:
                bucket += f":{day}"
            if not tokens.take_token(
                bucket, burst=limit.burst, per_hour=limit.per_hour, now=now
            ):
                raise TooManyRequests("Try again later.", retry_after=limit.wait_s)


class NoLimits(Limits):
    """For tests that ask more often than anybody may."""

    def draw_caller(self, address: str | None) -> None:
        pass

    def draw(self, tokens: Tokens, what: What, hidden: str, now: datetime) -> None:
        pass
