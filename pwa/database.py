"""Open the database: SQLite in a private file, or PostgreSQL; brought up to date.

Each part of the server keeps its own tables in it, with its own migrations. Imports
SQLAlchemy: what serves pages imports it inside the function that needs it.
"""

from __future__ import annotations

import json
import os
import random
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import lru_cache
from pathlib import Path
from types import TracebackType
from typing import Any, Self, TypeVar

from sqlalchemy import Connection, Engine, create_engine, event, text
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError, DBAPIError, NoSuchModuleError

from pwa.migrating import NewerTablesError, Tables, are_usable, bring_forward

BUSY_TIMEOUT_S = 20
"""How long one writer waits for another before it gives up."""
MIGRATION_LOCK = 0x0CA44D
"""Names the lock that keeps two starting processes from migrating at once."""
MOST_TRIES, LONGEST_PAUSE_S = 4, 0.05
AT_ODDS = {"40001", "40P01"}  # PostgreSQL 15, 13.5 and 13.3.4
T = TypeVar("T")


class StoreError(RuntimeError):
    """A store cannot be opened, or refused a change; it is as it was."""


class OpenStore:
    """Some tables behind an engine that is let go at the end. Use it as a context."""

    def __init__(self, engine: Engine) -> None:
        self.engine = engine

    def close(self) -> None:
        self.engine.dispose()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()


def open_engine(address: str, tables: Tables) -> Engine:
    """An engine for the address, its tables made or brought up to date.

    Args:
        address: "sqlite:////folder/file.db", or "postgresql://…" which means psycopg 3.
        tables: Those that are to be there.

    Raises:
        StoreError: the address is no such thing, its driver is not installed, the
            database does not answer, or it is newer than this program and was not
            left open to it. Nothing in it was changed.
    """
    try:
        url = _with_driver(make_url(address))
    except ArgumentError as error:
        raise StoreError("the database's address cannot be read") from error
    if url.get_backend_name() not in ("sqlite", "postgresql"):
        raise StoreError(f"{url.get_backend_name()} is not SQLite or PostgreSQL")
    try:
        engine = _sqlite(url) if url.get_backend_name() == "sqlite" else _postgres(url)
    except (ImportError, NoSuchModuleError) as error:
        raise StoreError(
            "PostgreSQL needs psycopg: install requirements/postgres.txt"
        ) from error
    try:
        _migrate(engine, tables)
    except DBAPIError as error:
        engine.dispose()
        raise StoreError(f"the database does not answer: {error.orig}") from error
    except BaseException:
        engine.dispose()
        raise
    return engine


@contextmanager
def writing(engine: Engine) -> Iterator[Connection]:
    """One transaction that may write: all of it is kept, or nothing.

    SQLite takes its write lock at the start, so that two writers wait for each other
    rather than fail half-way.
    """
    connection = engine.connect().execution_options(writes=True)
    with connection, connection.begin():
        yield connection


def retried(work: Callable[[], T]) -> T:
    """Do it, and again where another transaction or a lost connection undid it.

    Args:
        work: One transaction. One whose connection is lost as it ends may have been
            kept all the same, so it must bear being done twice.
    """
    for _ in range(MOST_TRIES - 1):
        try:
            return work()
        except DBAPIError as error:
            code = getattr(error.orig, "sqlstate", None)
            if code not in AT_ODDS and not error.connection_invalidated:
                raise
            time.sleep(random.random() * LONGEST_PAUSE_S)  # noqa: S311
    return work()


def _with_driver(url: URL) -> URL:
    if url.drivername in ("postgres", "postgresql"):
        return url.set(drivername="postgresql+psycopg")
    return url


def _postgres(url: URL) -> Engine:
    return create_engine(
        url,
        pool_pre_ping=True,
        hide_parameters=True,
        connect_args={"connect_timeout": 10},
        json_deserializer=_read_json,
    )


def _sqlite(url: URL) -> Engine:
    is_file = url.database not in (None, "", ":memory:")
    if is_file:
        _make_private(Path(str(url.database)))
    engine = create_engine(
        url,
        hide_parameters=True,  # an error says which statement, never what of whom
        connect_args={"timeout": BUSY_TIMEOUT_S},
        json_deserializer=_read_json,
    )

    @event.listens_for(engine, "connect")
    def set_up(connection: Any, _record: object) -> None:
        connection.isolation_level = None  # transactions are begun below
        connection.execute("PRAGMA foreign_keys = ON")
        # What is deleted is written over: it must not be found in the file's gaps.
        connection.execute("PRAGMA secure_delete = ON")
        connection.execute(f"PRAGMA busy_timeout = {BUSY_TIMEOUT_S * 1000}")
        if is_file:
            _turn_on_wal(connection)
            connection.execute("PRAGMA synchronous = NORMAL")

    @event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:
        writes = connection.get_execution_options().get("writes")
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")

    return engine


@lru_cache(maxsize=4096)
def _read_json(text: str | bytes) -> Any:
    """Most lists are empty or of a few kinds: read once, and changed by nobody."""
    return json.loads(text)


def _turn_on_wal(connection: Any) -> None:
    """Two processes that do this at once: one is told "locked" at once, and waits."""
    for patience in range(50):
        if connection.execute("PRAGMA journal_mode").fetchone()[0] == "wal":
            return
        try:
            connection.execute("PRAGMA journal_mode = WAL")
            return
        except connection.OperationalError:
            time.sleep(0.01 * (patience + 1))


def _make_private(file: Path) -> None:
    """The folder for this user alone where we make it, and so the file.

    Raises:
        StoreError: the folder or the file cannot be made.
    """
    try:
        file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        os.close(os.open(file, os.O_RDWR | os.O_CREAT, 0o600))
        if file.stat().st_uid == os.getuid():
            file.chmod(0o600)
            for beside in (Path(f"{file}-wal"), Path(f"{file}-shm")):
                if beside.exists():
                    beside.chmod(0o600)
    except OSError as error:
        raise StoreError(f"{file} cannot be written: {error.strerror}") from error


def _migrate(engine: Engine, tables: Tables) -> None:
    with engine.connect() as connection:
        if are_usable(connection, tables):
            return
    with writing(engine) as connection:
        if engine.dialect.name == "postgresql":
            lock = text("SELECT pg_advisory_xact_lock(:lock)")
            connection.execute(lock, {"lock": MIGRATION_LOCK})
        try:
            bring_forward(connection, tables)
        except NewerTablesError as error:
            raise StoreError(str(error)) from error
