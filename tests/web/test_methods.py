"""Nothing typed into a page can be sent here: few addresses take anything in."""

from __future__ import annotations

from typing import Any

import pytest

from tests.web.addresses import CARD_PAGES, PAGES, UNBUILT
from tests.web.checked_client import CheckedClient

each_method = pytest.mark.parametrize(
    "method",
    [
        *("POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "CONNECT"),
        *("PROPFIND", "QUERY", "post"),
    ],
)


@pytest.mark.parametrize("path", PAGES)
@each_method
def test_a_page_takes_no_method_but_get_and_head(
    client: CheckedClient, path: str, method: str
) -> None:
    refusal = client.open(path, method=method, status=405)

    assert set(refusal.headers["Allow"].split(", ")) == {"GET", "HEAD"}


@pytest.mark.parametrize("path", CARD_PAGES)
@pytest.mark.parametrize("method", ["POST", "PUT", "PATCH", "DELETE", "OPTIONS"])
@pytest.mark.parametrize(
    "sent",
    [
        pytest.param({"data": {"name": "Sam Example"}}, id="a form"),
        pytest.param({"json": {"name": "Sam Example"}}, id="JSON"),
        pytest.param(
            {"data": b"name=Sam", "content_type": "text/plain"}, id="plain text"
        ),
        pytest.param({"query_string": {"name": "Sam Example"}}, id="a query"),
    ],
)
def test_a_card_page_refuses_whatever_is_sent_to_it(
    client: CheckedClient, path: str, method: str, sent: dict[str, Any]
) -> None:
    refusal = client.open(path, method=method, **sent, status=405)

    assert "Sam Example" not in refusal.text


@pytest.mark.parametrize(
    "path", ["/healthz", "/version.json", "/manifest.json", "/service-worker.js"]
)
@each_method
def test_a_part_of_the_app_takes_nothing_in_either(
    client: CheckedClient, path: str, method: str
) -> None:
    client.open(path, method=method, json={"name": "Sam"}, status=405)


@each_method
def test_a_built_file_takes_nothing_in_either(
    client: CheckedClient, method: str
) -> None:
    client.open("/static/icons/icon.svg", method=method, status=405)


def test_only_reports_of_an_entry_and_wishes_for_reminders_can_be_sent() -> None:
    takes = {
        (rule.rule, method)
        for rule in UNBUILT.url_map.iter_rules()
        for method in (rule.methods or set()) - {"GET", "HEAD"}
    }

    assert takes == {
        ("/api/finder/reports", "POST"),
        ("/api/reminders/subscription", "PUT"),
        ("/api/reminders/subscription", "DELETE"),
        ("/api/reminders/renew", "POST"),
        ("/api/reminders/test", "POST"),
        ("/api/reminders/later", "POST"),
    }


def test_a_body_sent_with_a_get_is_not_looked_at(client: CheckedClient) -> None:
    plain = client.get("/card/")

    with_body = client.get("/card/", json={"name": "Sam"})

    assert with_body.data == plain.data
