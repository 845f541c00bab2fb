"""No file, key or message of the app gives somebody away by its name."""

from __future__ import annotations

import re

import pytest

from pwa.config import ROOT
from pwa.editing.check import TELLING

SOURCES = sorted(
    path
    for folder in ("static/js", "service_worker")
    for path in (ROOT / folder).rglob("*.js")
)
NAMED = re.compile(r"""['"`](carrycard[\w.\- ${}]*)['"`]""")
"""Keys, databases, caches, locks, channels and the files a person saves."""
DOWNLOADED = re.compile(
    r"""(?:\.download\s*=|new File\([^'"`]*?,|filename\s*[=:])\s*(['"`])(.*?)\1"""
)
SHOWN_OUTSIDE = re.compile(
    r"""(?:showNotification\(|\btitle\s*[:=])\s*(['"`])(.*?)\1""",
)
"""A share sheet or a notice stands where other people look."""
OUTSIDE_IN_HTML = re.compile(
    r"""data-word="(?:share-?title|shareTitle|file-?name|fileName)">(.*?)<""", re.I
)


def in_sources(pattern: re.Pattern[str], group: int) -> list[str]:
    texts = (path.read_text("utf-8") for path in SOURCES)
    return [found[group] for text in texts for found in pattern.finditer(text)]


IN_THE_SUMMARY = "International Patient Summary"
"""Stands inside the file for a clinic's system, as its format asks; nowhere outside."""


@pytest.mark.hazard("HZ10-b")
def test_every_name_of_ours_is_neutral() -> None:
    names = set(in_sources(NAMED, 1))

    assert {"carrycard", "carrycard.card", "carrycard-card"} <= names
    assert {name for name in names if TELLING.search(name)} == set()


@pytest.mark.hazard("HZ10-b")
def test_every_saved_file_is_called_after_the_app_and_nothing_else() -> None:
    files = [name for name in in_sources(DOWNLOADED, 2) if not name.startswith("${")]

    assert [name for name in files if not name.startswith("carrycard")] == []
    assert [name for name in files if TELLING.search(name)] == []


@pytest.mark.hazard("HZ10-b")
def test_what_a_share_sheet_or_a_notice_is_headed_with_is_neutral() -> None:
    headings = [each for each in in_sources(SHOWN_OUTSIDE, 2) if each != IN_THE_SUMMARY]
    for path in (ROOT / "pwa").rglob("*.html"):
        headings += OUTSIDE_IN_HTML.findall(path.read_text("utf-8"))

    assert [heading for heading in headings if TELLING.search(heading)] == []


@pytest.mark.parametrize(
    ("pattern", "text"),
    [
        (NAMED, "localStorage.getItem('carrycard.dose')"),
        (DOWNLOADED, "link.download = 'carrycard-drug.png'"),
        (DOWNLOADED, "new File([blob], 'naltrexone-card.txt')"),
        (DOWNLOADED, "new File([a, b], `my-health.json`, { type })"),
        (SHOWN_OUTSIDE, "navigator.share({ title: 'My medicine card', files })"),
        (SHOWN_OUTSIDE, "registration.showNotification('Take your dose')"),
        (OUTSIDE_IN_HTML, '<span data-word="shareTitle">Naltrexone card</span>'),
    ],
)
def test_a_telling_name_would_be_found(pattern: re.Pattern[str], text: str) -> None:
    found = pattern.search(text)

    assert found
    assert TELLING.search(found[pattern.groups])
