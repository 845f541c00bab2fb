"""A push service's name that leads into a private network leads nowhere."""

from __future__ import annotations

import asyncio
import socket
from typing import Any

import aiohttp
import pytest
from aiohttp.client_exceptions import ClientConnectorError

from pwa.config import Config
from pwa.reminders.endpoint import NotPublicError, PublicResolver, as_url, is_public

ENDPOINT = "https://fcm.googleapis.com/fcm/send/x"
PUBLIC = ["142.250.180.10", "8.8.8.8", "2a00:1450:4009:81f::200a", "2620:fe::fe"]
PRIVATE = {
    "loopback": "127.0.0.1",
    "loopback, further on": "127.8.8.8",
    "this network": "0.0.0.1",
    "private, large": "10.0.0.1",
    "private, middle": "172.16.5.4",
    "private, small": "192.168.1.1",
    "carrier's translation": "100.64.0.1",
    "link-local, metadata": "169.254.169.254",
    "protocol assignments": "192.0.0.8",
    "documentation": "192.0.2.1",
    "relays": "192.88.99.1",
    "benchmarks": "198.18.0.1",
    "multicast": "224.0.0.1",
    "multicast, public": "233.252.1.1",
    "reserved": "240.0.0.1",
    "broadcast": "255.255.255.255",
    "IPv6 unspecified": "::",
    "IPv6 loopback": "::1",
    "IPv6 of IPv4, private": "::ffff:10.0.0.1",
    "IPv6 of IPv4, public": "::ffff:8.8.8.8",
    "IPv6 compatible": "::127.0.0.1",
    "translated, private": "64:ff9b::10.0.0.1",
    "translated, public": "64:ff9b::8.8.8.8",
    "translated, local": "64:ff9b:1::1",
    "discard": "100::1",
    "Teredo": "2001:0:4136:e378::1",
    "ORCHID": "2001:20::1",
    "documentation, IPv6": "2001:db8::1",
    "6to4 of a private one": "2002:a00:1::1",
    "unique local": "fd00:ec2::254",
    "link-local, IPv6": "fe80::1",
    "link-local with a zone": "fe80::1%eth0",
    "site-local": "fec0::1",
    "multicast, IPv6": "ff02::1",
    "no address": "fcm.googleapis.com",
}


def row(address: str) -> tuple[Any, ...]:
    is_six = ":" in address
    family = socket.AF_INET6 if is_six else socket.AF_INET
    place = (address, 443, 0, 0) if is_six else (address, 443)
    return (family, socket.SOCK_STREAM, 6, "", place)


class Names:
    """Answers one after the other, the last for ever."""

    def __init__(self, *answers: list[str]) -> None:
        self.answers = list(answers)
        self.asked = 0

    async def __call__(self, host: str, port: int, family: int) -> list[Any]:
        self.asked += 1
        found = self.answers.pop(0) if len(self.answers) > 1 else self.answers[0]
        return [row(each) for each in found]


def resolved(names: Names, config: Config | None = None, host: str = "a.b") -> Any:
    resolver = PublicResolver(config or Config(), names)
    return asyncio.run(resolver.resolve(host, 443))


@pytest.mark.parametrize("address", PUBLIC)
def test_a_public_address_is_gone_to(address: str) -> None:
    [found] = resolved(Names([address]))

    assert is_public(address)
    assert (found["host"], found["port"]) == (address, 443)
    assert found["flags"] & socket.AI_NUMERICHOST


@pytest.mark.hazard("HZ24-d")
@pytest.mark.parametrize("address", PRIVATE.values(), ids=PRIVATE)
def test_a_name_that_leads_to_no_public_address_is_refused(address: str) -> None:
    assert not is_public(address)

    with pytest.raises(NotPublicError) as told:
        resolved(Names([address]))
    assert address not in str(told.value)


@pytest.mark.parametrize("address", PRIVATE.values(), ids=PRIVATE)
def test_one_such_address_among_public_ones_refuses_the_whole(address: str) -> None:
    with pytest.raises(NotPublicError):
        resolved(Names([PUBLIC[0], address, PUBLIC[2]]))


def test_a_name_that_leads_nowhere_is_refused() -> None:
    with pytest.raises(NotPublicError):
        resolved(Names([]))


def connected_to(names: Names) -> list[str]:
    """Where the client tries to connect, of two requests; nothing leaves here."""
    tried: list[str] = []

    def no_socket(address: Any) -> socket.socket:
        tried.append(address[4][0])
        raise OSError("nothing leaves here")

    async def send_twice() -> None:
        connector = aiohttp.TCPConnector(
            resolver=PublicResolver(Config(), names),
            use_dns_cache=False,
            socket_factory=no_socket,
        )
        async with aiohttp.ClientSession(connector=connector) as session:
            for _ in range(2):
                with pytest.raises(ClientConnectorError):
                    await session.post(as_url(ENDPOINT), allow_redirects=False)

    asyncio.run(send_twice())
    return tried


def test_the_client_connects_to_what_was_judged_and_to_nothing_else() -> None:
    assert set(connected_to(Names([PUBLIC[0], PUBLIC[1]]))) == {PUBLIC[0], PUBLIC[1]}


@pytest.mark.hazard("HZ24-d")
def test_a_name_that_is_rebound_after_it_was_judged_leads_nowhere_else() -> None:
    """First public, then private: the first is gone to, the second is refused."""
    names = Names([PUBLIC[0]], ["127.0.0.1"])

    tried = connected_to(names)

    assert set(tried) == {PUBLIC[0]}
    assert names.asked == 2, "one look-up for each connection, and none between"


def test_the_stand_in_of_tests_may_be_on_this_machine_and_nowhere_else() -> None:
    config = Config(environment="test", push_test_origin="http://localhost:443")

    [found] = resolved(Names(["127.0.0.1"]), config, "localhost")
    assert found["host"] == "127.0.0.1"
    with pytest.raises(NotPublicError):
        resolved(Names(["10.0.0.1"]), config, "localhost")
    with pytest.raises(NotPublicError):
        resolved(Names(["127.0.0.1"]), config, "fcm.googleapis.com")


@pytest.mark.parametrize("host", ["127.0.0.1", "8.8.8.8", "::1"])
def test_a_number_in_place_of_a_name_is_not_even_looked_up_and_so_never_passes(
    host: str,
) -> None:
    """aiohttp asks no resolver about a number; `check` is what lets none pass."""
    names = Names([PUBLIC[0]])

    async def look() -> None:
        resolver = PublicResolver(Config(), names)
        connector = aiohttp.TCPConnector(resolver=resolver)
        await connector._resolve_host(host, 443)
        await connector.close()

    asyncio.run(look())

    assert names.asked == 0
