"""The door waits for bodies, so that no thread has to; and lets in only so many."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncIterator, Iterable
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from pwa.shell import door
from pwa.shell.door import Door

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIEnvironment


class Asked:
    """A request as the server gives it, whose body comes in these parts."""

    client = "192.0.2.7:1234"
    server = "127.0.0.1:8000"
    scheme = "http"
    query_string = "a=b"
    http_version = "1.1"

    def __init__(
        self,
        method: str,
        path: str,
        *parts: bytes,
        is_whole: bool = True,
        authority: str | None = None,
        **headers: str,
    ) -> None:
        self.method, self.path, self.parts = method, path, parts
        self.is_whole, self.authority = is_whole, authority
        self.headers = {each.replace("_", "-"): headers[each] for each in headers}
        self.answered: tuple[int, dict[str, str], bytes | str] | None = None

    async def __aiter__(self) -> AsyncIterator[bytes]:
        for part in self.parts:
            yield part
        if not self.is_whole:
            await asyncio.Event().wait()

    def response_bytes(self, status: int, headers: Any, body: bytes) -> None:
        self.answered = (status, dict(headers), body)

    def response_empty(self, status: int, headers: Any) -> None:
        self.answered = (status, dict(headers), b"")

    def response_file(self, status: int, headers: Any, file: str) -> None:
        self.answered = (status, dict(headers), file)


def echo(environ: WSGIEnvironment, start: StartResponse) -> Iterable[bytes]:
    start("200 OK", [("Content-Type", "text/plain")])
    return [environ["wsgi.input"].read()]


def ask(app: Door, *asked: Asked) -> list[tuple[int, dict[str, str], bytes | str]]:
    async def all_at_once() -> None:
        await asyncio.gather(*(app.__rsgi__(each, each) for each in asked))

    asyncio.run(all_at_once())
    return [each.answered for each in asked if each.answered]


def test_a_body_reaches_the_app_whole() -> None:
    [(status, _, body)] = ask(Door(echo), Asked("PUT", "/api/x", b"one ", b"two"))

    assert (status, body) == (200, b"one two")


def test_no_body_is_waited_for_where_none_is_taken() -> None:
    asked = [
        Asked("GET", "/api/x", b"{", is_whole=False),
        Asked("POST", "/card/", b"{", is_whole=False),
        Asked("PUT", "/api/x", b"{", is_whole=False, content_length="16385"),
    ]

    assert [body for _, _, body in ask(Door(echo), *asked)] == [b"", b"", b""]


def test_what_comes_too_slowly_is_told_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(door, "BODY_PATIENCE_S", 0.01)

    [(status, headers, _)] = ask(
        Door(echo), Asked("PUT", "/api/x", b"{", is_whole=False)
    )

    assert (status, headers["Connection"]) == (408, "close")
    assert headers["X-Content-Type-Options"] == "nosniff"


def test_only_so_many_bodies_come_in_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(door, "BODY_PATIENCE_S", 0.01)
    monkeypatch.setattr(door, "MOST_BODIES", 3)
    app = Door(echo)
    slow = [Asked("PUT", "/api/x", b"{", is_whole=False) for _ in range(5)]

    statuses = [status for status, _, _ in ask(app, *slow)]

    assert sorted(statuses) == [408, 408, 408, 503, 503]
    assert ask(app, Asked("PUT", "/api/x", b"{}"))[0][0] == 200


def test_a_quick_answer_needs_no_thread() -> None:
    app = Door(echo, is_quick=lambda path: path == "/card/")
    app.threads.shutdown()

    assert ask(app, Asked("GET", "/card/"))[0][0] == 200


def test_a_whole_file_is_left_to_the_server(tmp_path: Path) -> None:
    file = tmp_path / "pack.bin"
    file.write_bytes(b"x" * 100_000)

    def send(environ: WSGIEnvironment, start: StartResponse) -> Iterable[bytes]:
        start("200 OK", [])
        wrapped: Iterable[bytes] = environ["wsgi.file_wrapper"](file.open("rb"))
        return wrapped

    def send_some(environ: WSGIEnvironment, start: StartResponse) -> Iterable[bytes]:
        start("206 Partial Content", [])
        wrapped: Iterable[bytes] = environ["wsgi.file_wrapper"](BytesIO(b"some"))
        return wrapped

    assert ask(Door(send), Asked("GET", "/packs/x"))[0][2] == str(file)
    assert ask(Door(send_some), Asked("GET", "/packs/x"))[0][2] == b"some"


def test_the_app_is_given_no_header_that_looks_like_another() -> None:
    given: dict[str, Any] = {}

    def look(environ: WSGIEnvironment, start: StartResponse) -> Iterable[bytes]:
        given.update(environ)
        return echo(environ, start)

    asked = Asked("GET", "/é", authority="a.example", host="b.example", proxy="p")
    asked.headers |= {"sec_fetch_site": "same-origin"}
    ask(Door(look), asked)

    assert "HTTP_SEC_FETCH_SITE" not in given
    assert given["HTTP_HOST"] == "a.example"
    assert given["PATH_INFO"].encode("latin-1").decode() == "/é"
    assert given["REMOTE_ADDR"] == "192.0.2.7"


def test_a_fault_is_answered_and_logged_in_none_of_its_words(
    caplog: pytest.LogCaptureFixture,
) -> None:
    def fail(environ: WSGIEnvironment, start: StartResponse) -> Iterable[bytes]:
        raise ValueError("Sam Example")

    with caplog.at_level(logging.DEBUG):
        [(status, _, body)] = ask(Door(fail), Asked("GET", "/x"))

    assert (status, body) == (500, b"500 Internal Server Error\n")
    assert "ValueError" in caplog.text
    assert "Sam" not in caplog.text
