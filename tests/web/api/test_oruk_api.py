"""The directory for other programs: whole, paged, valid, and deaf to where one is."""

from __future__ import annotations

import json
import logging
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from flask import Flask

from pwa.finder import oruk
from pwa.finder.api import PROFILE_API
from pwa.finder.questions import PLACES, Question
from tests.unit.finder.oruk.made_up import ALL, COPYLEFT, HIDDEN, TREATMENT
from tests.unit.finder.oruk.schemas import (
    faults_by_official,
    faults_by_ours,
    with_official,
)
from tests.web.api.conftest import app_with
from tests.web.checked_client import CheckedClient, checked_client

SERVICE = f"/api/oruk/services/{oruk.identifier('service', TREATMENT.key)}"
PLACED = oruk.identifier("service_at_location", TREATMENT.key)
LISTS = ("services", "service_at_locations", "taxonomies", "taxonomy_terms")
OBJECTS = [SERVICE, f"/api/oruk/service_at_locations/{PLACED}"]


def read(client: CheckedClient, path: str) -> Any:
    return client.get(path).json


def test_the_interface_names_its_standard(api: CheckedClient) -> None:
    answer = api.get("/api/oruk/")

    assert answer.json is not None
    assert answer.json["version"] == "HSDS-UK-3.0"
    assert answer.json["openapi_url"] == PROFILE_API
    assert answer.headers["Link"] == '</api/openapi.json>; rel="service-desc"'


def test_every_service_is_in_the_list_and_can_be_fetched_whole(
    api: CheckedClient,
) -> None:
    listed = read(api, "/api/oruk/services")["contents"]

    assert [each["name"] for each in listed] == [each.name for each in ALL]
    for each in listed:
        whole = read(api, f"/api/oruk/services/{each['id']}")
        assert faults_by_ours("service_in_list")(each) == []
        assert faults_by_ours("service")(whole) == []
        assert each.items() <= whole.items()


def test_every_location_is_in_the_list_and_can_be_fetched_whole(
    api: CheckedClient,
) -> None:
    listed = read(api, "/api/oruk/service_at_locations")["contents"]

    assert len(listed) == 4
    for each in listed:
        whole = read(api, f"/api/oruk/service_at_locations/{each['id']}")
        assert faults_by_ours("service_at_location")(whole) == []
        assert whole["location"] == each["location"]


@with_official
def test_what_is_answered_is_valid_by_the_official_schemas(api: CheckedClient) -> None:
    listed = read(api, "/api/oruk/services")["contents"]
    whole = read(api, "/api/oruk/services?full=true")["contents"]

    for each in listed:
        assert faults_by_official("service_in_list")(each) == []
    for each in whole:
        assert faults_by_official("service")(each) == []


def test_whole_services_come_in_one_list_where_asked_for(api: CheckedClient) -> None:
    whole = read(api, "/api/oruk/services?full=true")["contents"]

    assert whole == [read(api, f"/api/oruk/services/{each['id']}") for each in whole]


@pytest.mark.parametrize("name", ["taxonomies", "taxonomy_terms"])
def test_every_way_of_sorting_can_be_fetched(api: CheckedClient, name: str) -> None:
    listed = read(api, f"/api/oruk/{name}?per_page=100")["contents"]

    assert listed
    for each in listed:
        assert read(api, f"/api/oruk/{name}/{each['id']}") == each
        assert {"id", "name", "description"} <= each.keys()


def test_what_is_share_alike_is_not_mixed_with_the_rest(api: CheckedClient) -> None:
    told = api.get("/api/oruk/services?per_page=100").text

    assert COPYLEFT.name not in told
    missing = oruk.identifier("service", COPYLEFT.key)
    api.get(f"/api/oruk/services/{missing}", status=404)


def test_a_confidential_address_is_nowhere(api: CheckedClient) -> None:
    told = "".join(api.get(f"/api/oruk/{name}?per_page=100").text for name in LISTS)
    ident = oruk.identifier("service", HIDDEN.key)

    assert "Secret" not in told + api.get(f"/api/oruk/services/{ident}").text


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        pytest.param("", (5, 1, 1, 5, True, True, False), id="all on one page"),
        pytest.param("per_page=2", (5, 3, 1, 2, True, False, False), id="first"),
        pytest.param("per_page=2&page=2", (5, 3, 2, 2, False, False, False), id="next"),
        pytest.param("per_page=2&page=3", (5, 3, 3, 1, False, True, False), id="last"),
        pytest.param("page=9", (5, 1, 9, 0, False, True, True), id="beyond"),
        pytest.param("search=zzz", (0, 0, 1, 0, True, True, True), id="nothing"),
    ],
)
def test_a_page_says_where_it_stands(
    api: CheckedClient, query: str, expected: tuple[Any, ...]
) -> None:
    found = read(api, f"/api/oruk/services?{query}")

    names = ["total_items", "total_pages", "page_number", "size"]
    names += ["first_page", "last_page", "empty"]
    assert tuple(found[name] for name in names) == expected
    assert len(found["contents"]) == found["size"]


@pytest.mark.parametrize(
    ("query", "records"),
    [
        pytest.param("search=recovery", ["T1"], id="a word of the name"),
        pytest.param("search=NOWHERE+trust", ["T1"], id="words of two fields"),
        pytest.param("search=nowhere", ["T1", "M1", "L1"], id="one word in several"),
        pytest.param("search=secretham", [], id="a town is not looked in"),
        pytest.param("search=", ["T1", "M1", "H1", "L1", "B1"], id="no word"),
        pytest.param("minimum_age=18", ["T1"], id="a least age"),
        pytest.param("minimum_age=19", [], id="a greater least age"),
        pytest.param("maximum_age=99", ["T1"], id="a greatest age"),
        pytest.param("maximum_age=98", [], id="a lesser greatest age"),
        pytest.param("day=SA", ["T1"], id="a day"),
        pytest.param("day=TU&start_time=18:00", ["M1"], id="a day and a time"),
        pytest.param("day=TU&end_time=17:00", ["T1"], id="a day and an end"),
        pytest.param("taxonomy_term_id={term}", ["L1"], id="a term"),
        pytest.param("taxonomy_id={taxonomy}", ["M1"], id="a taxonomy"),
        pytest.param("taxonomy_term_id={term}&search=bare", [], id="both"),
    ],
)
def test_a_list_can_be_narrowed(
    api: CheckedClient, query: str, records: list[str]
) -> None:
    term = oruk.identifier("term", "kind", "helpline")
    taxonomy = oruk.identifier("taxonomy", "fellowship")

    found = read(
        api, f"/api/oruk/services?{query.format(term=term, taxonomy=taxonomy)}"
    )

    expected = [oruk.identifier("service", f"made-up/{each}") for each in records]
    assert [each["id"] for each in found["contents"]] == expected


@pytest.mark.parametrize("name", sorted(PLACES))
@pytest.mark.hazard("HZ21-b")
def test_nobody_may_ask_for_what_is_near_somebody(
    api: CheckedClient, name: str
) -> None:
    for path in (*(f"/api/oruk/{each}" for each in LISTS), "/api/oruk/", *OBJECTS):
        refusal = api.get(f"{path}?{name}=Nowhereshire", status=400)

        assert refusal.content_type == "application/problem+json"
        assert refusal.json is not None
        assert "whereabouts" in refusal.json["detail"]
        assert "Nowhereshire" not in refusal.text


@pytest.mark.parametrize("text", ["LS1 4AP", "ls14ap", "help near LS1 4AP please"])
@pytest.mark.hazard("HZ21-b")
def test_a_postcode_in_the_search_is_refused_too(api: CheckedClient, text: str) -> None:
    refusal = api.get("/api/oruk/services", query_string={"search": text}, status=400)

    assert refusal.json is not None
    assert "whereabouts" in refusal.json["detail"]


@pytest.mark.parametrize(
    "query",
    [
        *(
            "page=0",
            "page=-1",
            "page=1.5",
            "page=x",
            "page=",
            "page=1_0",
            "page=%31%30x",
        ),
        *("page=99999999999", "page=1&page=2", "page=\u0661", "per_page=0", "page=%00"),
        *("per_page=101", "minimum_age=-1", "maximum_age=151", "day=monday", "day=%00"),
        *("start_time=25:00", "end_time=9", "full=yes", "taxonomy_id=x", "a=b", "=x"),
        *("taxonomy_term_id=urn:uuid:220d8d24-ea31-52b0-bce4-821c90cc90c5", "a[]=1"),
        f"search={'x' * 101}",
    ],
)
def test_a_question_that_makes_no_sense_is_refused(
    api: CheckedClient, query: str
) -> None:
    refusal = api.get(f"/api/oruk/services?{query}", status=400)

    assert refusal.content_type == "application/problem+json"
    assert refusal.headers["Cache-Control"] == "no-store"


@pytest.mark.parametrize("path", [f"/api/oruk/{name}" for name in LISTS])
def test_a_name_that_is_not_an_id_is_not_found(api: CheckedClient, path: str) -> None:
    for name in ("x", "..", "%00", "00000000-0000-0000-0000-000000000000", PLACED[:-1]):
        missing = api.get(f"{path}/{name}", status=404)

        assert missing.content_type == "application/problem+json"


@pytest.mark.parametrize("path", ["/api/oruk/", "/api/oruk/services", *OBJECTS])
def test_pages_of_any_origin_may_read(api: CheckedClient, path: str) -> None:
    asked = {"Origin": "https://elsewhere.example", "Cookie": "a=b"}
    answer = api.get(path, headers=asked)

    assert answer.headers["Access-Control-Allow-Origin"] == "*"
    assert "Access-Control-Allow-Credentials" not in answer.headers
    assert answer.headers["Cache-Control"] == "public, max-age=300"
    assert answer.content_type == "application/json"
    kept = {"If-None-Match": answer.headers["ETag"]}
    assert api.get(path, headers=kept, status=304).data == b""
    head = api.head(path)
    assert (head.data, head.headers["ETag"]) == (b"", answer.headers["ETag"])


@pytest.mark.parametrize("method", ["POST", "PUT", "PATCH", "DELETE", "OPTIONS"])
@pytest.mark.parametrize("path", ["/api/oruk/", "/api/oruk/services", SERVICE])
def test_nothing_can_be_written(api: CheckedClient, path: str, method: str) -> None:
    refusal = api.open(path, method=method, json={"name": "Sam"}, status=405)

    assert set(refusal.headers["Allow"].split(", ")) == {"GET", "HEAD"}


def test_what_is_asked_is_in_no_log(
    api: CheckedClient, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.DEBUG):
        api.get("/api/oruk/services?search=samwords")
        api.get("/api/oruk/services?postcode=samwords", status=400)

    assert "samwords" not in caplog.text


def test_what_somebody_searched_for_is_not_held_on_to(made_up_app: Flask) -> None:
    api = checked_client(made_up_app)
    for question in ("per_page=7", "per_page=7&search=zyxwv"):
        api.get(f"/api/oruk/services?{question}")

    kept = made_up_app.extensions["directory"].directory().kept_texts

    asked = [name for name in kept if isinstance(name, Question)]
    assert 7 in {each.per_page for each in asked}
    assert {each.search for each in asked} == {""}


def test_hostile_text_stays_text(tmp_path: Path) -> None:
    """It is JSON of a type no browser runs; what reads it escapes it."""
    words = "</script><b onload='x'>\"\\\x00\u2028\ud800 {{ 7 * 7 }} %s"
    hostile = replace(TREATMENT, name=words, summary=words, organisation=words)
    client = checked_client(app_with(tmp_path, [hostile]))

    answer = client.get("/api/oruk/services?full=true")

    [found] = json.loads(answer.text)["contents"]
    assert found["name"] == words.replace("\ud800", "?")
    assert answer.content_type == "application/json"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
