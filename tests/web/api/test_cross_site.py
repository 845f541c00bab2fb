"""No page elsewhere can make a visitor's browser change anything here."""

from __future__ import annotations

import json
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient

from tests.unit.finder.oruk.made_up import ALL, TREATMENT
from tests.web.addresses import UNBUILT
from tests.web.api.conftest import app_with
from tests.web.api.reminders.asking import ASKED
from tests.web.checked_client import CheckedClient, checked_client

REPORT = {"key": TREATMENT.key, "what": "closed", "words": ""}
MUTATING = {
    (method, path): body
    for method, path, body in (
        *ASKED.values(),
        ("POST", "/api/finder/reports", REPORT),
    )
}
"""Every address that changes something, with what it would take in."""
EVIL = "https://evil.example"
FORMS: dict[str, dict[str, Any]] = {
    "a form": {"data": {"endpoint": "x"}},
    "a form with a file": {
        "data": {"endpoint": "x"},
        "content_type": "multipart/form-data",
    },
    "plain text": {"content_type": "text/plain"},
    "no kind": {"content_type": ""},
    "JSON": {"content_type": "application/json"},
}
SENDERS = {
    "another site": {"Sec-Fetch-Site": "cross-site", "Origin": EVIL},
    "another site, no origin": {"Sec-Fetch-Site": "cross-site"},
    "another site that takes our origin": {
        "Sec-Fetch-Site": "cross-site",
        "Origin": "http://localhost",
    },
    "a neighbour": {"Sec-Fetch-Site": "same-site"},
    "typed by hand": {"Sec-Fetch-Site": "none"},
    "in capitals": {"Sec-Fetch-Site": "SAME-ORIGIN"},
    "an older browser, another origin": {"Origin": EVIL},
    "an older browser, a hidden origin": {"Origin": "null"},
    "an older browser, another port": {"Origin": "http://localhost:81"},
    "an older browser, a look-alike": {"Origin": "http://localhost.evil.example"},
}
routes = pytest.mark.parametrize("route", MUTATING, ids=" ".join)


@pytest.fixture(scope="module")
def whole_app(tmp_path_factory: pytest.TempPathFactory) -> Flask:
    return app_with(tmp_path_factory.mktemp("instance"), list(ALL))


@pytest.fixture
def client(whole_app: Flask) -> CheckedClient:
    return checked_client(whole_app)


def test_every_address_that_changes_something_is_looked_at_here() -> None:
    there = {
        (method, rule.rule)
        for rule in UNBUILT.url_map.iter_rules()
        for method in (rule.methods or set()) - {"GET", "HEAD"}
    }

    assert there == set(MUTATING)


@routes
@pytest.mark.parametrize("sender", SENDERS.values(), ids=SENDERS)
@pytest.mark.parametrize("form", FORMS.values(), ids=FORMS)
def test_what_another_page_sends_is_refused(
    client: CheckedClient,
    route: tuple[str, str],
    sender: dict[str, str],
    form: dict[str, Any],
) -> None:
    method, path = route
    sent = {"data": json.dumps(MUTATING[route]), **form}

    refusal = client.open(path, method=method, headers=sender, **sent, status=403)

    assert "Access-Control-Allow-Origin" not in refusal.headers


@routes
@pytest.mark.parametrize("kind", [name for name in FORMS if name != "JSON"])
def test_a_kind_that_any_form_can_send_is_refused_from_anybody(
    client: CheckedClient, route: tuple[str, str], kind: str
) -> None:
    method, path = route
    sent = {"data": json.dumps(MUTATING[route]), **FORMS[kind]}

    client.open(path, method=method, **sent, status=415)


@routes
def test_nobody_is_told_that_another_page_may_ask(
    client: CheckedClient, route: tuple[str, str]
) -> None:
    """A browser asks first (CORS), and gets no leave."""
    method, path = route
    asked = {"Origin": EVIL, "Access-Control-Request-Method": method}

    refusal = client.options(path, headers=asked, status=405)

    assert not [name for name, _ in refusal.headers if "access-control" in name.lower()]


@routes
def test_our_own_page_is_let_in(whole_app: Flask, route: tuple[str, str]) -> None:
    """Or the refusals above would prove nothing."""
    method, path = route
    own = {"Sec-Fetch-Site": "same-origin", "Origin": "http://localhost"}
    plain = FlaskClient(whole_app)

    answer = plain.open(path, method=method, headers=own, json=MUTATING[route])

    assert answer.status_code not in (403, 415)
