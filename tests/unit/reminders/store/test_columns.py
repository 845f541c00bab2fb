"""What may be kept of anybody, to the last column; and how it leaves the disk."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import inspect

from pwa.reminders.store.store import ReminderStore
from tests.unit.reminders.made_up import subscription
from tests.unit.reminders.store.test_subscriptions import MORNING

ALLOWED = {
    "reminders_subscription": [
        *("id", "endpoint", "p256dh", "auth", "key_id", "wants_safety"),
        *("created_on", "renewed_on"),
    ],
    "reminders_queue": [
        *("id", "subscription_id", "kind", "minute", "days", "slot"),
        *("due_at", "try_at", "claim", "tries", "refused"),
    ],
    "reminders_figure": ["name", "value"],
    "reminders_token": ["bucket", "tokens", "filled_at"],
    "reminders_version": ["version_num"],
}


@pytest.mark.hazard("HZ24-a")
def test_the_database_has_these_columns_and_no_other(store: ReminderStore) -> None:
    """Add one here only with the words on the privacy page that say so."""
    looked = inspect(store.engine)

    found = {
        table: [column["name"] for column in looked.get_columns(table)]
        for table in looked.get_table_names()
    }

    assert found == ALLOWED


SENT_TO = "https://fcm.googleapis.com/fcm/send/"


def bytes_of(folder: Path) -> bytes:
    return b"".join(file.read_bytes() for file in sorted(folder.iterdir()))


@pytest.mark.hazard("HZ24-b")
def test_who_leaves_is_gone_from_the_bytes_of_the_file_at_once(tmp_path: Path) -> None:
    folder = tmp_path / "private"
    leaving = [f"{SENT_TO}{number}:{'z' * 90}" for number in range(100, 103)]
    with ReminderStore.open(f"sqlite:///{folder / 'carrycard.db'}") as store:
        for each in (*leaving, f"{SENT_TO}stays"):
            store.put(subscription(endpoint=each), MORNING)
        leave_in_a_gap(folder / "carrycard.db", leaving[1])

        for each in leaving:
            assert each.encode() in bytes_of(folder)
            store.delete(each)
            assert each.encode() not in bytes_of(folder)

        assert b"stays" in bytes_of(folder)


def leave_in_a_gap(file: Path, text: str) -> None:
    """As SQLite does now and then when rows move from a page to another."""
    with closing(sqlite3.connect(file, isolation_level=None)) as connection:
        connection.execute("PRAGMA secure_delete = OFF")
        connection.execute("CREATE TABLE gap (text)")
        connection.execute("INSERT INTO gap VALUES (?)", (text,))
        connection.execute("DELETE FROM gap")
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")


def test_a_reader_at_the_time_only_puts_the_erasing_off(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("pwa.erasing.PATIENCE_S", 0)
    folder = tmp_path / "private"
    with ReminderStore.open(f"sqlite:///{folder / 'carrycard.db'}") as store:
        store.put(subscription(endpoint="https://web.push.apple.com/aa"), MORNING)
        store.put(subscription(endpoint="https://web.push.apple.com/bb"), MORNING)
        with store.engine.connect() as reader:
            reader.exec_driver_sql("SELECT * FROM reminders_subscription").fetchall()
            assert store.delete("https://web.push.apple.com/aa")
            assert b"com/aa" in bytes_of(folder)

        store.erase_traces()

        assert b"com/aa" not in bytes_of(folder)
        assert b"com/bb" in bytes_of(folder)
