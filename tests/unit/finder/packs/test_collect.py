"""What is shown: the starter directory and the database, without what is stale."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from pwa.config import Config
from pwa.finder.model import Kind, Location, Phone
from pwa.finder.packs.collect import collect
from pwa.finder.starter import load_starter
from pwa.finder.store import Store
from tests.unit.finder.packs.made_up import MADE_UP, listing

TODAY = date(2026, 11, 22)


@pytest.fixture
def config(tmp_path: Path) -> Config:
    return Config(instance=tmp_path / "instance")


def test_without_a_database_there_is_the_starter_directory(config: Config) -> None:
    source, starter = load_starter()

    collected = collect(config, TODAY)

    assert {each.key for each in collected.listings} == {each.key for each in starter}
    assert list(collected.sources) == [source.key]
    assert not config.instance.exists()


def test_what_was_imported_is_beside_it_but_not_what_has_closed(config: Config) -> None:
    with Store.open(config.database) as store:
        rows = [listing("A-1"), listing("A-2", status="closed")]
        store.replace_source(MADE_UP, rows, on=TODAY)

    collected = collect(config, TODAY)

    ours = [each.record for each in collected.listings if each.source == "made-up"]
    assert ours == ["A-1"]
    assert set(collected.sources) == {"made-up", load_starter()[0].key}


@pytest.mark.parametrize(
    ("kind", "day", "is_there"),
    [
        pytest.param("treatment", date(2026, 11, 27), True, id="180 days overdue"),
        pytest.param("treatment", date(2026, 11, 28), False, id="181 days overdue"),
        pytest.param("emergency", date(2036, 11, 28), True, id="never an emergency"),
        pytest.param("helpline", date(2036, 11, 28), True, id="never a helpline"),
    ],
)
@pytest.mark.hazard("HZ20-a")
def test_what_nobody_has_checked_for_long_is_dropped(
    config: Config, kind: Kind, day: date, is_there: bool
) -> None:
    row = listing(kind=kind, verify_by=date(2026, 5, 31))
    with Store.open(config.database) as store:
        store.replace_source(MADE_UP, [row], on=TODAY)

    collected = collect(config, day)

    assert ("made-up" in collected.sources) is is_there


def test_of_a_confidential_place_only_council_and_nation_are_told(
    config: Config,
) -> None:
    place = Location(
        name="The House",
        lines=("1 Hidden Way",),
        town="Nowhere",
        postcode="LS1 4AP",
        latitude=53.8,
        longitude=-1.5,
        precision="postcode",
        council="E08000035",
        nation="england",
        directions="Behind the shop",
        is_withheld=True,
    )
    row = listing(location=place, phones=(Phone("0113 496 0000"),))
    with Store.open(config.database) as store:
        store.replace_source(MADE_UP, [row], on=TODAY)

    collected = collect(config, TODAY)

    (told,) = [each for each in collected.listings if each.source == "made-up"]
    assert told.location == Location(
        council="E08000035", nation="england", precision="withheld", is_withheld=True
    )
    assert told.phones == row.phones
