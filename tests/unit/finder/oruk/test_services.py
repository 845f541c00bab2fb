"""A listing as an Open Referral UK service: valid, stable, and giving nobody away."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings

from pwa.finder import oruk
from pwa.finder.model import OFFERS, Listing, Source
from pwa.finder.oruk.terms import TERMS
from tests.unit.finder.oruk.made_up import (
    ALL,
    BARE,
    COUNCILS,
    DAY,
    HIDDEN,
    LINE,
    MEETING,
    SOURCE,
    TREATMENT,
    listings,
)
from tests.unit.finder.oruk.schemas import (
    faults_by_official,
    faults_by_ours,
    with_official,
)


def whole(listing: Listing, source: Source = SOURCE) -> dict[str, Any]:
    return oruk.service(listing, source, COUNCILS, DAY)


def in_list(listing: Listing) -> dict[str, Any]:
    return oruk.service_in_list(listing, SOURCE, DAY)


def placed(listing: Listing) -> dict[str, Any]:
    return oruk.service_at_location(listing, SOURCE, COUNCILS, DAY)


SHAPES: dict[str, Callable[[Listing], dict[str, Any]]] = {
    "service": whole,
    "service_in_list": in_list,
}


@pytest.mark.parametrize("name", SHAPES)
def test_any_listing_there_can_be_is_valid_by_our_schema(name: str) -> None:
    faults = faults_by_ours(name)

    @given(listings)
    @settings(max_examples=100)
    def each(listing: Listing) -> None:
        assert faults(SHAPES[name](listing)) == []

    each()


@with_official
@pytest.mark.parametrize("name", SHAPES)
def test_any_listing_there_can_be_is_valid_by_the_official_schema(name: str) -> None:
    faults = faults_by_official(name)

    @given(listings)
    @settings(max_examples=50)
    def each(listing: Listing) -> None:
        assert faults(SHAPES[name](listing)) == []

    each()


def test_a_service_at_its_location_is_valid() -> None:
    faults = faults_by_ours("service_at_location")

    found = [placed(each) for each in ALL if oruk.has_location(each)]

    assert len(found) == 4
    assert [faults(each) for each in found] == [[]] * 4


@pytest.mark.parametrize(
    "broken",
    [
        pytest.param({"status": "unknown"}, id="a status the standard has not"),
        pytest.param({"id": "T1"}, id="an id that is no UUID"),
        pytest.param({"url": "javascript:x"}, id="an address to run"),
        pytest.param({"assured_date": "2026"}, id="a year for a day"),
        pytest.param({"internal_notes": "x"}, id="a field nobody meant to show"),
    ],
)
def test_our_schema_sees_a_fault(broken: dict[str, Any]) -> None:
    assert faults_by_ours("service")(whole(TREATMENT) | broken)


def test_all_that_is_known_of_a_service_is_told() -> None:
    found = whole(TREATMENT)

    assert found["name"] == "Nowhere Recovery Hub"
    assert found["status"] == "active"
    assert found["assured_date"] == "2026-11-02"
    assert found["last_modified"] == "2026-10-01T00:00:00.000Z"
    assert (found["minimum_age"], found["maximum_age"]) == (18, 99)
    assert found["organization"]["name"] == "Nowhere Trust"
    assert found["service_areas"][0]["name"] == "Leeds"
    assert found["service_areas"][1]["uri"].endswith("/E92000001")
    assert found["cost_options"][0]["amount"] == 0
    assert [each.get("code") for each in found["languages"]] == ["en", "pl", None]
    assert found["languages"][1]["name"] == "Polish"
    [at] = found["service_at_locations"]
    assert at["location"]["latitude"] == 53.8
    assert at["location"]["addresses"][0]["postal_code"] == "LS1 4AP"
    assert at["location"]["addresses"][0]["address_2"] == "Second floor"
    assert at["location"]["addresses"][0]["state_province"] == "Leeds"
    assert at["location"]["accessibility"][0]["description"].startswith("Wheelchairs")


def test_what_is_not_known_is_left_out() -> None:
    found = whole(BARE)

    assert set(found) == {"id", "name", "status", "attributes", "x_source"}
    assert [each["link_type"] for each in found["attributes"]] == ["kind"]


def test_a_number_nobody_has_confirmed_says_so() -> None:
    confirmed, unconfirmed = whole(TREATMENT)["phones"]

    assert confirmed["description"] == "Front desk. Mornings."
    assert unconfirmed["description"] == "Not yet confirmed."
    assert unconfirmed["type"] == "text"


def test_nothing_of_a_confidential_address_is_told() -> None:
    told = json.dumps([whole(HIDDEN), placed(HIDDEN), in_list(HIDDEN)])

    for words in ("Secret", "LS1", "53.8", "-1.55", "secret"):
        assert words not in told
    assert "01632 960001" in told
    assert "The address is confidential. Ring first. It is in Leeds." in told


@pytest.mark.parametrize("listing", [LINE, MEETING], ids=["helpline", "online"])
def test_what_one_rings_or_watches_is_nowhere(listing: Listing) -> None:
    [at] = whole(listing)["service_at_locations"]

    assert at["location"]["location_type"] == "virtual"
    assert "addresses" not in at["location"]


def test_ids_stay_the_same_for_good() -> None:
    found = whole(TREATMENT)

    assert found["id"] == "29d5e7a3-14fb-505c-8b3a-f3717e5456c1"
    assert (
        found["service_at_locations"][0]["id"] == "d0fc0390-cfa4-598e-b2a8-c6221ff1eecd"
    )
    # A corrected name is still the same service.
    assert whole(replace(TREATMENT, name="Another"))["id"] == found["id"]


def test_no_two_objects_share_an_id() -> None:
    ids: list[str] = []

    def gather(found: Any) -> None:
        if isinstance(found, dict):
            # A term and an organisation are the same ones wherever they stand.
            ids.extend([found["id"]] if "id" in found and "term" not in found else [])
            for each in found.values():
                gather(each)
        elif isinstance(found, list):
            for each in found:
                gather(each)

    gather([whole(each) for each in ALL])

    assert len(ids) > 40
    assert len(set(ids)) == len(ids)


def test_prescribing_is_told_with_its_day_and_never_without() -> None:
    dated = whole(TREATMENT)["attributes"]
    undated = whole(replace(TREATMENT, naltrexone_checked_on=None))["attributes"]

    [said] = [each for each in dated if each["link_type"] == "naltrexone"]
    assert said["value"] == "2026-11-01"
    assert said["taxonomy_term"]["name"] == "Prescribes naltrexone"
    assert not [each for each in undated if each["link_type"] == "naltrexone"]


@pytest.mark.parametrize(
    ("day", "is_told"), [(date(2026, 11, 22), True), (date(2026, 11, 23), False)]
)
def test_an_alert_is_told_to_its_last_day(day: date, *, is_told: bool) -> None:
    assert ("alert" in oruk.service(TREATMENT, SOURCE, COUNCILS, day)) is is_told


def test_licence_and_attribution_go_with_every_service() -> None:
    source = in_list(TREATMENT)["x_source"]

    assert source["licence"] == "OGL-3.0"
    assert source["attribution"] == "Contains nothing real."
    assert source["retrieved_on"] == "2026-11-20"


@pytest.mark.parametrize(
    "address",
    [
        *("javascript:alert(1)", "https://a@example.org/", "https://example.org/a b"),
        *(
            "https://example.org/<b>",
            'https://example.org/"',
            "//example.org",
            "ftp://x",
        ),
        "https://example.org/\n",
    ],
)
def test_an_address_that_is_no_plain_web_address_is_left_out(address: str) -> None:
    found = whole(replace(TREATMENT, url=address, page=address))

    assert "url" not in found


def test_every_offer_has_words() -> None:
    assert tuple(TERMS["offers"]) == OFFERS


def test_terms_a_source_adds_are_listed_beside_ours() -> None:
    names = {each["id"]: each["name"] for each in oruk.terms(ALL)}

    for listing in ALL:
        for said in whole(listing)["attributes"]:
            term = said["taxonomy_term"]
            assert names[term["id"]] == term["name"]
            assert term["taxonomy_id"] in {each["id"] for each in oruk.taxonomies()}
            assert {term["id"], term["taxonomy_id"]} <= oruk.term_ids(listing)
    assert "solvents" in names.values()
    assert "solvents" not in {each["name"] for each in oruk.terms()}
