"""What a backup holds can be brought back, and database and keys lie apart."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

import pytest
from sqlalchemy import create_engine, text

from pwa.config import ROOT
from pwa.reminders.store.store import ReminderStore
from tests.push_service import PushService
from tests.unit.reminders.sending_site import Site, made_site


def back_up(instance: Path, database: str, to: Path) -> list[Path]:
    """The files it says it made."""
    settings = {
        "CARRYCARD_BACKUPS": str(to),
        "CARRYCARD_INSTANCE": str(instance),
        "CARRYCARD_DATABASE_URL": database,
    }
    said = subprocess.run(
        [ROOT / "deploy" / "backup"],
        env={**os.environ, **settings},
        check=True,
        capture_output=True,
        text=True,
    ).stdout
    return [Path(line) for line in said.splitlines()]


def somebody(site: Site) -> str:
    service = PushService()
    service.origin = site.config.push_test_origin
    browser = service.subscribe()
    site.add(browser)
    return browser.endpoint


def test_a_copy_of_sqlite_holds_who_asked_for_reminders(tmp_path: Path) -> None:
    instance = tmp_path / "instance"
    address = f"sqlite:///{instance / 'carrycard.db'}"
    with made_site(address, instance, "http://127.0.0.1:9") as site:
        endpoint = somebody(site)

        database, keys = back_up(instance, "", tmp_path / "backups")

    with ReminderStore.open(f"sqlite:///{database}") as store:
        assert store.find(endpoint) is not None
    assert database.parent != keys.parent
    assert {each.stat().st_mode & 0o077 for each in (database, keys)} == {0}


def test_a_copy_of_postgresql_can_be_restored(
    empty_postgres: str, tmp_path: Path
) -> None:
    if shutil.which("pg_dump") is None:
        pytest.skip("no pg_dump is installed here")
    with made_site(empty_postgres, tmp_path / "instance", "http://127.0.0.1:9") as site:
        endpoint = somebody(site)
    database, _ = back_up(tmp_path / "instance", empty_postgres, tmp_path / "backups")
    engine = create_engine(empty_postgres.replace("postgresql:", "postgresql+psycopg:"))
    with engine.begin() as connection:
        connection.execute(text("DROP SCHEMA public CASCADE"))
        connection.execute(text("CREATE SCHEMA public"))
    engine.dispose()

    restore = ["pg_restore", "--no-owner", "-d", empty_postgres, str(database)]
    subprocess.run(restore, check=True, capture_output=True)

    with ReminderStore.open(empty_postgres) as store:
        assert store.find(endpoint) is not None


def test_an_old_copy_goes_and_a_half_written_one_is_no_copy(tmp_path: Path) -> None:
    instance, to = tmp_path / "instance", tmp_path / "backups"
    with made_site(f"sqlite:///{instance / 'carrycard.db'}", instance, "") as site:
        site.keys.current()
    old = to / "database" / "2026-01-01T000000Z.db"
    old.parent.mkdir(parents=True)
    old.touch()
    os.utime(old, (0, 0))

    made = back_up(instance, "", to)

    assert not old.exists()
    assert sorted(each for each in to.rglob("*") if each.is_file()) == sorted(made)
