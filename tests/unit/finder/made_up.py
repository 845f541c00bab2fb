"""Services that do not exist, for the tests of the finder."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from typing import Any, Literal

from pwa.finder.geography.written import write
from pwa.finder.model import Hours, Listing, Location, Meeting, Phone, Source

TODAY = date(2026, 11, 22)
SOURCE = Source(
    "made-up",
    "A list of made-up services",
    "Nobody",
    "https://made-up.example.org/",
    "OGL-3.0",
    "Made up by nobody",
    retrieved_at=datetime(2026, 11, 22, 9, 30, tzinfo=UTC),
)


@dataclass(frozen=True, slots=True)
class Known:
    postcode: str
    latitude: float
    longitude: float
    council: str
    is_live: bool = True
    precision: Literal["postcode", "outcode"] = "postcode"


class FewPostcodes:
    """Stands in for the full list of postcodes."""

    KNOWN = (
        Known("LS1 4AP", 53.7959, -1.5488, "E08000035"),
        Known("CF10 3NQ", 51.4816, -3.1791, "W06000015"),
        Known("BT1 5GS", 54.5973, -5.9301, "N09000003", precision="outcode"),
        Known("IV2 3UJ", 57.4688, -4.1908, "S12000017", is_live=False),
    )

    def find(self, text: str) -> Known | None:
        postcode = write(text)
        return next((each for each in self.KNOWN if each.postcode == postcode), None)


def service(record: str = "001", **changes: Any) -> Listing:
    """One with a bit of everything, which every rule accepts as it is."""
    whole = Listing(
        source="made-up",
        record=record,
        name=f"Windmill House {record}",
        kind="treatment",
        organisation="The Windmill People",
        summary="Help in the community with alcohol use.",
        for_whom="Adults who live in the city.",
        self_referral="yes",
        how_to_refer="Ring and leave a first name.",
        residents_only="yes",
        councils=("E08000035",),
        minimum_age=18,
        cost="free",
        substances=("alcohol",),
        offers=("alcohol", "naltrexone", "phone"),
        prescribes_naltrexone="yes",
        naltrexone_checked_on=date(2026, 10, 1),
        languages=("en", "pl"),
        phones=(Phone("0113 496 0000", label="Desk"), Phone("020 7946 0000")),
        url="https://made-up.example.org/windmill",
        email="info@made-up.example.org",
        location=Location(
            name="Windmill House",
            lines=("1 Made-up Street",),
            town="Leeds",
            postcode="LS1 4AP",
            latitude=53.7961,
            longitude=-1.5490,
            precision="rooftop",
            council="E08000035",
            nation="england",
            wheelchair="limited",
        ),
        hours=(
            Hours(1, 9 * 60, 17 * 60),
            Hours(1, 18 * 60, 20 * 60, "drop-in", (1, -1), note="Side door"),
        ),
        checked_on=date(2026, 9, 1),
        checked_how="read on its page",
        verify_by=date(2027, 3, 1),
        page="https://made-up.example.org/windmill/about",
        notes="Ring the bell.",
        source_updated_on=date(2026, 8, 1),
    )
    return replace(whole, **changes)


def meeting(record: str = "101", **changes: Any) -> Listing:
    whole = service(
        record,
        name=f"Made-up Monday {record}",
        kind="mutual-aid",
        offers=(),
        prescribes_naltrexone="unknown",
        naltrexone_checked_on=None,
        hours=(Hours(1, 19 * 60, 20 * 60, "meeting"),),
        meeting=Meeting(
            "SMART", "hybrid", "anyone", ("Newcomers",), "https://meet.example.org/1"
        ),
    )
    return replace(whole, **changes)
