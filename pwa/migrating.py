"""Bring a database's tables up to date, and say who can go on with which.

A release may be rolled back while its tables stay: see docs/releasing.md.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from alembic import command
from alembic.config import Config as AlembicConfig
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection

OPEN_TO = "_open_to_"
"""In the name of a migration that older programs can go on with, since it only adds:
0003_open_to_0002 is for those that know 0002, and so for a roll-back."""


class NewerTablesError(RuntimeError):
    """The tables are a newer program's, and were not left open to this one."""


@dataclass(frozen=True, slots=True)
class Tables:
    """The tables of one part: where its migrations are, and where their number is kept.

    Attributes:
        migrations: A folder as Alembic reads it.
        version_table: The table that says which migration was last.
    """

    migrations: Path
    version_table: str


def are_usable(connection: Connection, tables: Tables) -> bool:
    """Whether they are this program's, or newer ones that were left open to it."""
    scripts = ScriptDirectory.from_config(_settings(tables))
    return _is_usable(_revision(connection, tables), scripts)


def bring_forward(connection: Connection, tables: Tables) -> None:
    """Make them, or change them, to what this program knows; usable ones stay.

    Args:
        connection: In a transaction that nobody else brings them forward in meanwhile.

    Raises:
        NewerTablesError: they are beyond it; nothing was changed.
    """
    settings = _settings(tables)
    scripts = ScriptDirectory.from_config(settings)
    at = _revision(connection, tables)
    if _is_usable(at, scripts):
        return
    if at is not None and at not in _revisions(scripts):
        raise NewerTablesError(
            "the database was written by a newer Carrycard; nothing was changed"
        )
    settings.attributes["connection"] = connection
    command.upgrade(settings, "head")


def _settings(tables: Tables) -> AlembicConfig:
    settings = AlembicConfig()
    settings.set_main_option("script_location", str(tables.migrations))
    settings.attributes["version_table"] = tables.version_table
    return settings


def _is_usable(at: str | None, scripts: ScriptDirectory) -> bool:
    known = _revisions(scripts)
    if at is None or at in known:
        return at == scripts.get_current_head()
    oldest = at.partition(OPEN_TO)[2]
    return oldest in {each.partition("_")[0] for each in known}


def _revisions(scripts: ScriptDirectory) -> set[str]:
    return {each.revision for each in scripts.walk_revisions()}


def _revision(connection: Connection, tables: Tables) -> str | None:
    options = {"version_table": tables.version_table}
    context = MigrationContext.configure(connection, opts=options)
    return context.get_current_revision()
