"""A server that takes every connection and never says a word."""

from __future__ import annotations

import contextlib
import socket
from collections.abc import Iterator

BACKLOG = 128
"""Connections the kernel completes for us: nobody ever takes them up."""


@contextlib.contextmanager
def hang_on(port: int) -> Iterator[None]:
    """Listen on 127.0.0.1 and stay silent until the block ends."""
    with socket.create_server(("127.0.0.1", port), backlog=BACKLOG):
        yield


def free_port() -> int:
    """A TCP port nobody listens on now."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        return int(server.getsockname()[1])
