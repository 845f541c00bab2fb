"""A source is replaced as a whole, or stays as it was."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from pwa.finder.model import Listing, Phone
from pwa.finder.store import Outcome, Store, StoreError
from tests.unit.finder.made_up import SOURCE, TODAY, meeting, service
from tests.unit.finder.store.putting_in import WEEK, figures, put


def test_what_was_put_in_comes_out_the_same(store: Store) -> None:
    given = [service("002"), meeting("101"), service("001", alert="Shut on Friday")]

    outcome = put(store, *given)

    assert outcome == Outcome(added=3)
    assert list(store.listings()) == given
    assert store.sources() == [SOURCE]
    assert store.find("made-up/101") == given[1]


def test_the_same_file_again_changes_nothing_not_even_the_dates(store: Store) -> None:
    put(store, service("001"), meeting("101"))
    before = (list(store.listings()), store.states(), store.fingerprint())

    later = replace(SOURCE, retrieved_at=datetime(2026, 12, 1, tzinfo=UTC))
    read_later = [
        replace(each, checked_on=TODAY, verify_by=date(2028, 1, 1))
        for each in (service("001"), meeting("101"))
    ]
    outcome = store.replace_source(later, read_later, [], figures(2, on=TODAY + WEEK))

    assert outcome == Outcome(unchanged=2)
    assert (list(store.listings()), store.states(), store.fingerprint()) == before


def test_a_newer_file_that_still_names_a_service_dates_it_anew(store: Store) -> None:
    put(store, service("001"))

    put(store, service("001", checked_on=TODAY, verify_by=None), mark="b")

    found = store.find("made-up/001")
    assert found is not None
    assert found.checked_on == TODAY
    assert found.verify_by == TODAY + timedelta(days=182)


def test_a_service_its_source_names_no_more_is_closed_until_it_is_again(
    store: Store,
) -> None:
    put(store, service("001"), service("002"))

    gone = put(store, service("001"), mark="b")
    listed = [each.record for each in store.listings()]
    closed = store.find("made-up/002")
    back = put(store, service("001"), service("002"), mark="c")

    assert gone == Outcome(unchanged=1, closed=1)
    assert listed == ["001"]
    assert closed is not None
    assert closed.status == "closed"
    assert back == Outcome(unchanged=1, reopened=1)
    assert [each.record for each in store.listings()] == ["001", "002"]


def test_a_changed_service_keeps_its_place_and_loses_its_old_parts(
    store: Store,
) -> None:
    put(store, service("001"), meeting("101"))

    changed = service("001", phones=(Phone("029 2018 0000"),), hours=())
    outcome = put(store, changed, replace(meeting("101"), meeting=None), mark="b")

    assert outcome == Outcome(changed=2)
    assert list(store.listings()) == [changed, replace(meeting("101"), meeting=None)]


@pytest.mark.parametrize(
    "spoilt",
    [
        pytest.param([service("002"), service("002")], id="a record twice"),
        pytest.param([replace(service("002"), source="other")], id="another source"),
    ],
)
def test_an_import_that_fails_changes_nothing(
    store: Store, spoilt: list[Listing]
) -> None:
    put(store, service("001"))
    before = (list(store.listings()), store.states(), store.fingerprint())

    with pytest.raises(StoreError):
        put(store, *spoilt, mark="b")

    assert (list(store.listings()), store.states(), store.fingerprint()) == before


def test_a_file_that_breaks_off_changes_nothing(store: Store) -> None:
    def broken() -> Iterator[Listing]:
        yield service("002")
        raise OSError("the disk went away")

    put(store, service("001"))

    with pytest.raises(OSError, match="went away"):
        store.replace_source(SOURCE, broken(), [], figures(1, "b"))

    assert [each.record for each in store.listings()] == ["001"]


def test_a_file_cut_short_does_not_empty_the_directory(store: Store) -> None:
    many = [service(f"{number:03}") for number in range(60)]
    put(store, *many)

    with pytest.raises(StoreError, match="59 of the 60"):
        store.replace_source(SOURCE, many[:1], [], figures(1, "b"))

    assert len(list(store.listings())) == 60


def test_a_share_alike_source_stays_one(store: Store) -> None:
    apart = replace(SOURCE, share_alike=True)
    store.replace_source(apart, [service()], [], figures(1))

    with pytest.raises(StoreError, match="share-alike"):
        store.replace_source(SOURCE, [service()], [], figures(1, "b"))
