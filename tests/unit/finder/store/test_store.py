"""The directory keeps what sources say and people made sure of, on each database."""

from __future__ import annotations

import multiprocessing
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from sqlalchemy import create_engine, text

from pwa.database import open_engine
from pwa.finder.model import Hours, Listing, Phone
from pwa.finder.store import Figures, Outcome, Reject, Report, Store, StoreError
from pwa.finder.store.store import TABLES
from pwa.finder.store.tables import metadata
from tests.unit.finder.made_up import SOURCE, TODAY, meeting, service

WEEK = timedelta(days=7)


def figures(listings: int, mark: str = "a", on: date = TODAY) -> Figures:
    return Figures(listings, listings, 0, on, {}, mark, "template")


def put(store: Store, *listings: Listing, mark: str = "a", on: date = TODAY) -> Outcome:
    return store.replace_source(
        SOURCE, listings, [], figures(len(listings), mark, on), may_shrink=True
    )


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


def test_a_bucket_gives_what_it_holds_and_fills_with_time(store: Store) -> None:
    noon = datetime(2026, 11, 22, 12, tzinfo=UTC)

    def draw(minutes: float) -> bool:
        at = noon + timedelta(minutes=minutes)
        return store.take_token("one", burst=2, per_hour=60, now=at)

    assert [draw(at) for at in (0, 0, 0, 0.5, 1, 1)] == [
        True,
        True,
        False,
        False,
        True,
        False,
    ]
    assert store.take_token("two", burst=2, per_hour=60, now=noon)


def draw_many(address: str, results: multiprocessing.Queue[int]) -> None:
    noon = datetime(2026, 11, 22, 12, tzinfo=UTC)
    with Store.open(address) as store:
        drawn = [
            store.take_token("all", burst=10, per_hour=1, now=noon) for _ in range(10)
        ]
    results.put(sum(drawn))


def test_processes_that_start_at_once_share_tables_and_limits(address: str) -> None:
    spawn = multiprocessing.get_context("spawn")
    results: multiprocessing.Queue[int] = spawn.Queue()
    running = [
        spawn.Process(target=draw_many, args=(address, results)) for _ in range(2)
    ]

    for process in running:
        process.start()
    drawn = [results.get(timeout=60) for _ in running]
    for process in running:
        process.join(timeout=60)

    assert sum(drawn) == 10


def test_the_migrations_make_the_tables_that_are_written(address: str) -> None:
    engine = open_engine(address, TABLES)

    with engine.connect() as connection:
        context = MigrationContext.configure(connection)
        differences = compare_metadata(context, metadata)
    engine.dispose()

    assert differences == []


def test_a_database_of_a_newer_program_is_left_alone(address: str) -> None:
    engine = open_engine(address, TABLES)
    with engine.begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    engine.dispose()

    with pytest.raises(StoreError, match="newer"):
        Store.open(address)


def test_the_file_is_for_its_user_alone(tmp_path: Path) -> None:
    file = tmp_path / "private" / "carrycard.db"

    with Store.open(f"sqlite:///{file}") as store:
        put(store, service("001"))
        modes = {
            each.name: each.stat().st_mode & 0o777 for each in file.parent.iterdir()
        }

    assert file.parent.stat().st_mode & 0o777 == 0o700
    assert modes.pop("carrycard.db") == 0o600
    assert set(modes.values()) <= {0o600}


@pytest.mark.parametrize(
    "address",
    [
        pytest.param("", id="nothing"),
        pytest.param("mysql://nowhere/x", id="another kind"),
        pytest.param("postgresql://127.0.0.1:1/none", id="nobody answers"),
        pytest.param("sqlite:////proc/no/such/folder.db", id="no such folder"),
    ],
)
def test_an_address_that_cannot_be_opened_is_one_plain_error(address: str) -> None:
    with pytest.raises(StoreError):
        Store.open(address)


def test_sqlite_keeps_its_promises_of_foreign_keys_and_waiting(tmp_path: Path) -> None:
    engine = open_engine(f"sqlite:///{tmp_path / 'a.db'}", TABLES)

    with engine.connect() as connection:
        answers = [
            connection.execute(text(f"PRAGMA {name}")).scalar()
            for name in ("foreign_keys", "journal_mode", "busy_timeout")
        ]
    engine.dispose()

    assert answers == [1, "wal", 20_000]


def test_a_file_that_is_no_database_is_left_as_it_is(tmp_path: Path) -> None:
    file = tmp_path / "letter.db"
    file.write_text("Dear all, this is a letter and no database at all." * 40)

    with pytest.raises(StoreError):
        Store.open(f"sqlite:///{file}")

    assert file.read_text().startswith("Dear all")
    create_engine(f"sqlite:///{file}").dispose()
