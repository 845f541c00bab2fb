"""A database is opened, shared and left alone as it should be."""

from __future__ import annotations

import multiprocessing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from sqlalchemy import create_engine, text

from pwa.database import open_engine
from pwa.finder.store import Store, StoreError
from pwa.finder.store.store import TABLES
from pwa.finder.store.tables import metadata
from tests.unit.finder.made_up import service
from tests.unit.finder.store.putting_in import put


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
