"""How fast to send: slowly while nobody waits long, and the faster the longer. Pure.

What a process has sent and not yet written down is sent again if it is killed then. At
full speed that is dozens of messages, at a gentle pace next to none. Most bursts need
no more; one that does is sent at full speed before anybody has waited half a minute.
It goes by the waiting alone, so any number of processes need not agree.
"""

from __future__ import annotations

import math

GENTLY_PER_S = 25.0
HURRIES_AFTER_S = 15
DOUBLES_EVERY_S = 2.0
FULL_PER_S = 1000.0
"""More than that a process cannot send: it is not held back any more."""
AT_ONCE_S = 0.04
"""An answer takes about so long. At a gentle pace one is under way at a time, so that a
machine or a push service that is slower than that does not pile them up."""
STEP_S = 0.4
"""So much is claimed at once."""


def per_second(waits_s: float) -> float:
    """How many messages one process may begin to send in a second.

    Args:
        waits_s: For how long the one that waits longest has waited.
    """
    doublings = max(waits_s - HURRIES_AFTER_S, 0.0) / DOUBLES_EVERY_S
    if doublings >= math.log2(FULL_PER_S / GENTLY_PER_S):
        return math.inf
    return GENTLY_PER_S * 2**doublings


def portion(pace: float, most: int) -> int:
    """How many to claim at once at that pace, at least one."""
    return max(1, int(min(pace * STEP_S, most)))


def at_once(waits_s: float, most: int) -> int:
    """How many may be under way to one push service, at least one.

    Args:
        waits_s: For how long the one that is next has waited.
    """
    return max(1, int(min(per_second(waits_s) * AT_ONCE_S, most)))
