"""Where a message may be sent to: push services we know, on public addresses only.

An endpoint is an address that a stranger hands us and that we later send to. It is
judged twice, when somebody subscribes and when something is sent, and what counts is
how the HTTP client (aiohttp, by yarl) reads it, not only how we do.
"""

from __future__ import annotations

import asyncio
import re
import socket
from collections.abc import Awaitable, Callable
from ipaddress import IPv4Network, IPv6Address, IPv6Network, ip_address
from typing import TYPE_CHECKING, Any

from yarl import URL

from pwa.config import Config

if TYPE_CHECKING:
    from aiohttp.abc import AbstractResolver, ResolveResult
else:  # nothing but sending needs aiohttp, and it takes long to import
    AbstractResolver = object

LONGEST = 1024
HOSTS = frozenset(
    {
        "fcm.googleapis.com",
        "jmt17.google.com",
        "updates.push.services.mozilla.com",
        "web.push.apple.com",
    }
)
"""Chrome, Edge on Android, Samsung · Chromium as Debian builds it · Firefox · Safari"""
HOSTS_BELOW = (".push.services.mozilla.com", ".push.apple.com", ".notify.windows.com")
"""Any host with more before it. `.notify.windows.com` is Edge on Windows."""

LABEL = r"[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?"
FORM = re.compile(
    rf"https://(?P<host>{LABEL}(?:\.{LABEL})+)(?::443)?"
    r"(?P<rest>/(?:[A-Za-z0-9._~!$&'()*+,;=:@/?-]|%[0-9A-Fa-f]{2})*)"
)
"""Plain ASCII, an https address of a host by its name, and then anything that RFC 3986
lets stand in a path and a query; no user, no other port, no fragment."""
DOTS = re.compile(r"(?i)/(?:\.|%2e){1,2}(?:[/?]|$)")
"""A step that one reader takes and another does not."""

IPV6_GLOBAL = IPv6Network("2000::/3")
NOT_PUBLIC: tuple[IPv4Network | IPv6Network, ...] = (
    IPv4Network("192.0.0.0/24"),  # IETF protocol assignments
    IPv4Network("192.88.99.0/24"),  # relays from IPv6
    IPv6Network("2001::/23"),  # Teredo, ORCHID and others: IETF protocol assignments
    IPv6Network("2002::/16"),  # 6to4: another address is hidden in it
)
"""Beside what Python's is_global says. Translated IPv4 (::ffff:…, 64:ff9b::…) is out
with all that is not in 2000::/3.
https://www.iana.org/assignments/iana-ipv6-special-registry/"""

LookUp = Callable[[str, int, socket.AddressFamily], Awaitable[list[Any]]]


class EndpointError(ValueError):
    """Nothing may be sent there. The message repeats nothing of the address."""


class NotPublicError(OSError):
    """A push service's name leads to an address that is not on the public internet."""


def check(endpoint: str, config: Config) -> str:
    """The endpoint in one way of writing it, or a refusal.

    Args:
        config: With `push_test_origin` that one origin on this machine passes, too.

    Raises:
        EndpointError: it is not of a push service we know, or not in that form.
    """
    if len(endpoint) > LONGEST:
        raise EndpointError(f"endpoint is longer than {LONGEST} characters.")
    if is_of_test_origin(endpoint, config):
        return endpoint
    authority, slash, rest = endpoint[8:].partition("/")
    found = FORM.fullmatch(endpoint[:8].lower() + authority.lower() + slash + rest)
    if not found or not endpoint.isascii():
        raise EndpointError("endpoint is not a plain https address on port 443.")
    host = found["host"]
    if host not in HOSTS and not host.endswith(HOSTS_BELOW):
        raise EndpointError("endpoint is not of a push service that is known here.")
    if len(host) > 253 or DOTS.search(found["rest"]):
        raise EndpointError("endpoint is not a plain https address on port 443.")
    canonical = f"https://{host}{found['rest']}"
    if not is_read_the_same(canonical, "https", host, 443):
        raise EndpointError("endpoint is not a plain https address on port 443.")
    return canonical


def as_url(endpoint: str) -> URL:
    """For the HTTP client: an endpoint that passed, sent as it is, letter by letter."""
    return URL(endpoint, encoded=True)


def origin(endpoint: str) -> str:
    """Of an endpoint that passed: what a signed token is made for."""
    return str(as_url(endpoint).origin())


def is_of_test_origin(endpoint: str, config: Config) -> bool:
    """Only with CARRYCARD_ENV=test, and only an http origin on this machine."""
    stand_in = config.push_test_origin
    if config.environment != "test" or not stand_in:
        return False
    found = re.fullmatch(r"http://(127\.0\.0\.1|localhost):(\d{1,5})", stand_in)
    if not found or not endpoint.startswith(f"{stand_in}/"):
        return False
    rest = endpoint.removeprefix(stand_in)
    is_plain = FORM.fullmatch(f"https://a.b{rest}") and not DOTS.search(rest)
    return bool(is_plain) and is_read_the_same(
        endpoint, "http", found[1], int(found[2])
    )


def is_read_the_same(endpoint: str, scheme: str, host: str, port: int) -> bool:
    """Whether the HTTP client would go where we think, however it is handed over."""
    for is_encoded in (False, True):
        try:
            url = URL(endpoint, encoded=is_encoded)
            found = (url.scheme, url.raw_host, url.host, url.port)
            extra = (url.user, url.password, url.fragment)
        except ValueError:
            return False
        if found != (scheme, host, host, port) or extra != (None, None, ""):
            return False
    return True


def is_public(address: str) -> bool:
    """Whether an address is of the public internet, and of one machine."""
    try:
        found = ip_address(address)
    except ValueError:
        return False
    if isinstance(found, IPv6Address) and found not in IPV6_GLOBAL:
        return False
    if any(each.version == found.version and found in each for each in NOT_PUBLIC):
        return False
    return found.is_global and not (found.is_multicast or found.is_reserved)


class PublicResolver(AbstractResolver):
    """Looks a host up for aiohttp; the connection goes to exactly what it answers.

    One address of a host that is not public refuses the whole host. aiohttp does not
    ask it about a host that is an address already: `check` lets none pass.
    """

    def __init__(self, config: Config, look_up: LookUp | None = None) -> None:
        self.config = config
        self.look_up = look_up or system_look_up

    async def resolve(
        self,
        host: str,
        port: int = 0,
        family: socket.AddressFamily = socket.AF_INET,
    ) -> list[ResolveResult]:
        """Raises NotPublicError, or another OSError where the name is not found."""
        rows = await self.look_up(host, port, family)
        is_stand_in = is_of_test_origin(f"http://{host}:{port}/", self.config)
        found: list[ResolveResult] = []
        for row_family, _, proto, _, address in rows:
            if not (is_loopback(address[0]) if is_stand_in else is_public(address[0])):
                raise NotPublicError("a push service's name leads to no public address")
            found.append(
                {
                    "hostname": host,
                    "host": address[0],
                    "port": port,
                    "family": row_family,
                    "proto": proto,
                    "flags": socket.AI_NUMERICHOST | socket.AI_NUMERICSERV,
                }
            )
        if not found:
            raise NotPublicError("a push service's name leads to no address")
        return found

    async def close(self) -> None:
        """Nothing is held open."""


def is_loopback(address: str) -> bool:
    try:
        return ip_address(address).is_loopback
    except ValueError:
        return False


async def system_look_up(
    host: str, port: int, family: socket.AddressFamily
) -> list[Any]:
    loop = asyncio.get_running_loop()
    return await loop.getaddrinfo(
        host,
        port,
        type=socket.SOCK_STREAM,
        family=family,
        flags=socket.AI_ADDRCONFIG,
    )
