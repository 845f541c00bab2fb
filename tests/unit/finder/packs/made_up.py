"""Listings that nobody runs, for the tests of packs."""

from __future__ import annotations

from datetime import date
from typing import Any

from hypothesis import strategies as st

from pwa.finder.model import (
    Hours,
    Listing,
    Location,
    Meeting,
    Phone,
    Source,
)

MADE_UP = Source("made-up", "Made up", licence="own")
SHARED = Source("open-map", "Made-up map", licence="ODbL-1.0", share_alike=True)


def listing(record: str = "A-1", **given: Any) -> Listing:
    usual: dict[str, Any] = {
        "source": "made-up",
        "name": "Nowhere Recovery Hub",
        "kind": "treatment",
        "checked_on": date(2026, 11, 1),
    }
    return Listing(record=record, **(usual | given))


words = st.text(max_size=24).filter(lambda text: "\n" not in text)
"""Any character but a line break, control characters too."""
codes = st.from_regex(r"[A-Z0-9-]{1,14}", fullmatch=True)
days = st.none() | st.dates(date(2020, 1, 1), date(2030, 1, 1))
answers = st.sampled_from(["yes", "no", "unknown"])

phones = st.builds(
    Phone,
    number=st.sampled_from(
        ["0113 496 0000", "999", "116 123", "01632 960001", "0808 157 0000", ""]
    ),
    kind=st.sampled_from(["voice", "text", "textphone"]),
    label=words,
    note=words,
    is_confirmed=st.booleans(),
)
hours = st.builds(
    Hours,
    weekday=st.integers(1, 7),
    opens=st.integers(0, 1439),
    closes=st.integers(1440, 2000),
    purpose=st.sampled_from(["open", "drop-in", "meeting"]),
    weeks=st.sampled_from([(), (1, -1)]),
    every_weeks=st.integers(1, 3),
    anchor=days,
    valid_from=days,
    valid_to=days,
    bank_holiday=st.sampled_from(["open", "closed", "unknown"]),
    note=words,
)
meetings = st.builds(
    Meeting,
    fellowship=st.sampled_from(["NA", "SMART"]),
    venue=st.sampled_from(["in-person", "online", "hybrid"]),
    open_to=st.sampled_from(["anyone", "members", "unknown"]),
    formats=st.lists(words, max_size=2).map(tuple),
    join_url=st.sampled_from(["", "https://meet.example/A-1"]),
    is_closed_for_now=st.booleans(),
)
locations = st.builds(
    Location,
    name=words,
    lines=st.lists(words.filter(str.strip), max_size=3).map(tuple),
    town=words,
    postcode=st.sampled_from(["LS1 4AP", "ZE2 9EB", "GIR 0AA", "", "LS1"]),
    latitude=st.none() | st.floats(49, 61),
    longitude=st.none() | st.floats(-9, 2),
    precision=st.sampled_from(["rooftop", "postcode", "outcode"]),
    council=st.sampled_from(["", "E08000035", "S12000027"]),
    nation=st.sampled_from(["", "england", "scotland"]),
    wheelchair=st.sampled_from(["yes", "limited", "no", "unknown"]),
    directions=words,
)
listings = st.builds(
    Listing,
    source=st.sampled_from(["made-up", "open-map"]),
    record=codes,
    name=words,
    kind=st.sampled_from(["treatment", "pharmacy", "helpline", "mutual-aid"]),
    organisation=words,
    summary=words,
    for_whom=words,
    status=st.sampled_from(["active", "paused"]),
    alert=words,
    alert_until=days,
    self_referral=answers,
    how_to_refer=words,
    residents_only=answers,
    councils=st.sampled_from([(), ("E08000035",), ("E08000035", "E08000032")]),
    nations=st.sampled_from([(), ("england", "wales")]),
    minimum_age=st.none() | st.integers(0, 99),
    maximum_age=st.none() | st.integers(0, 99),
    gender=st.sampled_from(["", "women", "men"]),
    cost=st.sampled_from(["free", "nhs", "unknown"]),
    substances=st.sampled_from([(), ("alcohol", "opioids")]),
    offers=st.sampled_from([(), ("naltrexone", "online")]),
    prescribes_naltrexone=answers,
    naltrexone_checked_on=days,
    languages=st.sampled_from([(), ("Polish",)]),
    phones=st.lists(phones, max_size=3).map(tuple),
    url=codes.map(lambda code: f"https://www.example.org/{code}/{code}"),
    email=st.sampled_from(["", "hello@example.org"]),
    location=locations,
    hours=st.lists(hours, max_size=3).map(tuple),
    meeting=st.none() | meetings,
    checked_on=days,
    checked_how=words,
    verify_by=days,
    page=st.sampled_from(["", "https://www.example.org/A-1"]),
    notes=words,
)
