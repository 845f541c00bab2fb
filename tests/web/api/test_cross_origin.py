"""Where the pages are on another origin, that one is let in by name, and no other."""

from __future__ import annotations

import pytest
from flask import Flask
from flask.testing import FlaskClient

from pwa import create_app
from pwa.config import Config
from pwa.shell.build import unhashed_assets
from pwa.shell.headers import common_headers
from pwa.shell.release import Release
from tests.web.api.test_cross_site import EVIL, MUTATING

SITE = "https://card.example"
routes = pytest.mark.parametrize("route", MUTATING, ids=" ".join)


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Flask:
    config = Config(instance=tmp_path_factory.mktemp("instance"), origin=SITE)
    return create_app(config, release=Release("draft", "0"))


@pytest.fixture
def client(server: Flask) -> FlaskClient:
    return server.test_client()


@routes
def test_a_browser_that_asks_first_gets_leave_for_that_origin(
    client: FlaskClient, route: tuple[str, str]
) -> None:
    method, path = route
    asked = {"Origin": SITE, "Access-Control-Request-Method": method}

    leave = client.options(path, headers=asked)

    assert (leave.status_code, leave.data) == (204, b"")
    assert leave.headers["Access-Control-Allow-Origin"] == SITE
    assert method in leave.headers["Access-Control-Allow-Methods"].split(", ")
    assert leave.headers["Access-Control-Allow-Headers"] == "Content-Type"
    assert "Origin" in leave.headers["Vary"]
    assert "Access-Control-Allow-Credentials" not in leave.headers


@routes
def test_what_its_page_sends_is_read_and_answered(
    client: FlaskClient, route: tuple[str, str]
) -> None:
    method, path = route
    sender = {"Origin": SITE, "Sec-Fetch-Site": "cross-site"}

    answer = client.open(path, method=method, headers=sender, json=MUTATING[route])

    assert answer.status_code not in (403, 405, 415)
    assert answer.headers["Access-Control-Allow-Origin"] == SITE


@routes
@pytest.mark.parametrize(
    "origin",
    [EVIL, f"{SITE}.evil.example", f"{SITE}:8443", "http://card.example", "null"],
)
def test_no_other_origin_is_let_in(
    client: FlaskClient, route: tuple[str, str], origin: str
) -> None:
    method, path = route
    sender = {"Origin": origin, "Sec-Fetch-Site": "cross-site"}
    asked = {"Origin": origin, "Access-Control-Request-Method": method}

    leave = client.options(path, headers=asked)
    answer = client.open(path, method=method, headers=sender, json=MUTATING[route])

    assert (leave.status_code, answer.status_code) == (405, 403)
    assert "Access-Control-Allow-Origin" not in leave.headers
    assert "Access-Control-Allow-Origin" not in answer.headers


def test_a_page_is_read_by_its_own_origin_only(client: FlaskClient) -> None:
    asked = {"Origin": SITE, "Access-Control-Request-Method": "GET"}

    leave = client.options("/static/x", headers=asked)
    page = client.get("/static/x", headers={"Origin": SITE})

    assert leave.status_code == 405
    assert "Access-Control-Allow-Origin" not in page.headers


@pytest.mark.parametrize("api", ["", "off"])
def test_a_copy_without_a_server_offers_nothing_that_needs_one(api: str) -> None:
    draft = Release("draft", "0", assets=unhashed_assets())
    client = create_app(Config(api=api), release=draft).test_client()

    reminders = client.get("/log/reminders").text
    finder = client.get("/finder/").text

    is_there = api != "off"
    assert ('data-module="reminders"' in reminders) is is_there
    assert ("What leaves your phone" in reminders) is is_there
    assert ("cannot send reminders" in reminders) is not is_there
    assert "Make a calendar file" in reminders
    assert ('data-act="wrong"' in finder) is is_there


@pytest.mark.parametrize(
    ("api", "asked"),
    [
        pytest.param("", "connect-src 'self'", id="here"),
        pytest.param("/app", "connect-src 'self'", id="below a path"),
        pytest.param(
            "https://api.card.example:8443/app",
            "connect-src 'self' https://api.card.example:8443",
            id="elsewhere",
        ),
    ],
)
def test_pages_may_ask_there_and_nowhere_else(api: str, asked: str) -> None:
    origin = Config(api=api).api_origin

    page = common_headers("/", origin)["Content-Security-Policy"]
    worker = common_headers("/service-worker.js", origin)["Content-Security-Policy"]
    file = common_headers("/static/a.js", origin)["Content-Security-Policy"]

    assert asked in page.split("; ")
    assert asked in worker.split("; ")
    assert "connect-src" not in file
