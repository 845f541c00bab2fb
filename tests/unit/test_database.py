"""Which programs go on with which tables: for an upgrade, and for the way back."""

from __future__ import annotations

import shutil
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy import inspect

from pwa.database import StoreError, open_engine
from pwa.finder.store import Store
from pwa.finder.store import store as directory
from pwa.migrating import OPEN_TO, Tables
from pwa.reminders.answers import SENT
from pwa.reminders.store import store as reminders
from pwa.reminders.store.outcomes import Done
from pwa.reminders.store.store import ReminderStore
from tests.push_service import PushService
from tests.unit.finder.made_up import service
from tests.unit.finder.store.putting_in import put
from tests.unit.reminders.made_up import subscription
from tests.unit.reminders.sending_site import made_site

NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)
ADDED = """\
import sqlalchemy as sa
from alembic import op
revision = {name!r}
down_revision = {before!r}
def upgrade():
    more = sa.Column("more_{table}", sa.Integer, nullable=False, server_default="7")
    op.add_column({table!r}, more)
    op.create_table("beside_{name}", sa.Column("id", sa.Integer, primary_key=True))
"""
REMINDERS_HEAD, DIRECTORY_HEAD = "0002", "0001"


def next_release(
    tables: Tables, folder: Path, name: str, *, before: str, table: str
) -> Tables:
    """Those tables with one migration more, which adds a column and a table."""
    if not folder.exists():
        shutil.copytree(tables.migrations, folder)
    text = ADDED.format(name=name, before=before, table=table)
    (folder / "versions" / f"{name}.py").write_text(text, encoding="utf-8")
    return Tables(folder, tables.version_table)


def bring_forward(address: str, tables: Tables) -> None:
    open_engine(address, tables).dispose()


def reminders_of_next(folder: Path, name: str) -> Tables:
    return next_release(
        reminders.TABLES,
        folder,
        name,
        before=REMINDERS_HEAD,
        table="reminders_subscription",
    )


def test_after_a_roll_back_reminders_go_on_with_tables_left_open_to_them(
    address: str, tmp_path: Path
) -> None:
    later = reminders_of_next(tmp_path / "next", f"0003{OPEN_TO}{REMINDERS_HEAD}")
    phones = PushService()
    phones.origin = "http://127.0.0.1:9"
    before, after = phones.subscribe(), phones.subscribe()
    with made_site(address, tmp_path / "before", phones.origin) as site:
        site.at = NOON
        site.add(before)
    bring_forward(address, later)

    with made_site(address, tmp_path / "after", phones.origin) as site:
        site.at = NOON
        site.add(after)
        for browser in (before, after):
            [row] = site.rows(browser)
            site.at = max(site.at, datetime.fromtimestamp(row["due_at"], UTC))
        held = site.queue.claim(site.at, 10, 120)
        site.queue.book(site.queue.settle([Done(row, SENT) for row in held], site.at))
        stay = [site.rows(browser) for browser in (before, after)]
        gone = site.store.delete(before.endpoint)

    assert len(held) == 2
    assert [len(rows) for rows in stay] == [1, 1]
    assert gone


def test_after_a_roll_back_the_directory_goes_on_with_tables_left_open_to_it(
    address: str, tmp_path: Path
) -> None:
    later = next_release(
        directory.TABLES,
        tmp_path / "next",
        f"0002{OPEN_TO}{DIRECTORY_HEAD}",
        before=DIRECTORY_HEAD,
        table="service",
    )
    with Store.open(address) as store:
        put(store, service("001"))
    bring_forward(address, later)

    with Store.open(address) as store:
        put(store, service("001"), service("002"), mark="b")
        kept = {listing.record for listing in store.listings()}

    assert kept == {"001", "002"}


def test_the_way_forward_again_finds_the_tables_as_they_were_left(
    address: str, tmp_path: Path
) -> None:
    later = reminders_of_next(tmp_path / "next", f"0003{OPEN_TO}{REMINDERS_HEAD}")
    bring_forward(address, later)
    with ReminderStore.open(address) as store:
        store.put(subscription(), NOON)

    engine = open_engine(address, later)
    with engine.connect() as connection:
        columns = inspect(connection).get_columns("reminders_subscription")
    engine.dispose()

    assert "more_reminders_subscription" in {each["name"] for each in columns}
    with ReminderStore.open(address) as store:
        assert store.delete(subscription().endpoint)


@pytest.mark.parametrize("name", ["0003", f"0003{OPEN_TO}0009", f"0003{OPEN_TO}"])
def test_tables_not_left_open_to_this_program_are_refused_and_stay(
    address: str, tmp_path: Path, name: str
) -> None:
    later = reminders_of_next(tmp_path / "next", name)
    with ReminderStore.open(address) as store:
        store.put(subscription(), NOON)
    bring_forward(address, later)

    with pytest.raises(StoreError, match="newer Carrycard"):
        ReminderStore.open(address)

    engine = open_engine(address, later)
    with ReminderStore(engine) as store:
        assert store.delete(subscription().endpoint)


def test_a_door_left_open_is_shut_by_a_later_migration_that_changes_more(
    address: str, tmp_path: Path
) -> None:
    first = f"0003{OPEN_TO}{REMINDERS_HEAD}"
    middle = reminders_of_next(tmp_path / "next", first)
    latest = next_release(
        middle,
        tmp_path / "next",
        f"0004{OPEN_TO}0003",
        before=first,
        table="reminders_queue",
    )
    bring_forward(address, latest)

    with pytest.raises(StoreError, match="newer Carrycard"):
        ReminderStore.open(address)
