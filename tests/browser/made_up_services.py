"""Packs of invented services, one in each of twenty towns of the four nations."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta
from pathlib import Path

from pwa.clock import today
from pwa.config import Config
from pwa.finder.model import (
    Hours,
    Listing,
    Location,
    Meeting,
    Nation,
    Phone,
    Source,
)
from pwa.finder.packs.build import build_into
from pwa.finder.packs.collect import Collected

SOURCE = Source(
    "made-up", "Example list", licence="OGL-3.0", attribution="Made up for tests."
)


@dataclass(frozen=True, slots=True)
class Town:
    """Where an invented service stands.

    Attributes:
        typed: The place as somebody may type it.
        postcode: In its middle, as somebody may type it.
        council: GSS code of who commissions there.
    """

    name: str
    typed: str
    postcode: str
    council: str
    latitude: float
    longitude: float

    @property
    def service(self) -> str:
        return f"Example Service {self.name}"


TOWNS = (
    Town("Leeds", "leeds", "ls14ap", "E08000035", 53.797, -1.549),
    Town("Manchester", "Manchester", "M1 1AE", "E08000003", 53.480, -2.237),
    Town("Birmingham", "birmingam", "b1 1bb", "E08000025", 52.478, -1.905),
    Town("Bristol", "Bristol", "BS1", "E06000023", 51.451, -2.591),
    Town("Newcastle", "newcastle upon tyne", "NE1 4S", "E08000021", 54.974, -1.614),
    Town("Norwich", "norwich", "NR1 3JU", "E07000148", 52.627, 1.300),
    Town("Plymouth", "Plymouth", "PL1 1AE", "E06000026", 50.371, -4.142),
    Town("Liverpool", "Liverpol", "L1  8JQ", "E08000012", 53.404, -2.984),
    Town("Cardiff", "cardiff", "CF10 1EP", "W06000015", 51.479, -3.177),
    Town("Swansea", "Swansea", "sa13sn", "W06000011", 51.619, -3.940),
    Town("Wrexham", "wrexham", "LL11 1AY", "W06000006", 53.046, -2.993),
    Town("Aberystwyth", "aberystwyth", "SY23 2AX", "W06000008", 52.416, -4.083),
    Town("Glasgow", "GLASGOW", "G1 1XW", "S12000049", 55.860, -4.247),
    Town("Edinburgh", "edinburgh", "EH1 1YZ", "S12000036", 55.951, -3.189),
    Town("Aberdeen", "Aberdeen", "AB10 1AB", "S12000033", 57.147, -2.097),
    Town("Inverness", "inverness", "IV1 1HY", "S12000017", 57.479, -4.224),
    Town("Dundee", "dundee", "DD1 4BG", "S12000042", 56.461, -2.969),
    Town("Belfast", "belfast", "BT1 5GS", "N09000003", 54.600, -5.930),
    Town("Derry", "Londonderry", "BT48 6DQ", "N09000005", 54.996, -7.320),
    Town("Newry", "newry", "bt341dg", "N09000010", 54.175, -6.340),
)
LEEDS = TOWNS[0]
NATIONS: dict[str, Nation] = {
    "E": "england",
    "W": "wales",
    "S": "scotland",
    "N": "northern-ireland",
}
DAILY = tuple(Hours(day, 0, 1440, bank_holiday="open") for day in range(1, 8))


def made_up_listings(day: date) -> list[Listing]:
    """Those of the towns, and in Leeds a few more to filter and to look at."""
    served = [service_in(town, number, day) for number, town in enumerate(TOWNS)]
    return sorted([*served, *more_in(LEEDS, day)], key=lambda each: each.key)


def service_in(town: Town, number: int, day: date) -> Listing:
    return Listing(
        "made-up",
        f"town-{number:02}",
        town.service,
        "treatment",
        summary="Somebody to talk to, and help to stop.",
        for_whom="Adults who live here",
        self_referral="yes",
        how_to_refer="Ring, or walk in.",
        councils=(town.council,),
        minimum_age=18,
        offers=("alcohol", "opioids", "psychosocial"),
        substances=("any",),
        phones=(Phone(f"01632 9600{number:02}"),),
        url="https://service.example/",
        location=place_at(town, 0.002),
        hours=DAILY,
        checked_on=day - timedelta(days=20),
        checked_how="rang",
        verify_by=day + timedelta(days=160),
        page="https://service.example/about",
    )


def more_in(town: Town, day: date) -> list[Listing]:
    first = service_in(town, 0, day)
    return [
        replace(
            first,
            record="old",
            name="Example Old House",
            self_referral="no",
            prescribes_naltrexone="yes",
            naltrexone_checked_on=day - timedelta(days=250),
            phones=(Phone("0113 496 0001", is_confirmed=False),),
            location=place_at(town, 0.01),
            hours=(),
            checked_on=day - timedelta(days=250),
            verify_by=day - timedelta(days=60),
        ),
        replace(
            first,
            record="pharmacy",
            name="Example Pharmacy",
            kind="pharmacy",
            councils=(),
            offers=(),
            substances=(),
            self_referral="unknown",
            languages=("Polish", "Welsh"),
            phones=(Phone("0113 496 0002"),),
            location=replace(place_at(town, 0.02), wheelchair="yes"),
            hours=(),
            checked_on=None,
            verify_by=None,
        ),
        replace(
            first,
            record="group",
            name="Example Tuesday Group",
            kind="mutual-aid",
            councils=(),
            phones=(),
            location=place_at(town, 0.03),
            hours=(Hours(2, 1140, 1230, purpose="meeting"),),
            meeting=Meeting(
                "SMART", "hybrid", "anyone", join_url="https://group.example/join"
            ),
        ),
        replace(
            first,
            record="family",
            name="Example Family Line",
            kind="family",
            councils=(),
            nations=("england", "wales", "scotland", "northern-ireland"),
            offers=("family", "phone"),
            phones=(Phone("0808 157 0000"),),
            location=Location(),
        ),
    ]


def place_at(town: Town, north: float) -> Location:
    return Location(
        lines=("1 Example Road",),
        town=town.name,
        postcode=town.postcode.upper() if " " in town.postcode else "",
        latitude=town.latitude + north,
        longitude=town.longitude,
        precision="postcode",
        council=town.council,
        nation=NATIONS[town.council[0]],
    )


def build_made_up_packs(instance: Path) -> Path:
    """Make their packs in that instance folder, and give it back."""
    listings = made_up_listings(today())
    collected = Collected({SOURCE.key: SOURCE}, listings)
    config = Config(instance=instance)
    config.packs.mkdir(parents=True)
    build_into(config, collected, with_postcodes=False)
    return instance
