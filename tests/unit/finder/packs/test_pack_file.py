"""What the phone reads from a pack is what was put in; and it stays small."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

import brotli
import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from bench.made_up_pharmacies import made_up_pharmacies
from pwa.config import ROOT
from pwa.finder.model import Hours, Listing, Location, Phone
from pwa.finder.packs.columns import CONTROLS
from pwa.finder.packs.pack_file import write_pack
from tests.unit.finder.packs.made_up import listing, listings

PRINT_PACK = "tests/js/finder/support/print-pack.js"
WITHIN_DEGREES = 1 / 3000 / 2 + 1e-9
"""The coarser of the two steps a point may be rounded to."""


def on_phone(pack: bytes) -> dict[str, Any]:
    """Read it with the phone's own reader."""
    done = subprocess.run(
        ["node", PRINT_PACK],
        input=pack,
        capture_output=True,
        check=False,
        cwd=ROOT,
        # The Node that came as a Python package stands beside this Python.
        env={
            **os.environ,
            "PATH": f"{Path(sys.executable).parent}:{os.environ['PATH']}",
        },
    )
    assert done.returncode == 0, done.stderr.decode()
    return dict(json.loads(done.stdout))


def expected(each: Listing) -> dict[str, Any]:
    """A listing as static/js/finder/types.js has it."""
    place = each.location
    is_point = None not in (place.latitude, place.longitude)
    return {
        "key": each.key,
        "source": each.source,
        "name": shown(each.name),
        "kind": each.kind,
        "organisation": shown(each.organisation),
        "summary": shown(each.summary),
        "forWhom": shown(each.for_whom),
        "status": each.status,
        "alert": shown(each.alert),
        "alertUntil": day(each.alert_until),
        "selfReferral": each.self_referral,
        "howToRefer": shown(each.how_to_refer),
        "residentsOnly": each.residents_only,
        "councils": list(each.councils),
        "nations": list(each.nations),
        "minimumAge": each.minimum_age,
        "maximumAge": each.maximum_age,
        "gender": each.gender,
        "cost": each.cost,
        "substances": list(each.substances),
        "offers": list(each.offers),
        "prescribesNaltrexone": (
            each.prescribes_naltrexone if each.naltrexone_checked_on else "unknown"
        ),
        "naltrexoneCheckedOn": day(each.naltrexone_checked_on),
        "languages": list(each.languages),
        "phones": [
            {
                "number": phone.number,
                "kind": phone.kind,
                "label": shown(phone.label),
                "note": shown(phone.note),
                "isConfirmed": phone.is_confirmed,
            }
            for phone in each.phones
        ],
        "url": each.url,
        "email": each.email,
        "place": shown(place.name),
        "lines": [shown(line) for line in place.lines if shown(line).strip()],
        "town": shown(place.town),
        "postcode": place.postcode,
        "latitude": place.latitude if is_point else None,
        "longitude": place.longitude if is_point else None,
        "precision": place.precision,
        "council": place.council,
        "nation": place.nation,
        "wheelchair": place.wheelchair,
        "directions": shown(place.directions),
        "isWithheld": place.is_withheld,
        "hours": [week_row(row) for row in each.hours],
        "meeting": each.meeting
        and {
            "fellowship": each.meeting.fellowship,
            "venue": each.meeting.venue,
            "openTo": each.meeting.open_to,
            "formats": [shown(word) for word in each.meeting.formats],
            "joinUrl": each.meeting.join_url,
            "isClosedForNow": each.meeting.is_closed_for_now,
        },
        "checkedOn": day(each.checked_on),
        "checkedHow": shown(each.checked_how),
        "verifyBy": day(each.verify_by),
        "page": each.page,
        "notes": shown(each.notes),
    }


def week_row(row: Hours) -> dict[str, Any]:
    return {
        "weekday": row.weekday,
        "opens": row.opens,
        "closes": row.closes,
        "purpose": row.purpose,
        "weeks": list(row.weeks),
        "everyWeeks": row.every_weeks,
        "anchor": day(row.anchor),
        "validFrom": day(row.valid_from),
        "validTo": day(row.valid_to),
        "bankHoliday": row.bank_holiday,
        "note": shown(row.note),
    }


def shown(text: str) -> str:
    """Without control characters, which no text has a use for."""
    return text.translate(CONTROLS)


def day(value: date | None) -> str:
    return value.isoformat() if value else ""


def assert_same(read: Sequence[dict[str, Any]], rows: Sequence[Listing]) -> None:
    by_key = {each["key"]: each for each in read}
    assert len(read) == len(rows)
    for each in rows:
        found, wanted = by_key[each.key], expected(each)
        for name in ("latitude", "longitude"):
            is_value, is_wanted = found.pop(name), wanted.pop(name)
            assert (is_value is None) == (is_wanted is None)
            assert abs((is_value or 0) - (is_wanted or 0)) <= WITHIN_DEGREES
        assert found == wanted


@settings(
    max_examples=20,
    # Each example starts a Node: to make it smaller would take minutes.
    phases=[Phase.explicit, Phase.reuse, Phase.generate],
    suppress_health_check=[HealthCheck.data_too_large, HealthCheck.too_slow],
)
@given(st.lists(listings, max_size=6, unique_by=lambda each: each.key))
def test_the_phone_reads_what_was_written(rows: list[Listing]) -> None:
    read = on_phone(write_pack(rows))

    assert_same(read["listings"], rows)
    assert read["rows"] == list(range(len(rows)))


def test_a_pack_of_thousands_is_read_as_written_and_is_small() -> None:
    """Texts beside categories, common words, wide columns: what few rows never have."""
    rows = made_up_pharmacies(5_000)

    pack = write_pack(rows)

    assert_same(on_phone(pack)["listings"], rows)
    assert len(brotli.compress(pack)) / len(rows) <= 24


def test_the_same_listings_in_any_order_give_the_same_bytes() -> None:
    rows = made_up_pharmacies(40)

    assert write_pack(rows) == write_pack(rows[::-1])


@pytest.mark.hazard("HZ20-d")
def test_naltrexone_without_a_dated_confirmation_is_not_known() -> None:
    claimed = listing(prescribes_naltrexone="yes")

    read = on_phone(write_pack([claimed]))["listings"]

    assert read[0]["prescribesNaltrexone"] == "unknown"


def test_a_confidential_place_has_no_point() -> None:
    hidden = listing(
        location=Location(latitude=53.8, longitude=-1.5, is_withheld=True),
        phones=(Phone("0113 496 0000"),),
    )

    read = on_phone(write_pack([hidden]))["listings"]

    assert (read[0]["latitude"], read[0]["longitude"]) == (None, None)
