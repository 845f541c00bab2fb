"""Requests that no browser sends, and what the served app makes of them."""

from __future__ import annotations

import json
from typing import Any

import pytest

from pwa.config import MAX_BODY_BYTES
from tests.served import Served, status_of
from tests.web.api.reminders.asking import ASKED, GOOD, PUT

JSON = {"Content-Type": "application/json"}
HOST = b"Host: 127.0.0.1\r\nConnection: close\r\n"
SECRETS = (b"[project]", b"SQLite format", b"Traceback", b"root:", b"def create_app")


def request(line: str, *headers: bytes, body: bytes = b"", host: bytes = HOST) -> bytes:
    head = b"".join(each + b"\r\n" for each in headers)
    return line.encode("latin-1") + b"\r\n" + host + head + b"\r\n" + body


def padded(length: int) -> bytes:
    """A good wish for reminders, in so many bytes."""
    text = json.dumps(GOOD).encode()
    return text[:-1] + b" " * (length - len(text)) + b"}"


@pytest.mark.parametrize(
    ("length", "status"), [(MAX_BODY_BYTES, {200, 201}), (MAX_BODY_BYTES + 1, {413})]
)
@pytest.mark.parametrize("is_chunked", [False, True])
def test_a_body_may_have_four_kibibytes_and_not_one_more(
    served: Served, length: int, status: set[int], is_chunked: bool
) -> None:
    body = padded(length)
    kind = b"Content-Type: application/json"
    if is_chunked:
        how = b"Transfer-Encoding: chunked"
        body = f"{length:x}\r\n".encode() + body + b"\r\n0\r\n\r\n"
    else:
        how = f"Content-Length: {length}".encode()

    answered = served.raw(request(f"PUT {PUT} HTTP/1.1", kind, how, body=body))

    assert status_of(answered) in status


@pytest.mark.parametrize("what", ASKED)
def test_a_body_that_says_it_is_huge_is_refused_before_it_comes(
    served: Served, what: str
) -> None:
    method, path, _ = ASKED[what]
    head = request(
        f"{method} {path} HTTP/1.1",
        b"Content-Type: application/json",
        b"Content-Length: 99999999999",
    )

    assert status_of(served.raw(head)) == 413


def test_chunks_without_end_are_cut_off(served: Served) -> None:
    kind = (b"Content-Type: application/json", b"Transfer-Encoding: chunked")
    chunk = b"400\r\n" + b" " * 1024 + b"\r\n"
    endless = request(f"PUT {PUT} HTTP/1.1", *kind, body=chunk * 17)

    with served.connect(endless) as connection:
        answered = connection.recv(65_536)

    assert status_of(answered) == 413


@pytest.mark.parametrize(
    ("line", "statuses"),
    [
        ("CONNECT elsewhere.example:443 HTTP/1.1", {0, 400, 405, 421}),
        ("TRACE /card/ HTTP/1.1", {405}),
        ("OPTIONS * HTTP/1.1", {404, 405}),
        ("OPTIONS /card/ HTTP/1.1", {405}),
        ("PROPFIND / HTTP/1.1", {405}),
        ("DEBUG / HTTP/1.1", {405}),
        ("get /card/ HTTP/1.1", {501}),
        ("GET\t/card/ HTTP/1.1", {400}),
        ("G\u00cbT /card/ HTTP/1.1", {400}),
        (f"{'A' * 5000} / HTTP/1.1", {400, 405, 414}),
        ("PRI * HTTP/2.0", {0, 400, 404, 405}),
        ("GET /card/ HTTP/9.9", {400}),
        ("GET /card/", {400}),
        ("GET http://elsewhere.example/card/ HTTP/1.1", {421}),
        ("GET https://elsewhere.example:443/ HTTP/1.1", {421}),
    ],
)
def test_an_odd_method_or_line_is_refused(
    served: Served, line: str, statuses: set[int]
) -> None:
    answered = served.raw(request(line))

    assert status_of(answered) in statuses
    assert b"elsewhere.example" not in answered


@pytest.mark.parametrize(
    "path",
    [
        *("/../pyproject.toml", "/static/../../pyproject.toml", "/..;/pyproject.toml"),
        *("/static/%2e%2e/%2e%2e/pyproject.toml", "/static/..%2f..%2fpyproject.toml"),
        *("/static/..%5c..%5cpyproject.toml", "/static/%252e%252e/pyproject.toml"),
        *("/static/%c0%ae%c0%ae/pyproject.toml", "/static//etc/passwd", "//etc/passwd"),
        *("/static/%2fetc%2fpasswd", "/packs/../carrycard.db", "/packs/%2e%2e%2fkeys"),
        *("/packs/..%2fcarrycard.db", "/packs/manifest.json%00.bin", "/%00", "/a%00b"),
        *("/.git/config", "/.env", "/instance/carrycard.db", "/keys/"),
        *("/static/icons/icon.svg/", "/static/icons/", "/static", "/card/%0d%0aX: y"),
        *("/%ff%fe", "/%", "/%zz", "/card/;jsessionid=1", "/CARD/", "/card\\"),
        *("/api/../pyproject.toml", "/api/oruk/services/..%2f..%2fetc", "/\u00e9"),
        *("/server-status", "/wsgi.py", f"/{'a' * 9000}", "/" + "a/" * 2000),
        *("/service-worker-off.js", "/cy/cy/"),
    ],
)  # fmt: skip
def test_a_path_leads_to_no_file_but_those_meant(served: Served, path: str) -> None:
    answered = served.raw(request(f"GET {path} HTTP/1.1"))

    assert 400 <= status_of(answered) < 500 or status_of(answered) == 308
    assert not [each for each in SECRETS if each in answered]
    assert b"\nX: y" not in answered


@pytest.mark.parametrize(
    ("host", "status"),
    [
        ("127.0.0.1", 200),
        ("localhost", 200),
        ("LOCALHOST.:8000", 200),
        ("card.localhost", 200),
        ("[::1]:8000", 200),
        ("192.0.2.7", 200),
        ("card.example.org", 200),
        ("CARD.example.org:443", 200),
        ("evil.card.example.org", 421),
        ("card.example.org.evil.example", 421),
        ("localhost.evil.example", 421),
        ("127.0.0.1.evil.example", 421),
        ("2130706433", 421),
        ("127.1", 421),
        ("evil.example", 421),
        ("*", 400),
        ("", 400),
        ("card.example.org, evil.example", 400),
        ("card.example.org@evil.example", 400),
        ("card.example.org/x", 400),
        ("card.example.org:x", 400),
        ("[::1", 400),
        ("a" * 300, 400),
    ],
)
@pytest.mark.parametrize("path", ["/card/", "/static/icons/icon.svg", "/nowhere"])
def test_only_our_own_names_are_answered(
    served: Served, host: str, status: int, path: str
) -> None:
    line = f"Host: {host}\r\nConnection: close\r\n".encode()

    answered = served.raw(request(f"GET {path} HTTP/1.1", host=line))

    expected = 404 if status == 200 and path == "/nowhere" else status
    assert status_of(answered) == expected
    assert b"evil.example" not in answered


def test_a_request_names_one_host(served: Served) -> None:
    none = request("GET /card/ HTTP/1.1", host=b"Connection: close\r\n")
    two = request("GET /card/ HTTP/1.1", b"Host: localhost")

    assert [status_of(served.raw(each)) for each in (none, two)] == [400, 400]


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        pytest.param([b"X: " + b"a" * 100_000], {400, 431}, id="a long one"),
        pytest.param([b"X%d: a" % each for each in range(500)], {431}, id="many"),
        pytest.param([b"X: a\r\n b"], {400}, id="folded"),
        pytest.param([b"X : a"], {400}, id="a space before the colon"),
        pytest.param([b"no colon"], {400}, id="no colon"),
        pytest.param([b"X: a\x00b"], {400}, id="a null"),
        pytest.param([b"Content-Length: 1", b"Content-Length: 2"], {400}, id="two"),
        pytest.param([b"Content-Length: -1"], {400}, id="a negative length"),
        pytest.param([b"Content-Length: +1"], {400}, id="a signed length"),
        pytest.param([b"Transfer-Encoding: cow"], {400, 501}, id="unknown coding"),
        pytest.param([b"Accept-Encoding: " + b"br," * 999], {200}, id="a long wish"),
        pytest.param([b"Range: bytes=0-,0-,0-,0-"], {200, 416}, id="many ranges"),
        pytest.param([b"If-Modified-Since: \xff"], {200, 400}, id="no date"),
        pytest.param([b"Cookie: " + b"a=b;" * 999], {200}, id="cookies of others"),
        pytest.param([b"Upgrade: websocket", b"Connection: upgrade"], {200}, id="ws"),
    ],
)
def test_odd_headers_are_refused_or_passed_over(
    served: Served, headers: list[bytes], status: set[int]
) -> None:
    answered = served.raw(request("GET /static/icons/icon.svg HTTP/1.1", *headers))

    assert status_of(answered) in status
    assert served.fetch("GET", "/healthz")[0].status == 200


def test_a_header_that_only_looks_like_the_browsers_own_says_nothing(
    served: Served,
) -> None:
    method, path, body = ASKED["renew"]
    evil: dict[str, Any] = {**JSON, "Origin": "https://evil.example"}

    refused = [
        served.fetch(method, path, json.dumps(body).encode(), {**evil, name: value})
        for name, value in (
            ("Sec_Fetch_Site", "same-origin"),
            ("X-Forwarded-Host", "evil.example"),
            ("X-Original-URL", "/healthz"),
            ("X-HTTP-Method-Override", "GET"),
        )
    ]

    assert [answer.status for answer, _ in refused] == [403] * 4


def test_every_refusal_of_the_server_itself_has_the_headers(served: Served) -> None:
    other, _ = served.fetch("GET", "/", headers={"Host": "evil.example"})
    long, _ = served.fetch("PUT", PUT, padded(MAX_BODY_BYTES + 1), JSON)

    for answer in (other, long):
        assert answer.headers["X-Content-Type-Options"] == "nosniff"
        assert answer.headers["Content-Security-Policy"].startswith(
            "default-src 'none'"
        )
        assert answer.headers["Cache-Control"] == "no-store"
