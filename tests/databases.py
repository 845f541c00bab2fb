"""Each kind of database that the server runs on, empty for each test."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import create_engine, text

from tests.postgres import server


@pytest.fixture(scope="session")
def postgres() -> Iterator[str]:
    """One server for the run; the test skips where there is none to be had."""
    with server() as address:
        yield address


@pytest.fixture
def empty_postgres(postgres: str) -> str:
    """The address of that server's database, with nothing in it."""
    engine = create_engine(postgres.replace("postgresql:", "postgresql+psycopg:"))
    with engine.begin() as connection:
        connection.execute(text("DROP SCHEMA public CASCADE"))
        connection.execute(text("CREATE SCHEMA public"))
    engine.dispose()
    return postgres


@pytest.fixture(params=["sqlite", "postgres"])
def address(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """Of a database with nothing in it, of each kind."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path / 'private' / 'carrycard.db'}"
    found: str = request.getfixturevalue("empty_postgres")
    return found
