"""How much may be sent to a push service and not yet written down. Pure.

That much is sent again if the process is killed then. So it is one message, until
somebody waits long; then twice as many every two seconds, up to all that there is.
It goes by the waiting alone, so any number of processes need not agree.
"""

from __future__ import annotations

HURRIES_AFTER_S = 25
DOUBLES_EVERY_S = 2.0
DOUBLINGS = 8
"""After so many nothing is held back any more."""
ANY = 1_000_000


def at_once(waits_s: float) -> int:
    """How many may be under way or not yet written down, at least one.

    Args:
        waits_s: For how long the one that is next has waited.
    """
    doublings = max(waits_s - HURRIES_AFTER_S, 0.0) / DOUBLES_EVERY_S
    return ANY if doublings >= DOUBLINGS else int(2**doublings)
