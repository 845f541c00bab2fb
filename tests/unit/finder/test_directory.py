"""The directory in memory: read once, again when it changed, and never lost."""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path
from threading import Event, Thread

import pytest

from pwa.config import Config
from pwa.finder.directory import (
    LONGEST_KEPT_BYTES,
    LOOKED_AT_EVERY_S,
    MOST_TEXTS,
    Shelf,
    UnreadError,
)
from pwa.finder.packs import Collected, collect
from pwa.finder.store import Report, Store
from tests.unit.finder.oruk.made_up import (
    COPYLEFT,
    DAY,
    LINE,
    MEETING,
    SHARED,
    SOURCE,
    TREATMENT,
)


class Library:
    """A database that can be written to, a clock to turn, and a count of readings."""

    def __init__(self, folder: Path) -> None:
        self.config = Config(instance=folder)
        self.store = Store.open(self.config.database)
        self.seconds = 0.0
        self.day = DAY
        self.readings = 0
        self.on_reading: Callable[[], None] = lambda: None
        self.shelf = Shelf(
            self.config, self.read, lambda: self.seconds, lambda: self.day
        )

    def read(self, config: Config, day: date) -> Collected:
        self.readings += 1
        self.on_reading()
        return collect(config, day)

    def put(self, *names: str) -> None:
        found = [replace(LINE, name=name, record=name) for name in names]
        self.store.replace_source(SOURCE, found, on=DAY)

    def names(self) -> set[str]:
        """What the shelf has beside the starter directory."""
        found = self.shelf.directory().listings
        return {each.name for each in found if each.source == SOURCE.key}


@pytest.fixture
def library(tmp_path: Path) -> Library:
    library = Library(tmp_path)
    library.put("One")
    return library


def test_it_is_read_once_for_many_requests(library: Library) -> None:
    for library.seconds in range(0, LOOKED_AT_EVERY_S * 5, 10):
        assert library.names() == {"One"}

    assert library.readings == 1


def test_a_change_is_seen_within_a_minute(library: Library) -> None:
    assert library.names() == {"One"}
    library.put("One", "Two")

    library.seconds = LOOKED_AT_EVERY_S - 1
    before = library.names()
    library.seconds = LOOKED_AT_EVERY_S
    after = library.names()

    assert (before, after) == ({"One"}, {"One", "Two"})


def test_a_report_does_not_make_it_read_again(library: Library) -> None:
    library.names()
    library.store.add_report(Report("a", "made-up/One", "closed", "", DAY))

    library.seconds = LOOKED_AT_EVERY_S
    library.names()

    assert library.readings == 1


def test_on_a_new_day_it_is_gathered_for_that_day(library: Library) -> None:
    library.names()

    library.seconds, library.day = LOOKED_AT_EVERY_S, date(2026, 11, 23)
    library.names()

    assert library.readings == 2
    assert library.shelf.directory().day == date(2026, 11, 23)


def test_the_last_good_one_stays_where_it_cannot_be_read(
    library: Library, caplog: pytest.LogCaptureFixture
) -> None:
    library.names()
    library.put("Two")
    library.on_reading = fail

    library.seconds = LOOKED_AT_EVERY_S
    with caplog.at_level(logging.WARNING):
        kept = library.names()
    library.on_reading = lambda: None
    library.seconds = LOOKED_AT_EVERY_S * 2
    later = library.names()

    assert (kept, later) == ({"One"}, {"Two"})
    assert "RuntimeError" in caplog.text and "secret" not in caplog.text


def test_where_it_never_could_be_read_that_is_said(library: Library) -> None:
    library.on_reading = fail

    with pytest.raises(UnreadError):
        library.names()


def test_others_are_answered_while_one_reads(library: Library) -> None:
    library.names()
    library.put("Two")
    begun, may_end = Event(), Event()

    def wait() -> None:
        begun.set()
        may_end.wait(10)

    library.on_reading = wait
    library.seconds = LOOKED_AT_EVERY_S
    reader = Thread(target=library.names)
    reader.start()
    begun.wait(10)
    meanwhile = library.names()
    may_end.set()
    reader.join(10)

    assert meanwhile == {"One"}
    assert library.names() == {"Two"}


def test_share_alike_listings_are_known_and_not_mixed_in(library: Library) -> None:
    library.store.replace_source(SHARED, [COPYLEFT], on=DAY)
    library.store.replace_source(SOURCE, [TREATMENT, MEETING], on=DAY)

    found = library.shelf.directory()

    assert COPYLEFT.key in found.keys
    assert COPYLEFT.name not in {each.name for each in found.listings}
    assert len(found.words) == len(found.listings)


def fail() -> None:
    raise RuntimeError("secret words")


def test_an_answer_is_written_once_and_anew_once_the_directory_changed(
    library: Library,
) -> None:
    library.put("One")
    written: list[int] = []

    def answer() -> bytes:
        known = library.shelf.directory()

        def body() -> dict[str, int]:
            written.append(len(known.listings))
            return {"count": written[-1]}

        return known.text("count", body).packed

    assert answer() == answer()
    assert len(written) == 1
    library.put("One", "Two")
    library.seconds += LOOKED_AT_EVERY_S
    assert answer() == b'{"count":%d}\n' % (written[0] + 1)


def test_only_so_much_is_kept_written(library: Library) -> None:
    known = library.shelf.directory()

    for number in range(2 * MOST_TEXTS):
        known.text(number, dict)
    known.text("long", lambda: {"long": "x" * LONGEST_KEPT_BYTES})

    assert len(known.kept_texts) <= MOST_TEXTS
    assert "long" not in known.kept_texts
