"""How often one caller may send something, without writing down who calls.

What would tell who they are never leaves this process's memory: an address is kept only
as a hash under a key drawn when the process starts, which is nowhere else and gone with
it. Neither the database nor a log ever has anything made of an address. A restart, or
another server process, begins anew; the limits that last are in the database, and of
the whole or of what is asked for, never of who asks.
"""

from __future__ import annotations

import secrets
from collections import OrderedDict
from collections.abc import Callable
from hashlib import blake2b
from ipaddress import IPv6Address, ip_address, ip_network
from threading import Lock

from pwa import clock

MOST_CALLERS = 10_000
"""So much memory is given to this; who has not called for longest is forgotten."""
NEARBY = tuple(
    ip_network(each)
    for each in (
        *("127.0.0.0/8", "10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16"),
        *("169.254.0.0/16", "::1/128", "fc00::/7", "fe80::/10"),
    )
)
"""Of this machine or network: then it is a proxy's, the same for everybody."""
EVERYBODY = b""


class Callers:
    """Buckets of tokens, one for each caller and one for all of them together."""

    def __init__(
        self,
        burst: int,
        per_hour: float,
        everybody_times: int,
        passed_s: Callable[[], float] = clock.passed_s,
    ) -> None:
        self.burst = burst
        self.per_hour = per_hour
        self.everybody_times = everybody_times
        self.passed_s = passed_s
        self.key = secrets.token_bytes(32)
        self.buckets: OrderedDict[bytes, tuple[float, float]] = OrderedDict()
        self.drawing = Lock()

    def may(self, address: str | None) -> bool:
        """Draw a token of this caller and one of everybody's; False where one is out.

        Where all come through one proxy, only everybody's counts.
        """
        name = self.name(address)
        with self.drawing:
            if name != EVERYBODY and not self.draw(name, 1):
                return False
            return self.draw(EVERYBODY, self.everybody_times)

    def name(self, address: str | None) -> bytes:
        """A hash of the address; in IPv6 of the network (/64) that a caller has."""
        try:
            found = ip_address(address or "")
        except ValueError:
            return EVERYBODY
        if isinstance(found, IPv6Address) and found.ipv4_mapped:
            found = found.ipv4_mapped
        if any(found in network for network in NEARBY):
            return EVERYBODY
        packed = found.packed[:8] if found.version == 6 else found.packed
        return blake2b(packed, key=self.key, digest_size=16).digest()

    def draw(self, name: bytes, times: int) -> bool:
        now = self.passed_s()
        most = float(self.burst * times)
        tokens, at = self.buckets.pop(name, (most, now))
        tokens = min(most, tokens + (now - at) * self.per_hour * times / 3600)
        is_left = tokens >= 1
        self.buckets[name] = (tokens - 1 if is_left else tokens, now)
        if len(self.buckets) > MOST_CALLERS:
            self.buckets.popitem(last=False)
        return is_left
