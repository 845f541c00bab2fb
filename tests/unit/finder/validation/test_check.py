"""Each rule refuses what it must, and is written down as it is."""

from __future__ import annotations

import math
import re
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from pwa.config import ROOT
from pwa.finder.model import Hours, Listing, Phone
from pwa.finder.validation import REFUSED_BY, RULES
from pwa.finder.validation.coast import is_in_the_uk
from tests.unit.finder.made_up import TODAY, meeting, service
from tests.unit.finder.validation.checking import checked, nowhere, place, rules


@pytest.mark.parametrize(
    ("rule", "changes"),
    [
        pytest.param("R01", {"name": ""}, id="no name"),
        pytest.param("R01", {"name": "12 – 34"}, id="a name without a letter"),
        pytest.param("R01", {"name": "<script>x()</script>"}, id="a name of markup"),
        pytest.param("R01", {"name": "a < b"}, id="a name with a bracket"),
        pytest.param("R01", {"name": "Long " * 50}, id="a name without an end"),
        pytest.param("R02", {"kind": "rehab"}, id="a kind nobody knows"),
        pytest.param("R03", {"status": "closed"}, id="closed"),
        pytest.param("R03", {"status": "defunct"}, id="a status nobody knows"),
        pytest.param("R04", {"source": "Our List"}, id="a source with spaces"),
        pytest.param("R04", {"record": ""}, id="no id"),
        pytest.param("R04", {"record": "a b"}, id="an id with a space"),
        pytest.param("R05", {"record": "SYN00042"}, id="an id of a script"),
        pytest.param("R05", {"record": "test-7"}, id="an id of a test"),
        pytest.param("R07", {"phones": (Phone("0113 496"),)}, id="half a number"),
        pytest.param("R07", {"phones": (Phone("ring us"),)}, id="no number"),
        pytest.param("R07", {"phones": (Phone("+353 1 555 1234"),)}, id="Dublin"),
        pytest.param("R07", {"phones": (Phone("0909 879 0123"),)}, id="premium rate"),
        pytest.param("R07", {"phones": (Phone("118 500"),)}, id="enquiries"),
        pytest.param("R08", place(postcode="LS1 9ZZ"), id="no such postcode"),
        pytest.param("R08", place(postcode="somewhere"), id="no postcode at all"),
        pytest.param("R09", place(latitude=200.0), id="north of the pole"),
        pytest.param("R09", place(latitude=math.nan), id="not a number"),
        pytest.param("R09", place(latitude=math.inf), id="without end"),
        pytest.param("R09", place(latitude=0.0, longitude=0.0), id="nought, nought"),
        pytest.param("R09", place(longitude=None), id="half a place"),
        pytest.param("R09", place(latitude=53.9), id="11 km from its postcode"),
        pytest.param(
            "R09", nowhere(latitude=53.35, longitude=-6.26), id="Dublin on the map"
        ),
        pytest.param(
            "R10", {"kind": "pharmacy", **nowhere()}, id="a pharmacy that is nowhere"
        ),
        pytest.param(
            "R10",
            {"phones": (), "url": "", "email": "", "page": "", **nowhere()},
            id="out of reach",
        ),
        pytest.param("R11", {"url": "javascript:alert(1)"}, id="a script for address"),
        pytest.param("R11", {"url": "data:text/html,x"}, id="data for an address"),
        pytest.param("R11", {"url": "https://a:b@x.org/"}, id="a login in an address"),
        pytest.param("R11", {"url": "http://127.0.0.1/x"}, id="a number for a host"),
        pytest.param("R11", {"url": "http://intranet/x"}, id="a host of one word"),
        pytest.param("R11", {"page": "https://x.org/a b"}, id="a space in an address"),
        pytest.param("R11", {"url": "https://x.org:8443/"}, id="an unusual port"),
        pytest.param("R14", {"hours": (Hours(8, 540, 600),)}, id="an eighth day"),
        pytest.param("R14", {"hours": (Hours(1, 1599, 1620),)}, id="25:99"),
        pytest.param("R14", {"hours": (Hours(1, 600, 540),)}, id="shuts, then opens"),
        pytest.param("R14", {"hours": (Hours(1, 720, 2161),)}, id="past 36 hours"),
        pytest.param(
            "R14", {"hours": (Hours(1, 540, 800), Hours(1, 780, 900))}, id="overlap"
        ),
        pytest.param(
            "R14",
            {"hours": (Hours(7, 1380, 1560), Hours(1, 60, 120))},
            id="Sunday night over Monday morning",
        ),
        pytest.param(
            "R14", {"hours": (Hours(1, 1, 2, weeks=(6,)),)}, id="a sixth week"
        ),
        pytest.param(
            "R14", {"hours": (Hours(1, 1, 2, every_weeks=2),)}, id="from which week?"
        ),
        pytest.param("R15", {"checked_on": TODAY + timedelta(1)}, id="tomorrow"),
        pytest.param("R15", {"checked_on": date(1926, 1, 1)}, id="a century ago"),
        pytest.param("R15", {"verify_by": date(2026, 8, 1)}, id="due before checked"),
        pytest.param("R17", {"minimum_age": 180}, id="180 years old"),
        pytest.param("R17", {"minimum_age": 30, "maximum_age": 20}, id="30 to 20"),
        pytest.param("R21", {"councils": ("Leeds",)}, id="a council by its name"),
        pytest.param("R21", {"nations": ("france",)}, id="a nation of elsewhere"),
    ],
)
@pytest.mark.hazard("HZ20-b")
def test_what_must_not_be_shown_is_refused(rule: str, changes: dict[str, Any]) -> None:
    found = checked(service(**changes))

    assert rules(found.problems) == [rule]
    assert rule in REFUSED_BY


def test_a_northern_irish_place_may_be_as_far_as_its_outcode_is_wide() -> None:
    near = nowhere(postcode="BT1 5GS", latitude=54.65, longitude=-5.7)
    far = nowhere(postcode="BT1 5GS", latitude=54.99, longitude=-7.32)

    assert checked(service(**near)).problems == ()
    assert rules(checked(service(**far)).problems) == ["R09"]


@pytest.mark.parametrize("told", ["We are at 1 made-up street.", "Come to LS1 4AP."])
def test_a_text_that_tells_a_withheld_address_is_refused(told: str) -> None:
    given = service(notes=told, **place(is_withheld=True))

    assert rules(checked(given).problems) == ["R18"]


@pytest.mark.parametrize(
    ("form", "record", "is_good"),
    [
        pytest.param("ods", "FA002", True, id="a code"),
        pytest.param("ods", "fa-002", False, id="no code"),
        pytest.param("cqc", "1-1234567890", True, id="a regulator's number"),
        pytest.param("cqc", "RX4K2", True, id="a trust's code"),
        pytest.param("cqc", "SYN-001", False, id="a made-up one"),
        pytest.param("bmlt", "twelve", False, id="a word for a number"),
        pytest.param("oruk", "ac148810-d857-441c-9679-408f346de14b", True, id="UUID"),
        pytest.param("geojson", "node/123", True, id="a node"),
    ],
)
def test_an_id_is_written_as_its_register_writes_ids(
    form: str, record: str, is_good: bool
) -> None:
    assert checked(service(record), form=form).is_accepted == is_good


INVENTED = [
    service("SYN00042", name="Sunrise Wellness Centre"),
    service("43", name="Harmony Lodge", **nowhere(postcode="DU4 0MC")),
    service("44", name="Serenity House", **nowhere(postcode="IN5 0JH")),
    service("45", name="Synthetic service 45"),
    service("46", name="Lorem ipsum dolor"),
    service("47", name="New Dawn", phones=(Phone("01234 567890"),)),
]
"""Rows as scripts invent them to fill a directory."""


@pytest.mark.parametrize("row", INVENTED, ids=lambda each: each.record)
@pytest.mark.hazard("HZ20-b")
def test_a_made_up_row_is_refused(row: Listing) -> None:
    assert not checked(row).is_accepted


@pytest.mark.parametrize(
    ("one", "other", "rule"),
    [
        pytest.param(service("1"), service("1", name="Else"), "R19", id="one id"),
        pytest.param(
            service("1", name="The Hub Ltd."),
            service("2", name="the hub"),
            "R19",
            id="one name at one address",
        ),
        pytest.param(
            service("1", name="Leeds Windmill Service"),
            service("2", source="other", name="Windmill, Leeds"),
            "R20",
            id="two sources",
        ),
        pytest.param(
            service("1", name="Windmill House Leeds"),
            service("2", source="other", name="Windmill House (Day Centre)"),
            "R20",
            id="two sources, one number",
        ),
        pytest.param(
            service("1"),
            service("1", source="other", kind="needle-exchange"),
            "",
            id="two kinds under one roof",
        ),
        pytest.param(
            service("1", name="Boots"),
            service("2", name="Boots", **place(lines=("Upper Floor",))),
            "",
            id="two branches in one postcode",
        ),
        pytest.param(
            meeting("1", name="Step by Step"),
            meeting("2", name="Step by Step", hours=(Hours(2, 1140, 1200, "meeting"),)),
            "",
            id="one meeting, two evenings",
        ),
        pytest.param(
            service("1", name="North Lodge", phones=(Phone("0113 496 0000"),)),
            service(
                "2", source="other", name="Harbour", phones=(Phone("0131 496 0000"),)
            ),
            "",
            id="neighbours",
        ),
    ],
)
def test_the_same_service_is_listed_once(
    one: Listing, other: Listing, rule: str
) -> None:
    found = checked(other, one)

    assert rules(found.problems) == ([rule] if rule else [])


@pytest.mark.parametrize(
    ("latitude", "longitude", "is_inside"),
    [
        pytest.param(49.92, -6.30, True, id="Scilly"),
        pytest.param(51.13, 1.31, True, id="Dover"),
        pytest.param(52.48, 1.76, True, id="Lowestoft"),
        pytest.param(60.80, -0.80, True, id="Unst"),
        pytest.param(57.81, -8.58, True, id="St Kilda"),
        pytest.param(54.48, -8.09, True, id="Belleek"),
        pytest.param(55.00, -7.32, True, id="Derry"),
        pytest.param(54.18, -6.34, True, id="Newry"),
        pytest.param(54.12, -6.75, True, id="Cullyhanna"),
        pytest.param(51.88, -5.32, True, id="St Davids"),
        pytest.param(50.95, 1.85, False, id="Calais"),
        pytest.param(53.35, -6.26, False, id="Dublin"),
        pytest.param(54.65, -8.11, False, id="Donegal"),
        pytest.param(53.72, -6.35, False, id="Drogheda"),
        pytest.param(49.63, -1.62, False, id="Cherbourg"),
        pytest.param(40.7, -74.0, False, id="New York"),
    ],
)
def test_the_coast_line_tells_here_from_there(
    latitude: float, longitude: float, is_inside: bool
) -> None:
    assert is_in_the_uk(latitude, longitude) == is_inside


def test_the_rules_are_written_down_as_they_are() -> None:
    text = (ROOT / "docs" / "finder-rules.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| (R\d\d) \| (.+?) \| (refuses|mends|both) \|", text, re.M)

    assert {rule: asks for rule, asks, _ in rows} == RULES
    assert {rule for rule, _, does in rows if does != "mends"} == REFUSED_BY


def test_every_rule_has_a_listing_that_breaks_it() -> None:
    beside = Path(__file__).parent
    files = (beside / "test_check.py", beside / "test_check_mends.py")
    text = "".join(each.read_text(encoding="utf-8") for each in files)
    elsewhere = {"R00", "R23"}

    assert {rule for rule in RULES if f'"{rule}"' in text} | elsewhere == set(RULES)
