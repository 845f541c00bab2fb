"""Meetings: their own way of counting days, and members who are not to be named."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from pwa.finder.model import Phone
from tests.unit.finder.importers.reading import (
    NAMES_OF_PEOPLE,
    listings_of,
    refused_fields,
    rows_of,
    week_of,
)


@pytest.mark.parametrize(
    ("number", "iso"),
    [("1", 7), ("2", 1), ("3", 2), ("4", 3), ("5", 4), ("6", 5), ("7", 6)],
)
def test_a_week_that_begins_on_sunday_as_one_is_put_right(
    tmp_path: Path, number: str, iso: int
) -> None:
    meeting = {"id_bigint": "1", "weekday_tinyint": number, "start_time": "10:00:00"}
    (tmp_path / "x.json").write_text(json.dumps([meeting]), encoding="utf-8")

    (listing,) = listings_of("bmlt", tmp_path / "x.json")

    assert week_of(listing.hours) == [(iso, 600, 660)]
    assert listing.hours[0].note == "Its end is not given."


@pytest.mark.parametrize(
    ("number", "iso"), [(0, 7), (1, 1), (2, 2), (3, 3), (4, 4), (5, 5), (6, 6)]
)
def test_a_week_that_begins_on_sunday_as_nought_is_put_right(
    tmp_path: Path, number: int, iso: int
) -> None:
    meeting = {"slug": "a", "name": "A", "day": number, "time": "10:00"}
    (tmp_path / "x.json").write_text(json.dumps([meeting]), encoding="utf-8")

    (listing,) = listings_of("meeting-guide", tmp_path / "x.json")

    assert week_of(listing.hours) == [(iso, 600, 660)]


def test_a_meeting_of_the_toolbox_is_read() -> None:
    first, online, shut = listings_of("bmlt", "bmlt.json")

    assert first.meeting is not None and online.meeting is not None
    assert (first.meeting.fellowship, first.meeting.open_to) == ("NA", "anyone")
    assert (first.meeting.formats, first.location.wheelchair) == (
        ("Basic Text",),
        "yes",
    )
    assert (first.notes, first.location.directions) == (
        "Bring a mug.",
        "Round the back.",
    )
    assert week_of(online.hours) == [(6, 1380, 1500)]
    assert online.meeting.join_url == "https://zoom.us/j/000000"
    assert online.phones == (Phone("020 7946 0000", label="Join by phone"),)
    assert (online.location.latitude, online.offers) == (None, ("online", "phone"))
    assert shut.status == "paused"


def test_meetings_that_cannot_be_read_are_set_aside() -> None:
    toolbox = rows_of("bmlt", "bmlt.json")
    guide = rows_of("meeting-guide", "meeting_guide.json")

    assert refused_fields(toolbox) == [
        (4, "start_time"),
        (5, "time_zone"),
        (6, "id_bigint"),
    ]
    assert refused_fields(guide) == [(5, "time"), (6, "timezone"), (7, "name")]


@pytest.mark.parametrize(
    ("place", "is_read"),
    [
        pytest.param({"latitude": 53.8, "longitude": -1.5}, True, id="here"),
        pytest.param({"latitude": 40.8, "longitude": -73.8}, False, id="far away"),
        pytest.param({"country": "US"}, False, id="says another country"),
        pytest.param({"formatted_address": "Lewes, DE, USA"}, False, id="writes it"),
        pytest.param({"country": "UK", "formatted_address": "Lewes"}, True, id="UK"),
        pytest.param(
            {"country": "US", "timezone": "Europe/London"}, True, id="says our time"
        ),
        pytest.param({}, True, id="says nothing"),
    ],
)
def test_an_online_meeting_in_another_countrys_time_is_set_aside(
    tmp_path: Path, place: dict[str, object], is_read: bool
) -> None:
    meeting = {
        "slug": "a",
        "name": "A",
        "day": 1,
        "time": "10:00",
        "conference_url": "https://zoom.us/j/000000",
        "attendance_option": "online",
    }
    (tmp_path / "x.json").write_text(json.dumps([meeting | place]), encoding="utf-8")

    (row,) = rows_of("meeting-guide", tmp_path / "x.json")

    assert (row.listing is not None) == is_read


def test_a_servers_own_formats_are_used_by_their_words(tmp_path: Path) -> None:
    held = {
        "meetings": [
            {
                "id_bigint": "1",
                "weekday_tinyint": "1",
                "start_time": "10:00",
                "formats": "17,O",
            }
        ],
        "formats": [{"id": "17", "key_string": "LC", "name_string": "Living Clean"}],
    }
    (tmp_path / "x.json").write_text(json.dumps(held), encoding="utf-8")

    (listing,) = listings_of("bmlt", tmp_path / "x.json")

    assert listing.meeting is not None
    assert listing.meeting.formats == ("Living Clean",)


def test_a_meeting_of_the_guide_is_read() -> None:
    first, shut, online, on_request = listings_of("meeting-guide", "meeting_guide.json")

    assert first.meeting is not None and shut.meeting and online.meeting
    assert week_of(first.hours) == [(3, 1170, 1230), (7, 1170, 1230)]
    assert first.location.lines == ("1 Lantern Row", "Leeds")
    assert first.location.postcode == "LS1 4AP"
    assert (first.meeting.open_to, first.languages) == ("anyone", ("Polish",))
    assert (first.substances, first.offers) == (("alcohol",), ("alcohol",))
    assert first.notes == "Doors shut at 7.35."
    assert shut.status == "paused" and shut.meeting.is_closed_for_now
    assert week_of(shut.hours) == [(6, 1410, 1470)]
    assert (online.meeting.venue, online.gender) == ("online", "women")
    assert online.meeting.join_url == "https://teams.microsoft.com/meet/000000"
    assert not online.meeting.is_closed_for_now
    assert on_request.hours == ()


def test_the_fellowship_is_the_publishers_and_its_families_are_family() -> None:
    found = listings_of("meeting-guide", "meeting_guide.json", publisher="Al-Anon UK")

    assert {each.kind for each in found} == {"family"}
    assert {each.meeting and each.meeting.fellowship for each in found} == {"Al-Anon"}


def test_no_member_number_or_password_comes_through() -> None:
    found = [
        *rows_of("bmlt", "bmlt.json"),
        *rows_of("meeting-guide", "meeting_guide.json"),
    ]

    assert not any(name in repr(found) for name in (*NAMES_OF_PEOPLE, "SECRET"))
