"""An error is a plain page with every header, and shows nothing of the machinery."""

from __future__ import annotations

import logging

import pytest
from flask import Flask, Response, abort, request

from pwa import create_app
from pwa.config import MAX_BODY_BYTES, Config
from pwa.shell.release import Release
from tests.web.checked_client import CheckedClient, checked_client

MACHINERY = ("Traceback", "Exception", "werkzeug", "flask", "secret words", ".py")


@pytest.fixture(scope="module")
def breakable(release: Release) -> CheckedClient:
    """The built app with routes that fail, as a fault in ours would."""
    app = create_app(Config())

    @app.get("/break")
    @app.get("/cy/break")
    @app.get("/api/break")
    @app.get("/static/break/now")
    def fail() -> str:
        raise RuntimeError("secret words")

    @app.get("/teapot")
    def refuse() -> str:
        abort(418)

    @app.post("/take")
    @app.post("/cy/take")
    @app.post("/api/take")
    def take() -> Response:
        return Response(str(len(request.get_data())), mimetype="text/plain")

    return checked_client(app)


@pytest.mark.parametrize(
    ("path", "method", "status", "says"),
    [
        pytest.param("/nowhere", "GET", 404, "Page not found", id="404"),
        pytest.param("/facts/nothing", "GET", 404, "Page not found", id="no such fact"),
        pytest.param("/facts/\x00", "GET", 404, "Page not found", id="a null"),
        pytest.param("/facts/../config", "GET", 404, "Page not found", id="dots"),
        pytest.param("/card/", "POST", 405, "This page takes nothing in", id="405"),
        pytest.param("/break", "GET", 500, "Something went wrong here", id="500"),
        pytest.param("/teapot", "GET", 418, "This did not work", id="any other"),
    ],
)
def test_an_error_is_a_page_that_shows_no_machinery(
    breakable: CheckedClient, path: str, method: str, status: int, says: str
) -> None:
    page = breakable.open(path, method=method, status=status)

    assert f'<h1 class="nhsuk-heading-l">{says}</h1>' in page.text
    assert page.headers["Cache-Control"] == "no-store"
    assert not [word for word in MACHINERY if word in page.text]


@pytest.mark.parametrize(
    ("path", "method", "status"),
    [
        pytest.param("/cy/nowhere", "GET", 404, id="404"),
        pytest.param("/cy/card/", "POST", 405, id="405"),
        pytest.param("/cy/take", "POST", 413, id="413"),
        pytest.param("/cy/break", "GET", 500, id="500"),
    ],
)
def test_an_error_on_a_welsh_address_is_in_welsh(
    breakable: CheckedClient, path: str, method: str, status: int
) -> None:
    body = b"x" * (MAX_BODY_BYTES + 1) if method == "POST" else b""

    page = breakable.open(path, method=method, data=body, status=status)

    assert '<html lang="cy" ' in page.text
    assert 'href="/cy/card/"' in page.text
    assert "Dangos fy ngherdyn" in page.text


@pytest.mark.parametrize("path", ["/take", "/cy/take"])
def test_a_body_that_is_too_big_is_refused(breakable: CheckedClient, path: str) -> None:
    page = breakable.post(path, data=b"x" * (MAX_BODY_BYTES + 1), status=413)

    assert "x" * 10 not in page.text
    assert page.headers["Cache-Control"] == "no-store"


def test_a_body_of_the_largest_size_is_not_refused(breakable: CheckedClient) -> None:
    answer = breakable.post("/take", data=b"x" * MAX_BODY_BYTES)

    assert answer.text == str(MAX_BODY_BYTES)


def test_a_body_that_lies_about_its_size_is_cut_off(breakable: CheckedClient) -> None:
    answer = breakable.post(
        "/take",
        data=b"x" * (MAX_BODY_BYTES * 4),
        environ_overrides={"CONTENT_LENGTH": "", "wsgi.input_terminated": True},
    )

    assert int(answer.text) <= MAX_BODY_BYTES


def test_the_card_is_offered_on_every_error_page(breakable: CheckedClient) -> None:
    page = breakable.get("/break", status=500)

    assert '<a href="/card/">Show my card</a>' in page.text


@pytest.mark.parametrize(
    ("path", "method", "status"),
    [
        pytest.param("/api/nowhere", "GET", 404, id="404"),
        pytest.param("/api/take", "GET", 405, id="405"),
        pytest.param("/api/take", "POST", 413, id="413"),
        pytest.param("/api/break", "GET", 500, id="500"),
    ],
)
def test_an_error_of_the_api_is_problem_json(
    breakable: CheckedClient, path: str, method: str, status: int
) -> None:
    body = b"x" * (MAX_BODY_BYTES + 1) if method == "POST" else b""

    answer = breakable.open(path, method=method, data=body, status=status)

    assert answer.content_type == "application/problem+json"
    assert answer.json is not None
    assert answer.json["status"] == status
    assert not [word for word in MACHINERY if word in answer.text]


def test_a_fault_while_a_file_is_answered_is_a_plain_line(
    breakable: CheckedClient,
) -> None:
    answer = breakable.get("/static/break/now", status=500)

    assert answer.content_type == "text/plain; charset=utf-8"
    assert answer.text == "500 Internal Server Error\n"


def test_a_log_line_of_a_fault_has_nothing_that_was_typed(
    breakable: CheckedClient, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.DEBUG):
        breakable.get("/break?name=Sam", headers={"Cookie": "name=Sam"}, status=500)

    assert "Sam" not in caplog.text


def test_debugging_pages_are_off(app: Flask) -> None:
    assert not app.debug
    assert not app.config["PROPAGATE_EXCEPTIONS"]
