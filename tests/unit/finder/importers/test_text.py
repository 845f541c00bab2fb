"""Texts, links and hours of others are made plain before they are shown."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pwa.finder.importers.addresses import in_title_case, postcode
from pwa.finder.importers.clock_times import UnreadableTimeError, minutes, span
from pwa.finder.importers.fellowships import notes_without_people
from pwa.finder.importers.kinds import kind_in
from pwa.finder.importers.links import desk_email, join_address, web_address
from pwa.finder.importers.osm_hours import osm_hours
from pwa.finder.importers.plain_text import line, prose
from pwa.finder.model import Hours


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("  A\tB\n C ", "A B C"),
        ("Fish &amp; chips", "Fish & chips"),
        ("<b>Bold</b><script>alert(1)</script>", "Bold"),
        ("&lt;script&gt;alert(1)&lt;/script&gt;x", "x"),
        ("a < b and c > d", "a < b and c > d"),
        ("mi\u202edd\u200ble\x00", "middle"),
        (None, ""),
        (7.0, "7"),
    ],
)
def test_a_line_is_plain(text: object, plain: str) -> None:
    assert line(text) == plain


@settings(max_examples=200)
@given(
    st.text(alphabet=st.sampled_from("<>/!-&;scriptlgam p\n\x00\u202e"), max_size=80)
)
def test_no_tag_survives(text: str) -> None:
    for found in (line(text), prose(text)):
        assert "<script" not in found.lower()
        assert "\u202e" not in found


def test_a_long_text_is_shortened_visibly() -> None:
    assert line("x" * 1000) == "x" * 299 + "…"


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("www.example.org", "https://www.example.org"),
        ("http://example.org/a?b=c", "http://example.org/a?b=c"),
        ("javascript:alert(1)", "javascript:alert(1)"),
        ("https://name:word@example.org/", ""),
        ("not a link", ""),
        ("n/a", ""),
    ],
)
def test_a_web_address_is_one_or_nothing(text: str, address: str) -> None:
    assert web_address(text) == address


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("https://zoom.us/j/000000?pwd=SECRET", "https://zoom.us/j/000000"),
        ("https://x.example.org/m?MTID=m1&tk=S", "https://x.example.org/m?MTID=m1"),
        ("https://x.example.org/m#pwd=S", "https://x.example.org/m"),
        ("tel:123", ""),
    ],
)
def test_a_link_to_join_loses_its_password(text: str, address: str) -> None:
    assert join_address(text) == address


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("info@example.org", "info@example.org"),
        ("leeds.referrals@example.org", "leeds.referrals@example.org"),
        ("jo.bloggs@example.org", ""),
        ("jo@example.org, info@example.org", ""),
    ],
)
def test_only_a_desks_address_is_kept(text: str, kept: str) -> None:
    assert desk_email(text) == kept


def test_a_note_loses_the_sentences_that_name_somebody() -> None:
    text = (
        "Parking behind the hall. Ask Jo B. for the key! Passcode is 1234. "
        "The secretary has tea. Doors shut at 7.35 sharp."
    )

    assert notes_without_people(text) == (
        "Parking behind the hall. Doors shut at 7.35 sharp."
    )


@pytest.mark.parametrize(
    ("text", "written"),
    [("ls14ap", "LS1 4AP"), ("SA5 9 EA", "SA5 9EA"), ("10467", "10467"), ("", "")],
)
def test_a_postcode_is_spaced_as_people_write_it(text: str, written: str) -> None:
    assert postcode(text) == written


def test_capitals_are_softened() -> None:
    assert in_title_case("ST. MARY'S-ON-SEA") == "St. Mary's-On-Sea"
    assert in_title_case("Mixed CASE") == "Mixed CASE"


@pytest.mark.parametrize(
    ("text", "found"),
    [("09:30", 570), ("9.30am", 570), ("12:15pm", 735), ("24:00", 1440), ("noon", 720)],
)
def test_a_time_is_minutes_after_midnight(text: str, found: int) -> None:
    assert minutes(text) == found


@pytest.mark.parametrize("text", ["", "9", "25:00", "24:01", "13:00pm", "nine", "9:75"])
def test_what_is_no_time_is_refused(text: str) -> None:
    with pytest.raises(UnreadableTimeError):
        minutes(text)


def test_a_night_ends_after_midnight() -> None:
    assert span("22:00", "02:00") == (1320, 1560)
    assert span("08:00", "00:00") == (480, 1440)


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Needle and syringe exchange", "needle-exchange"),
        ("Leeds SMART Recovery", "mutual-aid"),
        ("Support for families affected by alcohol", "family"),
        ("Community Drug and Alcohol Team", "treatment"),
        ("Emergency helpline", "other"),
        ("Chess club", "other"),
    ],
)
def test_the_kind_is_what_the_words_say(text: str, kind: str) -> None:
    assert kind_in(text) == kind


DAYS = ("Mo", "Tu", "We", "Th", "Fr", "Sa", "Su")


def osm(row: Hours) -> str:
    weeks = f"[{','.join(map(str, row.weeks))}]" if row.weeks else ""
    times = f"{row.opens // 60:02}:{row.opens % 60:02}-"
    times += f"{row.closes // 60:02}:{row.closes % 60:02}"
    return f"{DAYS[row.weekday - 1]}{weeks} {times}"


@st.composite
def weeks_of_hours(draw: st.DrawFn) -> list[Hours]:
    days = draw(st.sets(st.integers(1, 7), min_size=1))
    rows = []
    for day in sorted(days):
        opens = draw(st.integers(361, 1430))
        closes = draw(st.integers(opens + 1, 1440 + 360))
        weeks = draw(st.sampled_from([(), (1,), (2, 4), (1, 3), (-1,), (2, -1), (5,)]))
        rows.append(Hours(day, opens, closes, weeks=weeks))
    return rows


@settings(max_examples=150)
@given(weeks_of_hours())
def test_a_week_written_down_is_read_back_as_it_was(rows: list[Hours]) -> None:
    text = "; ".join(osm(row) for row in rows)

    assert list(osm_hours(text)) == rows


@pytest.mark.parametrize(
    ("text", "bank_holiday"),
    [
        ("24/7", "open"),
        ("Mo-Fr 09:00-17:00", "unknown"),
        ("Mo-Fr 09:00-17:00; PH off", "closed"),
        ("Mo-Su,PH 09:00-17:00", "open"),
        ("Mo-Fr 09:00-17:00; PH 10:00-12:00", "unknown"),
    ],
)
def test_bank_holidays_are_what_the_text_says_and_no_more(
    text: str, bank_holiday: str
) -> None:
    assert {row.bank_holiday for row in osm_hours(text)} == {bank_holiday}


@pytest.mark.parametrize(
    "text",
    [
        "Mo-Fr 9-5",
        "Mo-Fr",
        "Mo 10:00+",
        "sunrise-sunset",
        "Jun-Aug Mo 10:00-12:00",
        "week 1-53/2 Mo 10:00-12:00",
        'Mo 10:00-12:00 "by appointment"',
        "Mo 10:00-12:00 unknown",
        "off",
        "2026 Mo 10:00-12:00",
    ],
)
def test_hours_that_are_no_plain_week_are_refused(text: str) -> None:
    with pytest.raises(UnreadableTimeError):
        osm_hours(text)
