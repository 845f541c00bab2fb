"""What a push service's answer means for a message. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import Literal

What = Literal["sent", "gone", "refused", "again", "rest", "late", "back"]
"""sent: the push service has it.
gone: the subscription is no more; delete it.
refused: this message is not taken, and the same again would not be.
again: not now; counts as one try.
rest: not tried, since that push service does not answer anybody now.
late: not tried: too late to be of use.
back: not tried, since we are stopping or were held up; for whoever is next.
"""

GONE = (404, 410)
TRY_AGAIN = (408, 425, 429)
LONGEST_WAIT_S = 24 * 3600
"""No more is believed of a Retry-After; any message has come to its end by then."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What came of one message.

    Attributes:
        wait_s: So long the push service wants to be left in peace; None: it says not.
        status: Of HTTP; 0 where there was no answer.
    """

    what: What
    wait_s: int | None = None
    status: int = 0


SENT = Answer("sent", status=201)
REFUSED = Answer("refused")
NO_ANSWER = Answer("again")
LATE = Answer("late")
BACK = Answer("back")


def read_answer(status: int, retry_after: str | None, now: datetime) -> Answer:
    """A redirect counts as trouble of the service: it is never followed."""
    if 200 <= status < 300:
        return SENT
    if status in GONE:
        return Answer("gone", status=status)
    if 400 <= status < 500 and status not in TRY_AGAIN:
        return Answer("refused", status=status)
    return Answer("again", wait(retry_after, now), status)


def wait(retry_after: str | None, now: datetime) -> int | None:
    """Seconds that a Retry-After asks for, in either of its two forms (RFC 9110)."""
    text = (retry_after or "").strip()
    if text.isascii() and text.isdigit():
        return min(int(text[:9]), LONGEST_WAIT_S)
    try:
        until = parsedate_to_datetime(text)
        passes_s = int((until.astimezone(UTC) - now).total_seconds())
    except (ValueError, OverflowError):
        return None
    return min(max(passes_s, 0), LONGEST_WAIT_S)
