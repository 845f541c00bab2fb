"""The door to the served app: takes each request in whole before a thread works on it.

A thread that reads from the network itself can be held up by whoever sends a letter a
minute; a few such clients would stop everybody. Here the event loop waits, up to a
limit, and a thread only ever gets what is complete. Built documents and files need no
thread at all, so they are answered even while every thread waits for a database.
"""

from __future__ import annotations

import asyncio
import logging
import sys
from collections.abc import AsyncIterator, Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from io import BufferedReader, BytesIO
from typing import IO, TYPE_CHECKING, Any, Protocol

from flask import Flask

from pwa.config import LARGEST_BODY_BYTES
from pwa.faults import told
from pwa.shell.headers import common_headers

if TYPE_CHECKING:
    from _typeshed.wsgi import WSGIApplication, WSGIEnvironment

THREADS = 4
BODY_PATIENCE_S = 10.0
"""For a whole body: the largest there is takes a phone on 2G three seconds."""
MOST_BODIES = 200
"""So many may be on their way in at once, in one process; one more is refused."""
API = "/api/"
STATIC = "/static/"
log = logging.getLogger("pwa.door")


class Scope(Protocol):
    """What is needed of a request's head, as Granian gives it (RSGI)."""

    client: str
    server: str
    scheme: str
    method: str
    path: str
    query_string: str
    http_version: str
    authority: str | None

    @property
    def headers(self) -> Any: ...


class Wire(Protocol):
    """What is needed of the rest of it, and of the way back."""

    def __aiter__(self) -> AsyncIterator[bytes]: ...

    def response_bytes(
        self, status: int, headers: list[tuple[str, str]], body: bytes
    ) -> None: ...

    def response_empty(self, status: int, headers: list[tuple[str, str]]) -> None: ...

    def response_file(
        self, status: int, headers: list[tuple[str, str]], file: str
    ) -> None: ...


class FileAnswer:
    """A whole file as an answer, for the server to send without a thread of ours."""

    def __init__(self, file: IO[bytes], block_size: int = 65_536) -> None:
        self.file = file
        self.block_size = block_size

    def __iter__(self) -> FileAnswer:
        return self

    def __next__(self) -> bytes:
        block = self.file.read(self.block_size)
        if not block:
            raise StopIteration
        return block

    def close(self) -> None:
        self.file.close()


@dataclass(frozen=True, slots=True)
class Answer:
    """One answer; a path instead of a body where a whole file is to be sent."""

    status: int
    headers: list[tuple[str, str]]
    body: bytes = b""
    path: str = ""

    def send(self, wire: Wire) -> None:
        if self.path:
            wire.response_file(self.status, self.headers, self.path)
        elif self.body:
            wire.response_bytes(self.status, self.headers, self.body)
        else:
            wire.response_empty(self.status, self.headers)


class BodyRefusedError(Exception):
    """The body is not taken in. Its words are the status line."""


class Door:
    """The RSGI application around a WSGI one.

    Args:
        is_quick: Whether a GET of this path is answered with no wait for anything.
    """

    def __init__(
        self, app: WSGIApplication, is_quick: Callable[[str], bool] = lambda path: False
    ) -> None:
        self.app = app
        self.is_quick = is_quick
        self.threads = ThreadPoolExecutor(THREADS, "answering")
        self.bodies = 0

    async def __rsgi__(self, scope: Scope, wire: Wire) -> None:
        if not scope.method.isupper():
            # "get" is not GET, though Werkzeug would take it for that.
            refusal("501 Not Implemented", scope.path).send(wire)
            return
        environ = environ_of(scope)
        is_reading = scope.method in ("GET", "HEAD")
        if is_reading and self.is_quick(scope.path):
            self.answer(environ).send(wire)
            return
        if not is_reading and scope.path.startswith(API):
            try:
                await self.take_in(environ, wire)
            except BodyRefusedError as error:
                refusal(str(error), scope.path).send(wire)
                return
        loop = asyncio.get_running_loop()
        found = await loop.run_in_executor(self.threads, self.answer, environ)
        found.send(wire)

    async def take_in(self, environ: WSGIEnvironment, wire: Wire) -> None:
        """Put the whole body into the environment; none of one that is too long.

        Raises:
            BodyRefusedError: it came too slowly, broke off, or too many are coming in.
        """
        told = environ.get("CONTENT_LENGTH", "")
        if told.isdecimal() and int(told) > LARGEST_BODY_BYTES:
            return
        if self.bodies >= MOST_BODIES:
            raise BodyRefusedError("503 Service Unavailable")
        body = bytearray()
        self.bodies += 1
        try:
            async with asyncio.timeout(BODY_PATIENCE_S):
                async for part in wire:
                    body += part
                    if len(body) > LARGEST_BODY_BYTES:
                        break
        except TimeoutError:
            raise BodyRefusedError("408 Request Timeout") from None
        except Exception as error:
            raise BodyRefusedError("400 Bad Request") from error
        finally:
            self.bodies -= 1
        environ["CONTENT_LENGTH"] = str(len(body))
        environ["wsgi.input"] = BytesIO(body)

    def answer(self, environ: WSGIEnvironment) -> Answer:
        """Run the app. A fault of its own is logged by its kind, in none of its words.

        No word of it is known to be harmless: it may repeat what somebody typed.
        """
        try:
            return run(self.app, environ)
        except Exception as error:
            log.error("a request failed: %s", told(error))
            return refusal("500 Internal Server Error", environ["PATH_INFO"])


def run(app: WSGIApplication, environ: WSGIEnvironment) -> Answer:
    """Call a WSGI app; its answer is complete, or the file that it is."""
    begun: list[tuple[int, list[tuple[str, str]]]] = []

    def start(
        status: str, headers: list[tuple[str, str]], exc_info: object = None
    ) -> Callable[[bytes], object]:
        begun.append((int(status[:3]), headers))
        return lambda data: None

    parts: Iterable[bytes] = app(environ, start)
    try:
        body = b"" if is_whole_file(parts) else b"".join(parts)
        status, headers = begun[-1]
        path = parts.file.name if is_whole_file(parts) else ""  # type: ignore[attr-defined]
        return Answer(status, headers, body, path)
    finally:
        if hasattr(parts, "close"):
            parts.close()


def is_whole_file(parts: Iterable[bytes]) -> bool:
    return isinstance(parts, FileAnswer) and isinstance(parts.file, BufferedReader)


def environ_of(scope: Scope) -> WSGIEnvironment:
    """The request's head as PEP 3333 has it, without a body yet."""
    server, _, port = scope.server.rpartition(":")
    environ: WSGIEnvironment = {
        "REQUEST_METHOD": scope.method,
        "SCRIPT_NAME": "",
        "PATH_INFO": scope.path.encode().decode("latin-1"),
        "QUERY_STRING": scope.query_string,
        "SERVER_NAME": server,
        "SERVER_PORT": port,
        "SERVER_PROTOCOL": f"HTTP/{scope.http_version}",
        "REMOTE_ADDR": scope.client.rpartition(":")[0].strip("[]"),
        "wsgi.version": (1, 0),
        "wsgi.url_scheme": scope.scheme,
        "wsgi.input": BytesIO(),
        "wsgi.input_terminated": True,
        "wsgi.errors": sys.stderr,
        "wsgi.multithread": True,
        "wsgi.multiprocess": True,
        "wsgi.run_once": False,
        "wsgi.file_wrapper": FileAnswer,
    }
    for name, value in scope.headers.items():
        # "Sec_Fetch_Site" would else stand for the header that no page can set.
        if "_" in name or name == "transfer-encoding":
            continue
        key = name.upper().replace("-", "_")
        if key not in ("CONTENT_TYPE", "CONTENT_LENGTH"):
            key = f"HTTP_{key}"
        environ[key] = f"{environ[key]},{value}" if key in environ else value
    if scope.authority is not None:
        # RFC 9112, 3.2.2: of the two, the target counts.
        environ["HTTP_HOST"] = scope.authority
    return environ


def refusal(status: str, path: str) -> Answer:
    headers = {
        "Content-Type": "text/plain; charset=utf-8",
        "Cache-Control": "no-store",
        "Connection": "close",
        **common_headers(path),
    }
    return Answer(int(status[:3]), list(headers.items()), f"{status}\n".encode())


def door_of(app: Flask) -> Door:
    """The door to an app as `create_app` makes it."""
    documents = app.extensions["documents"]
    return Door(app.wsgi_app, lambda path: path in documents or path.startswith(STATIC))
