"""Clients that send or read slowly, or nothing, hold up nobody else."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from contextlib import ExitStack
from time import monotonic

import pytest

from pwa.shell.door import BODY_PATIENCE_S
from tests.served import Served, status_of

STALLED = 50
MOST_WAIT_S = 0.2
ROUNDS = 3
HEAD = b"PUT /api/reminders/subscription HTTP/1.1\r\nHost: 127.0.0.1\r\n"
BODY = HEAD + b"Content-Type: application/json\r\nContent-Length: 1000\r\n\r\n{"
CHUNKED = HEAD + b"Transfer-Encoding: chunked\r\n\r\n5\r\n{"
PAGE = b"POST /card/ HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 1000\r\n\r\n{"
UNREAD = b"GET /card/ HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n"


@pytest.fixture
def stack() -> Iterator[ExitStack]:
    with ExitStack() as found:
        yield found


@pytest.mark.parametrize(
    "sent",
    [
        pytest.param(b"", id="nothing"),
        pytest.param(b"GET /card/ HTTP/1.1\r\nHost: 127.0", id="half a head"),
        pytest.param(BODY, id="the beginning of a body"),
        pytest.param(CHUNKED, id="the beginning of a chunk"),
        pytest.param(PAGE, id="a body that nobody asked for"),
        pytest.param(UNREAD * 100, id="a hundred requests, and no answer read"),
    ],
)
def test_fifty_stalled_clients_hold_up_nobody(
    served: Served, stack: ExitStack, sent: bytes
) -> None:
    for path in PATHS:
        served.fetch("GET", path)
    for _ in range(STALLED):
        stack.enter_context(served.connect(sent))

    waits = min((waits_of(served) for _ in range(ROUNDS)), key=max)

    assert max(waits) < MOST_WAIT_S


PATHS = ("/card/", "/static/icons/icon.svg", "/healthz", "/api/oruk/services?page=1")
"""From memory, a file, Flask's smallest answer, and one of the directory."""


def waits_of(served: Served) -> list[float]:
    waits = []
    for path in (*PATHS, *PATHS):
        began_at = monotonic()
        answer, _ = served.fetch("GET", path)
        waits.append(monotonic() - began_at)
        assert answer.status == 200
    return waits


def test_who_says_nothing_or_half_is_sent_away(
    served: Served, stack: ExitStack
) -> None:
    """All at once, since each is given ten seconds."""
    began_at = monotonic()
    silent = stack.enter_context(served.connect())
    half = stack.enter_context(served.connect(b"GET / HTTP/1.1\r\nHost: 127.0.0.1\r\n"))
    slow = stack.enter_context(served.connect(BODY))
    chunk = stack.enter_context(served.connect(CHUNKED))

    assert [to_the_end(each) for each in (silent, half)] == [b"", b""]
    assert [status_of(to_the_end(each)) for each in (slow, chunk)] == [408, 408]
    assert BODY_PATIENCE_S * 0.9 < monotonic() - began_at < BODY_PATIENCE_S * 2


def to_the_end(connection: socket.socket) -> bytes:
    answered = bytearray()
    while part := connection.recv(65_536):
        answered += part
    return bytes(answered)
