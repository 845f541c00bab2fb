"""Each rule mends what it may mend and says so, and leaves what is good as it is."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from pwa.finder.model import Hours, Listing, Location, Meeting, Phone
from pwa.finder.validation import Checked
from tests.unit.finder.made_up import TODAY, meeting, service
from tests.unit.finder.validation.checking import checked, nowhere, place, rules


@pytest.mark.parametrize("good", [service(), meeting()], ids=lambda each: each.record)
def test_a_good_service_passes_as_it_is(good: Listing) -> None:
    found = checked(good)

    assert found == Checked(good, (), ())


@pytest.mark.parametrize(
    ("rule", "given", "mended"),
    [
        pytest.param(
            "R06",
            {"summary": "<p>Drop&nbsp;in.</p>\u202e\x07"},
            {"summary": "Drop in."},
            id="markup",
        ),
        pytest.param(
            "R06",
            {"notes": "&amp;lt;b&amp;gt;x"},
            {"notes": "x"},
            id="layers of markup",
        ),
        pytest.param(
            "R07",
            {"phones": (Phone("1134960000"),)},
            {"phones": (Phone("0113 496 0000"),)},
            id="a 0 that Excel took",
        ),
        pytest.param(
            "R07",
            {"phones": (Phone("+44 (0)20 7946 0000"), Phone("02079460000"))},
            {"phones": (Phone("020 7946 0000"),)},
            id="one number in two ways",
        ),
        pytest.param(
            "R07",
            {"phones": (Phone("116123"), Phone("0113 496 00"))},
            {"phones": (Phone("116 123"),)},
            id="a short number, and a bad one beside it",
        ),
        pytest.param(
            "R07",
            {"phones": (Phone("0845 123 4567"),)},
            {"phones": (Phone("0845 123 4567", note="Costs more than a usual call."),)},
            id="a number with a charge",
        ),
        pytest.param(
            "R08",
            place(postcode=" ls14ap "),
            place(postcode="LS1 4AP"),
            id="a postcode badly spaced",
        ),
        pytest.param(
            "R09",
            place(latitude=-1.549, longitude=53.7961),
            place(latitude=53.7961, longitude=-1.549),
            id="latitude for longitude",
        ),
        pytest.param(
            "R11",
            {"url": "www.made-up.org.uk/a?utm_source=x&b=1"},
            {"url": "https://www.made-up.org.uk/a?b=1"},
            id="no scheme, and a tracker",
        ),
        pytest.param(
            "R12",
            {"notes": "Zoom 123. Passcode: 4711. All welcome."},
            {"notes": "Zoom 123. . All welcome."},
            id="a password in words",
        ),
        pytest.param(
            "R13",
            {"email": "jo.bloggs@made-up.example.org"},
            {"email": ""},
            id="somebody's e-mail",
        ),
        pytest.param(
            "R13",
            {"summary": "Help with drink. Ask for Jo on 07700 900123! All welcome."},
            {"summary": "Help with drink. All welcome."},
            id="somebody's mobile number in a text",
        ),
        pytest.param(
            "R13",
            {"how_to_refer": "Ring Jo Bloggs, +44 (0)7700-900123."},
            {"how_to_refer": ""},
            id="a mobile number written for abroad",
        ),
        pytest.param(
            "R13",
            {"organisation": "Jo Bloggs jo@made-up.example.org"},
            {"organisation": ""},
            id="somebody's e-mail in one line",
        ),
        pytest.param(
            "R13",
            {"phones": (Phone("0113 496 0000", note="Jo has 07700900123"),)},
            {"phones": (Phone("0113 496 0000"),)},
            id="somebody's mobile number beside another",
        ),
        pytest.param(
            "R13",
            {"email": "Windmill.Referrals@made-up.example.org"},
            {"email": "windmill.referrals@made-up.example.org"},
            id="a desk's e-mail",
        ),
        pytest.param(
            "R14",
            {"hours": (Hours(1, 540, 600), Hours(1, 540, 600))},
            {"hours": (Hours(1, 540, 600),)},
            id="hours that stand twice",
        ),
        pytest.param(
            "R15",
            {"source_updated_on": date(2030, 1, 1)},
            {"source_updated_on": None},
            id="a source of the future",
        ),
        pytest.param(
            "R16",
            {"naltrexone_checked_on": None},
            {
                "naltrexone_checked_on": None,
                "prescribes_naltrexone": "unknown",
                "offers": ("alcohol", "phone"),
            },
            id="naltrexone without a day",
        ),
        pytest.param(
            "R16",
            {"naltrexone_checked_on": TODAY + timedelta(1)},
            {
                "naltrexone_checked_on": None,
                "prescribes_naltrexone": "unknown",
                "offers": ("alcohol", "phone"),
            },
            id="naltrexone tomorrow",
        ),
        pytest.param(
            "R21",
            place(council="E08000012", nation=""),
            place(),
            id="the council of elsewhere",
        ),
        pytest.param(
            "R22",
            {"self_referral": "maybe", "cost": "cheap", "offers": ("yoga",)},
            {"self_referral": "unknown", "cost": "unknown", "offers": ()},
            id="words of no list",
        ),
    ],
)
def test_what_can_be_mended_is_mended_and_said(
    rule: str, given: dict[str, Any], mended: dict[str, Any]
) -> None:
    found = checked(service(**given))

    assert found.problems == ()
    assert found.listing == service(**mended)
    assert rule in rules(found.repairs)


def test_a_meetings_link_opens_no_door_by_itself() -> None:
    link = "https://meet.example.org/j/123?pwd=abc&from=x#pass=abc"
    given = meeting(meeting=Meeting("NA", "online", join_url=link))

    found = checked(given)

    assert found.listing.meeting == Meeting(
        "NA", "online", join_url="https://meet.example.org/j/123?from=x"
    )
    assert rules(found.repairs) == ["R12"]


def test_numbers_of_a_desk_and_other_figures_stay_in_a_text() -> None:
    given = service(
        summary="Ring 0113 496 0000, or 0808 157 0000. Since 1970 900123 people came.",
        how_to_refer="Charity 1070770090012. Ask for the duty worker.",
    )

    assert checked(given) == Checked(given, (), ())


@pytest.mark.parametrize(
    "number", ["999", "111", "116 123", "0808 157 0000", "0131 496 0000", "85258"]
)
def test_numbers_that_work_here_pass_as_they_are(number: str) -> None:
    given = service(phones=(Phone(number),))

    assert checked(given) == Checked(given, (), ())


def test_a_postcode_gives_place_council_and_nation() -> None:
    given = service(**nowhere(postcode="cf103nq"))

    found = checked(given)

    where = found.listing.location
    assert (where.postcode, where.precision) == ("CF10 3NQ", "postcode")
    assert (where.latitude, where.longitude) == (51.4816, -3.1791)
    assert (where.council, where.nation) == ("W06000015", "wales")
    assert found.problems == ()


def test_an_address_without_a_postcode_is_a_way_to_find_it() -> None:
    alone: dict[str, Any] = {"phones": (), "url": "", "email": "", "page": ""}

    assert checked(service(**alone, **nowhere(lines=("The Hall",)))).is_accepted


def test_an_ended_postcode_is_no_reason_to_refuse() -> None:
    assert checked(service(**nowhere(postcode="IV2 3UJ"))).problems == ()


def test_a_withheld_address_leaves_council_and_nation_only() -> None:
    given = service(name="Made-up refuge", **place(is_withheld=True))

    found = checked(given)

    assert found.listing.location == Location(
        precision="withheld",
        council="E08000035",
        nation="england",
        wheelchair="limited",
        is_withheld=True,
    )
    assert found.problems == ()
    assert rules(found.repairs) == ["R18"]
    assert checked(found.listing) == Checked(found.listing, (), ())
