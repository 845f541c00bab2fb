"""The description is of the routes there are, and what is answered is as described."""

from __future__ import annotations

import re

import pytest
from flask import Flask
from schemathesis.config import SchemathesisConfig
from schemathesis.engine import from_schema
from schemathesis.engine.events import FatalError, NonFatalError, ScenarioFinished
from schemathesis.openapi import from_wsgi

from pwa.callers import Callers
from pwa.finder import oruk
from pwa.finder.reports import ReportBox
from pwa.finder.store import Report
from pwa.reminders import api as reminders_api
from pwa.reminders.limits import NoLimits
from tests.unit.finder.oruk.made_up import TREATMENT
from tests.unit.reminders.made_up import ENDPOINT, POINT
from tests.web.api.reminders.asking import NOW
from tests.web.checked_client import CheckedClient

DOCUMENT = "/api/openapi.json"


def test_every_route_of_the_api_is_described_and_nothing_else(
    api: CheckedClient,
) -> None:
    rules = [
        rule
        for rule in api.application.url_map.iter_rules()
        if rule.rule.startswith("/api/")
    ]
    there = {
        (re.sub(r"<[^>]+>", "{id}", rule.rule), method)
        for rule in rules
        for method in rule.methods or ()
    }

    paths = api.get(DOCUMENT).json["paths"]  # type: ignore[index]

    described = {(path, method.upper()) for path in paths for method in paths[path]}
    described |= {(path, "HEAD") for path, method in described if method == "GET"}
    assert there == described


def test_every_refusal_of_a_query_is_described(api: CheckedClient) -> None:
    document = api.get(DOCUMENT).json
    assert document is not None

    for path, methods in document["paths"].items():
        for method, operation in methods.items():
            assert {"400"} <= operation["responses"].keys(), path
            assert operation["operationId"] and operation["summary"], path
            names = {each["name"] for each in operation.get("parameters", [])}
            assert not names & {"postcode", "proximity"}, (path, method)


def test_pages_of_any_origin_may_read_the_description(api: CheckedClient) -> None:
    answer = api.get(DOCUMENT)

    assert answer.headers["Access-Control-Allow-Origin"] == "*"
    assert answer.json is not None
    assert answer.json["openapi"] == "3.1.0"
    kept = {"If-None-Match": answer.headers["ETag"]}
    api.get(DOCUMENT, headers=kept, status=304)
    api.get(f"{DOCUMENT}?a=b", status=400)


class Endless:
    """A store that takes everything, so that the limits do not end the test."""

    def add_report(self, report: Report) -> bool:
        return True

    def reports(self) -> list[Report]:
        return []

    def take_token(self, *given: object, **named: object) -> bool:
        return True


def test_the_api_does_what_its_description_says(
    made_up_app: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Every check there is: examples, each edge of each parameter, and some at random.

    Driven by schemathesis itself, whose own way into pytest knows only older ones.
    """
    endless = Callers(burst=10**6, per_hour=10**6, everybody_times=10)
    made_up_app.extensions["reports"] = ReportBox(Endless, endless)
    made_up_app.extensions["reminders"].limits = NoLimits()
    monkeypatch.setattr(reminders_api, "now", lambda: NOW)
    config = SchemathesisConfig.from_dict(
        {
            "generation": {
                "max-examples": 30,
                "deterministic": True,
                "database": "none",
            },
            "phases": {"stateful": {"enabled": False}},
            # What is wrong may also be too long, and is then refused unread: 413.
            "checks": {
                "negative_data_rejection": {
                    "expected-statuses": ["400", "403", "404", "413", "415", "422"]
                }
            },
        }
    )
    described = from_wsgi(DOCUMENT, made_up_app, config=config)
    # Let it find what is there, too, beside the many ids that are not.
    for kind in ("service", "service_at_location"):
        path = f"/api/oruk/{kind}s/{{id}}"
        parameter = described.raw_schema["paths"][path]["get"]["parameters"][0]
        parameter["example"] = oruk.identifier(kind, TREATMENT.key)
    body = described.raw_schema["components"]["schemas"]["report"]
    body["properties"]["key"]["examples"] = [TREATMENT.key]

    # No schema can say which points are on a curve, which key is live, or what day is.
    schemas = described.raw_schema["components"]["schemas"]
    keys = schemas["PushSubscription"]["properties"]["keys"]["properties"]
    keys["p256dh"]["enum"] = [POINT]
    schemas["Slot"]["enum"] = ["2026-11-22T08:00", "2026-11-22T00:15"]
    schemas["PushEndpoint"]["examples"] = [ENDPOINT]
    live = made_up_app.extensions["reminders"].keys().current().id
    schemas["Wanted"]["properties"]["keyId"]["enum"] = [live]

    events = list(from_schema(described).execute())

    assert not [each for each in events if isinstance(each, NonFatalError | FatalError)]
    cases, faults = 0, []
    for event in events:
        if isinstance(event, ScenarioFinished):
            cases += len(event.recorder.cases)
            faults += [
                f"{event.label}: {check.name}: {check.failure_info.failure.title}: "
                f"{check.failure_info.failure.message} {check.failure_info.code_sample}"
                for checks in event.recorder.checks.values()
                for check in checks
                if check.failure_info
            ]
    assert faults == []
    assert cases >= 1_000
