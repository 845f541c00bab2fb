"""What people who use the app say is wrong."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from sqlalchemy import Connection, insert, select, update

from pwa.finder.store import tables
from pwa.finder.store.columns import keepable
from pwa.finder.store.records import Report

TABLE = tables.report


def add(connection: Connection, report: Report) -> bool:
    """Keep it; False where one with its id is kept already."""
    query = select(TABLE.c.id).where(TABLE.c.id == report.id)
    if connection.scalar(query) is not None:
        return False
    connection.execute(
        insert(TABLE).values(
            id=report.id,
            listing=keepable(report.listing),
            fault=keepable(report.fault),
            words=keepable(report.words),
            received_on=report.received_on,
            handled_on=report.handled_on,
        )
    )
    return True


def reports(connection: Connection, *, with_handled: bool = False) -> Iterator[Report]:
    """The oldest first."""
    query = select(TABLE).order_by(TABLE.c.received_on, TABLE.c.id)
    if not with_handled:
        query = query.where(TABLE.c.handled_on.is_(None))
    for row in connection.execute(query).mappings():
        yield Report(**row)


def handled(connection: Connection, key: str, on: date) -> bool:
    """Its words go: names stand in them. False where there is no such report."""
    change = update(TABLE).where(TABLE.c.id == key).values(handled_on=on, words="")
    return connection.execute(change).rowcount == 1
