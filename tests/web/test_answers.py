"""How a built document is sent: packed, not twice, and without a body for HEAD."""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO
from wsgiref.util import setup_testing_defaults
from wsgiref.validate import validator

import pytest
from flask import Flask

from pwa.shell.release import Release
from tests.web.addresses import PAGES
from tests.web.checked_client import CheckedClient, unpacked

DOCUMENTS = [*PAGES, "/manifest.json", "/service-worker.js", "/version.json"]


def test_every_built_document_is_tested_here(release: Release) -> None:
    assert set(release.documents) - set(DOCUMENTS) == {"/service-worker-off.js"}


@pytest.mark.parametrize(
    ("accepted", "encoding"),
    [
        pytest.param("gzip, deflate, br, zstd", "br", id="a browser of today"),
        pytest.param("gzip, deflate", "gzip", id="plain HTTP in a browser"),
        pytest.param("br", "br", id="only br"),
        pytest.param("gzip", "gzip", id="only gzip"),
        pytest.param("br;q=0, gzip", "gzip", id="br refused"),
        pytest.param("br; q=0, gzip", "gzip", id="br refused, with a space"),
        pytest.param("br;q=0.0, gzip", "gzip", id="br refused in decimals"),
        pytest.param("br;q=0.000,gzip;q=0.00", None, id="both refused in decimals"),
        pytest.param("gzip;q=0, br;q=0", None, id="both refused"),
        pytest.param("br;q=0.5, gzip;q=1", "br", id="weights below one"),
        pytest.param("br;q=0.01", "br", id="a small weight"),
        pytest.param("identity", None, id="plain"),
        pytest.param("", None, id="nothing said"),
        pytest.param("zstd, compress", None, id="what we do not have"),
        pytest.param("brotli, xbr, brx", None, id="names that only look alike"),
        pytest.param(";;,,q=,br;", "br", id="nonsense around it"),
    ],
)
@pytest.mark.parametrize("path", ["/card/", "/service-worker.js", "/manifest.json"])
def test_a_document_is_packed_as_the_client_takes_it(
    client: CheckedClient, path: str, accepted: str, encoding: str | None
) -> None:
    plain = client.get(path)

    answer = client.get(path, headers={"Accept-Encoding": accepted}, status=200)

    assert answer.headers.get("Content-Encoding") == encoding
    assert answer.headers["Vary"] == "Accept-Encoding"
    assert unpacked(answer) == plain.data


@pytest.mark.parametrize("path", DOCUMENTS)
def test_a_document_that_is_kept_already_is_not_sent_again(
    client: CheckedClient, path: str
) -> None:
    etag = client.get(path).headers["ETag"]

    answer = client.get(path, headers={"If-None-Match": etag}, status=304)

    assert answer.data == b""
    assert answer.headers["ETag"] == etag
    assert answer.headers["Cache-Control"] == "no-cache"
    assert answer.headers["Vary"] == "Accept-Encoding"


@pytest.mark.parametrize(
    ("asked", "status"),
    [
        pytest.param("{etag}", 304, id="the same"),
        pytest.param("W/{etag}", 304, id="the same, weakened by a proxy"),
        pytest.param('"other", {etag}', 304, id="one of several"),
        pytest.param('"other"', 200, id="another"),
        pytest.param("", 200, id="empty"),
    ],
)
def test_a_changed_document_is_sent(
    client: CheckedClient, asked: str, status: int
) -> None:
    etag = client.get("/card/").headers["ETag"]

    client.get(
        "/card/", headers={"If-None-Match": asked.format(etag=etag)}, status=status
    )


def test_no_two_pages_share_an_etag(client: CheckedClient) -> None:
    etags = {path: client.get(path).headers["ETag"] for path in PAGES}

    # The blank page says the same words in no language but its own.
    assert len(set(etags.values())) == len(etags)


@pytest.mark.parametrize("path", [*DOCUMENTS, "/healthz", "/static/icons/icon.svg"])
def test_a_head_request_gets_the_headers_and_no_body(
    client: CheckedClient, path: str
) -> None:
    whole = client.get(path)

    head = client.head(path)

    assert head.data == b""
    assert head.headers["Content-Length"] == str(len(whole.data))
    assert head.headers["Content-Type"] == whole.headers["Content-Type"]


@pytest.mark.parametrize("path", ["/nowhere", "/static/nothing.js"])
def test_a_head_request_for_what_is_missing_has_no_body_either(
    client: CheckedClient, path: str
) -> None:
    assert client.head(path, status=404).data == b""


@pytest.mark.parametrize("method", ["GET", "HEAD", "POST"])
@pytest.mark.parametrize("path", ["/card/", "/nowhere", "/static/icons/icon.svg"])
@pytest.mark.parametrize("etag", ['"x"', "*"])
def test_the_app_speaks_wsgi_to_the_letter(
    app: Flask, method: str, path: str, etag: str
) -> None:
    environ: dict[str, object] = {
        "REQUEST_METHOD": method,
        "SCRIPT_NAME": "",
        "PATH_INFO": path,
        "QUERY_STRING": "",
        "HTTP_IF_NONE_MATCH": etag,
        "wsgi.input": BytesIO(),
    }
    setup_testing_defaults(environ)
    started: list[str] = []

    def start(
        status: str, headers: list[tuple[str, str]], exc_info: object = None
    ) -> Callable[[bytes], object]:
        started.append(status)
        return bytes

    answer = validator(app.wsgi_app)(environ, start)
    body = b"".join(answer)
    if hasattr(answer, "close"):
        answer.close()

    assert started[0][:3] in ("200", "304", "404", "405")
    assert method != "HEAD" or body == b""
