"""Rows that an import refused, kept until they are mended at their source."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from sqlalchemy import Connection, delete, insert, select, update

from pwa.finder.store import tables
from pwa.finder.store.identity import id_of
from pwa.finder.store.records import Reject
from pwa.finder.store.rows import Row

TABLE = tables.import_reject


def replace_rejects(
    connection: Connection, source_id: str, rejects: Iterable[Reject]
) -> bool:
    """Keep these for the source instead of what was kept; say whether they differ.

    A refusal somebody decided on stays decided while row, rule and content stay.
    """
    query = select(TABLE).where(TABLE.c.source_id == source_id)
    before = {row["id"]: row for row in connection.execute(query).mappings()}
    now = {row["id"]: row for row in _rows(source_id, rejects)}
    if before.keys() == now.keys():
        return False
    connection.execute(delete(TABLE).where(TABLE.c.source_id == source_id))
    for key, row in now.items():
        if key in before:
            row["decided_by"] = before[key]["decided_by"]
            row["decided_on"] = before[key]["decided_on"]
    if now:
        connection.execute(insert(TABLE), list(now.values()))
    return True


def rejects(
    connection: Connection, source: str = "", rule: str = "", row: int | None = None
) -> Iterator[Reject]:
    """By source, then by row."""
    query = select(TABLE, tables.source.c.key.label("source_key"))
    query = query.join(tables.source, tables.source.c.id == TABLE.c.source_id)
    if source:
        query = query.where(tables.source.c.key == source)
    if rule:
        query = query.where(TABLE.c.rule == rule)
    if row is not None:
        query = query.where(TABLE.c.row == row)
    order = (tables.source.c.key, TABLE.c.row, TABLE.c.rule, TABLE.c.field)
    for found in connection.execute(query.order_by(*order)).mappings():
        yield Reject(
            found["row"],
            found["rule"],
            found["field"],
            found["says"],
            dict(found["raw"]),
            found["source_key"],
            found["decided_by"],
            found["decided_on"],
        )


def decide(connection: Connection, source: str, row: int, who: str, on: date) -> int:
    """Write down that somebody looked at a refused row; how many faults it had."""
    ids = select(tables.source.c.id).where(tables.source.c.key == source)
    change = update(TABLE).where(TABLE.c.source_id.in_(ids), TABLE.c.row == row)
    return connection.execute(change.values(decided_by=who, decided_on=on)).rowcount


def _rows(source_id: str, rejects: Iterable[Reject]) -> Iterator[Row]:
    for each in rejects:
        raw = {_keepable(name): _keepable(value) for name, value in each.raw.items()}
        says = _keepable(each.says)
        content = (each.row, each.rule, each.field, says, sorted(raw.items()))
        yield {
            "id": id_of("import_reject", source_id, *content),
            "source_id": source_id,
            "row": each.row,
            "rule": each.rule,
            "field": each.field,
            "says": says,
            "raw": raw,
            "decided_by": "",
            "decided_on": None,
        }


def _keepable(value: object) -> str:
    """Without what no database takes as text: NUL, and halves of characters."""
    text = str(value).replace("\x00", "")
    return text.encode("utf-8", "replace").decode("utf-8")
