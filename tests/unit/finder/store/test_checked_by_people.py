"""What a person made sure of stays, whatever the next file says."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from pwa.finder.model import Hours, Listing, Phone
from pwa.finder.store import Figures, Reject, Report, Store, StoreError
from tests.unit.finder.made_up import SOURCE, TODAY, service
from tests.unit.finder.store.putting_in import WEEK, put


def test_what_a_person_made_sure_of_survives_the_next_file(store: Store) -> None:
    put(store, service("001", phones=(Phone("0113 496 0000", is_confirmed=False),)))

    store.verified("made-up/001", "Ann", "rang", TODAY, naltrexone="no")
    put(
        store,
        service(
            "001",
            summary="New words.",
            phones=(Phone("0113 496 0000", is_confirmed=False),),
        ),
        mark="b",
    )

    found = store.find("made-up/001")
    assert found is not None
    assert (found.checked_on, found.checked_how) == (TODAY, "rang")
    assert found.verify_by == TODAY + timedelta(days=182)
    assert (found.prescribes_naltrexone, found.naltrexone_checked_on) == ("no", TODAY)
    assert found.phones[0].is_confirmed
    assert found.summary == "New words."
    assert [each.who for each in store.verifications("made-up/001")] == ["Ann"]


@pytest.mark.parametrize(
    ("days", "how"),
    [
        pytest.param(30, "rang", id="a month later"),
        pytest.param(200, "from the register", id="when nobody rang for half a year"),
    ],
)
def test_a_register_that_still_has_a_service_does_not_hide_that_somebody_rang(
    store: Store, days: int, how: str
) -> None:
    def of_the_register(on: date) -> Listing:
        return service(
            "001", checked_on=on, checked_how="from the register", verify_by=None
        )

    put(store, of_the_register(TODAY))
    store.verified("made-up/001", "Ann", "rang", TODAY)

    put(store, of_the_register(TODAY + timedelta(days=days)), mark="b")

    found = store.find("made-up/001")
    assert found is not None
    assert found.checked_how == how


def test_a_number_that_changed_after_the_check_is_not_shown_as_checked(
    store: Store,
) -> None:
    put(store, service("001"))
    store.verified("made-up/001", "Ann", "rang", TODAY)

    put(store, service("001", phones=(Phone("029 2018 0000"),)), mark="b")

    found = store.find("made-up/001")
    assert found is not None
    assert found.checked_on == date(2026, 9, 1)
    assert [each.why for each in store.due(TODAY)] == ["changed since it was checked"]


def test_a_service_found_closed_is_not_listed_though_its_source_has_it(
    store: Store,
) -> None:
    put(store, service("001"))

    store.verified("made-up/001", "Ann", "visited", TODAY, found="closed")
    put(store, service("001", notes="Another note."), mark="b")

    assert list(store.listings()) == []


@pytest.mark.parametrize(
    ("key", "who", "found"),
    [
        pytest.param("made-up/404", "Ann", "as listed", id="no such service"),
        pytest.param("made-up/001", " ", "as listed", id="nobody"),
        pytest.param("made-up/001", "Ann", "fine", id="no such finding"),
    ],
)
def test_a_check_that_says_too_little_is_refused(
    store: Store, key: str, who: str, found: str
) -> None:
    put(store, service("001"))

    with pytest.raises(StoreError):
        store.verified(key, who, "rang", TODAY, found=found)  # type: ignore[arg-type]


def test_what_is_due_comes_in_the_order_in_which_it_should_be_rung(
    store: Store,
) -> None:
    soon = {"checked_on": TODAY - WEEK, "verify_by": TODAY + WEEK}
    put(
        store,
        service("fine", checked_on=TODAY, verify_by=TODAY + 20 * WEEK),
        service("pharmacy", kind="pharmacy", checked_on=None, verify_by=None),
        service("soon", **soon),
        service("over", verify_by=TODAY - WEEK),
    )

    due = store.due(TODAY)

    assert [each.listing.record for each in due] == ["over", "soon", "pharmacy"]
    assert [each.why for each in due] == [
        "check is due",
        "check is due",
        "never checked",
    ]


def test_hours_of_the_second_list_stand_with_the_pharmacy_of_the_first(
    store: Store,
) -> None:
    def pharmacy(source: str, record: str, *hours: Hours) -> Listing:
        return service(record, source=source, kind="pharmacy", hours=hours)

    nine_to_five = Hours(1, 540, 1020)
    ods, hours_list = (replace(SOURCE, key=key) for key in ("codes", "hours"))
    lists = [pharmacy("hours", "FA001", nine_to_five), pharmacy("hours", "FZ999")]
    mark = Figures(2, 2, 0, TODAY, {}, "a", "nhsbsa")
    store.replace_source(hours_list, lists, [], mark)
    alone = [each.key for each in store.listings()]
    codes = [pharmacy("codes", "FA001"), pharmacy("codes", "FA002")]
    store.replace_source(ods, codes, [], replace(mark, format="ods"))

    found = {each.key: each.hours for each in store.listings()}

    assert alone == ["hours/FA001", "hours/FZ999"]
    assert found == {
        "codes/FA001": (nine_to_five,),
        "codes/FA002": (),
        "hours/FZ999": (),
    }


def test_refused_rows_are_kept_by_rule_and_a_decision_stays(store: Store) -> None:
    rejects = [
        Reject(3, "R07", "phone", "It is no phone number.", {"phone": "\x00\ud800"}),
        Reject(4, "R08", "postcode", "There is no such postcode.", {"p": "ZZ1 1ZZ"}),
    ]
    store.replace_source(SOURCE, [], rejects, Figures(2, 0, 2, TODAY))
    store.decide_reject("made-up", 4, "Ann", TODAY)

    store.replace_source(SOURCE, [], rejects[1:], Figures(1, 0, 1, TODAY))

    found = store.rejects("made-up", "R08")
    assert [(each.row, each.decided_by, dict(each.raw)) for each in found] == [
        (4, "Ann", {"p": "ZZ1 1ZZ"})
    ]
    assert store.rejects(rule="R07") == []


def test_a_report_sent_twice_is_one(store: Store) -> None:
    report = Report("7f0c", "made-up/001", "number", "Nobody answers.", TODAY)

    sent = [store.add_report(report), store.add_report(report)]
    waiting = store.reports()
    store.report_handled("7f0c", TODAY + WEEK)

    assert sent == [True, False]
    assert waiting == [report]
    assert store.reports() == []
    handled = store.reports(with_handled=True)[0]
    assert (handled.handled_on, handled.words) == (TODAY + WEEK, "")
