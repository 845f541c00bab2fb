"""Listings nobody can mistake for real ones. Numbers are from Ofcom's drama ranges."""

from __future__ import annotations

from datetime import UTC, date, datetime

from hypothesis import strategies as st

from pwa.finder.model import (
    OFFERS,
    Hours,
    Listing,
    Location,
    Meeting,
    Phone,
    Source,
)

DAY = date(2026, 11, 22)
COUNCILS = {"E08000035": "Leeds"}
SOURCE = Source(
    key="made-up",
    name="Made-up list",
    publisher="Nobody",
    url="https://example.org/list",
    licence="OGL-3.0",
    attribution="Contains nothing real.",
    retrieved_at=datetime(2026, 11, 20, 23, 30, tzinfo=UTC),
)
SHARED = Source(key="shared", name="Shared list", licence="ODbL-1.0", share_alike=True)

TREATMENT = Listing(
    source="made-up",
    record="T1",
    name="Nowhere Recovery Hub",
    kind="treatment",
    organisation="Nowhere Trust",
    summary="A made-up hub.",
    for_whom="Adults.",
    alert="Back door only.",
    alert_until=date(2026, 11, 22),
    self_referral="yes",
    how_to_refer="Ring or walk in.",
    residents_only="yes",
    councils=("E08000035",),
    nations=("england",),
    minimum_age=18,
    maximum_age=99,
    gender="women",
    cost="free",
    substances=("alcohol", "opioids", "solvents"),
    offers=("naltrexone", "detox"),
    prescribes_naltrexone="yes",
    naltrexone_checked_on=date(2026, 11, 1),
    languages=("en", "pl", "British Sign Language"),
    phones=(
        Phone("0113 496 0000", label="Front desk", note="Mornings"),
        Phone("07700 900123", kind="text", is_confirmed=False),
    ),
    url="https://example.org/hub?a=b",
    email="hub@example.org",
    location=Location(
        name="Nowhere House",
        lines=("1 Nowhere Street", "Second floor"),
        town="Leeds",
        postcode="LS1 4AP",
        latitude=53.8,
        longitude=-1.55,
        precision="postcode",
        council="E08000035",
        nation="england",
        wheelchair="yes",
        directions="Ring the lower bell.",
    ),
    hours=(
        *(Hours(day, 9 * 60, 17 * 60, bank_holiday="closed") for day in range(1, 6)),
        Hours(6, 22 * 60, 26 * 60, purpose="needle-exchange", note="Side door"),
    ),
    checked_on=date(2026, 11, 2),
    checked_how="rang",
    verify_by=date(2027, 5, 2),
    page="https://example.org/page",
    notes="Closed at noon on Fridays.",
    source_updated_on=date(2026, 10, 1),
)
MEETING = Listing(
    source="made-up",
    record="M1",
    name="Nowhere Online",
    kind="mutual-aid",
    meeting=Meeting("NA", "online", "anyone", ("Newcomers",), "https://example.org/m"),
    hours=(
        Hours(2, 19 * 60, 20 * 60 + 30, purpose="meeting", weeks=(1, -1)),
        Hours(4, 0, 1440, every_weeks=2, anchor=date(2026, 1, 1)),
    ),
)
HIDDEN = Listing(
    source="made-up",
    record="H1",
    name="Hidden House",
    kind="family",
    phones=(Phone("01632 960001"),),
    location=Location(
        name="Secret Villa",
        lines=("9 Secret Road",),
        town="Secretham",
        postcode="LS1 4AP",
        latitude=53.8,
        longitude=-1.55,
        precision="rooftop",
        council="E08000035",
        directions="Behind the secret tree.",
        is_withheld=True,
    ),
)
LINE = Listing(
    source="made-up",
    record="L1",
    name="Nowhere Line",
    kind="helpline",
    nations=("scotland",),
    phones=(Phone("0808 157 0000"),),
)
BARE = Listing(source="made-up", record="B1", name="Bare", kind="other")
COPYLEFT = Listing(source="shared", record="S1", name="Shared Place", kind="pharmacy")
ALL = (TREATMENT, MEETING, HIDDEN, LINE, BARE)

words = st.text(max_size=20)
days = st.dates(date(2020, 1, 1), date(2030, 1, 1))
answers = st.sampled_from(("yes", "no", "unknown"))
ages = st.none() | st.integers(0, 120)
hours = st.builds(
    Hours,
    weekday=st.integers(1, 7),
    opens=st.integers(0, 1439),
    closes=st.integers(1, 2880),
    purpose=st.sampled_from(("open", "drop-in", "needle-exchange", "meeting", "phone")),
    weeks=st.lists(st.sampled_from((1, 2, 3, 4, 5, -1)), unique=True).map(tuple),
    anchor=st.none() | days,
    valid_from=st.none() | days,
    bank_holiday=st.sampled_from(("open", "closed", "unknown")),
    note=words,
)
locations = st.builds(
    Location,
    name=words,
    lines=st.lists(words, max_size=3).map(tuple),
    town=words,
    postcode=st.sampled_from(("", "LS1 4AP")),
    latitude=st.none() | st.floats(49, 61),
    longitude=st.none() | st.floats(-9, 2),
    council=st.sampled_from(("", "E08000035", "S12000033")),
    nation=st.sampled_from(("", "england", "scotland")),
    wheelchair=st.sampled_from(("yes", "limited", "no", "unknown")),
    directions=words,
    is_withheld=st.booleans(),
)
listings = st.builds(
    Listing,
    source=st.just("made-up"),
    record=words,
    name=words,
    kind=st.sampled_from(("treatment", "helpline", "mutual-aid", "emergency")),
    organisation=words,
    summary=words,
    status=st.sampled_from(("active", "paused", "closed")),
    alert=words,
    alert_until=st.none() | days,
    self_referral=answers,
    residents_only=answers,
    councils=st.lists(st.sampled_from(("E08000035", "W06000015"))).map(tuple),
    nations=st.lists(st.sampled_from(("wales", "scotland"))).map(tuple),
    minimum_age=ages,
    maximum_age=ages,
    gender=st.sampled_from(("", "women", "men")),
    cost=st.sampled_from(("free", "nhs", "private", "mixed", "unknown")),
    substances=st.lists(words, max_size=2).map(tuple),
    offers=st.lists(st.sampled_from(OFFERS), max_size=3).map(tuple),
    prescribes_naltrexone=answers,
    naltrexone_checked_on=st.none() | days,
    languages=st.lists(words | st.just("cy"), max_size=2).map(tuple),
    phones=st.lists(
        st.builds(Phone, number=words, label=words, note=words), max_size=2
    ).map(tuple),
    url=words | st.just("https://example.org/a"),
    email=words | st.just("a@example.org"),
    location=locations,
    hours=st.lists(hours, max_size=4).map(tuple),
    meeting=st.none() | st.just(MEETING.meeting),
    checked_on=st.none() | days,
    page=words,
    notes=words,
    source_updated_on=st.none() | days,
)
"""Any listing the model can hold, likely or not."""
