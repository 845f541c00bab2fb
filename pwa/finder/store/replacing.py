"""Put what one source says now in place of what it said before."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from sqlalchemy import (
    Connection,
    RowMapping,
    Table,
    bindparam,
    delete,
    insert,
    select,
    update,
)

from pwa.database import StoreError
from pwa.finder.model import Listing, Source
from pwa.finder.store import rows, tables
from pwa.finder.store.columns import to_column
from pwa.finder.store.identity import id_of
from pwa.finder.store.records import Figures, Outcome, Reject
from pwa.finder.store.refusals import replace_rejects

AT_A_TIME = 400
"""Ids in one statement: below the fewest values any SQLite takes in one (999)."""
FEW = 20
"""So many services may leave a source at once, however few it has."""
DATES = ("checked_on", "checked_how", "verify_by")


@dataclass(slots=True)
class Changes:
    """What is to be written."""

    new: list[rows.Written] = field(default_factory=list)
    changed: list[rows.Written] = field(default_factory=list)
    redated: list[rows.Row] = field(default_factory=list)
    gone: list[str] = field(default_factory=list)
    unchanged: int = 0
    reopened: int = 0

    def outcome(self) -> Outcome:
        changed = len(self.changed) - self.reopened
        new, gone = len(self.new), len(self.gone)
        return Outcome(new, changed, self.unchanged, gone, self.reopened)


def replace_source(
    connection: Connection,
    source: Source,
    listings: Iterable[Listing],
    rejects: Iterable[Reject],
    figures: Figures,
    may_shrink: bool,
) -> Outcome:
    """Inside the caller's transaction.

    A service keeps its id, the day it was first seen and what people made sure of. One
    that the source no longer names is closed, and opened again when it is named again.
    The file that was imported last, again, leaves every date as it was.

    Raises:
        StoreError: two listings have one record, one belongs to another source, the
            source was share-alike and would not be any more, or it would lose more
            than half its services and `may_shrink` is not said.
    """
    table, source_id = tables.source, id_of("source", source.key)
    query = select(table).where(table.c.id == source_id).with_for_update()
    before = connection.execute(query).mappings().one_or_none()
    if before is None:
        values = _source_values(source, figures) | {"id": source_id, "revision": 0}
        connection.execute(insert(table).values(values))
    elif before["share_alike"] and not source.share_alike:
        raise StoreError(f"{source.key} is share-alike and cannot stop being so")
    is_same_file = (
        before is not None
        and bool(figures.file_sha256)
        and before["file_sha256"] == figures.file_sha256
    )
    changes = _compare(connection, source, source_id, listings, figures, is_same_file)
    if not may_shrink:
        _refuse_to_shrink(source.key, changes)
    _write(connection, source_id, changes, figures)
    has_new_rejects = replace_rejects(connection, source_id, rejects)
    values = _source_values(source, figures)
    if before is not None and is_same_file and not changes.outcome().is_change:
        values["retrieved_at"] = before["retrieved_at"]
    if (
        before is None
        or has_new_rejects
        or changes.outcome().is_change
        or changes.redated
        or any(before[name] != value for name, value in values.items())
    ):
        values["revision"] = 1 + (before["revision"] if before else 0)
        connection.execute(update(table).where(table.c.id == source_id).values(values))
    return changes.outcome()


def _compare(
    connection: Connection,
    source: Source,
    source_id: str,
    listings: Iterable[Listing],
    figures: Figures,
    is_same_file: bool,
) -> Changes:
    known, seen, changes = _known(connection, source_id), set[str](), Changes()
    for position, listing in enumerate(listings):
        if listing.source != source.key:
            raise StoreError(f"{listing.key} is not of the source {source.key}")
        written = rows.write(listing, source_id, position)
        key = written.service["id"]
        if key in seen:
            raise StoreError(f"{listing.key} stands in the source twice")
        seen.add(key)
        old = known.get(key)
        if old is None:
            written.service["first_seen_on"] = figures.on
            changes.new.append(written)
            continue
        is_same = old["content_sha256"] == written.service["content_sha256"]
        if is_same and is_same_file:
            written.service.update({name: old[name] for name in DATES})
        if old["gone_on"] is not None:
            changes.reopened += 1
            changes.changed.append(written)
        elif not is_same:
            changes.changed.append(written)
        else:
            changes.unchanged += 1
            if any(old[name] != written.service[name] for name in (*DATES, "position")):
                changes.redated.append(written.service)
    changes.gone = [
        key for key, old in known.items() if key not in seen and old["gone_on"] is None
    ]
    return changes


def _refuse_to_shrink(key: str, changes: Changes) -> None:
    """A file cut short, or of something else, must not empty the directory."""
    gone, left = len(changes.gone), changes.unchanged + len(changes.changed)
    has_none_left = left + len(changes.new) == 0
    if gone and (has_none_left or (gone > FEW and gone > left)):
        raise StoreError(
            f"{gone} of the {gone + left} services of {key} would be closed. "
            "Is the file whole, and the right one? Say --shrink if it is"
        )


def _known(connection: Connection, source_id: str) -> Mapping[str, RowMapping]:
    table = tables.service
    wanted = ("id", "content_sha256", "gone_on", "position", *DATES)
    query = select(*(table.c[name] for name in wanted))
    found = connection.execute(query.where(table.c.source_id == source_id)).mappings()
    return {row["id"]: row for row in found}


def _write(
    connection: Connection, source_id: str, changes: Changes, figures: Figures
) -> None:
    service, written = tables.service, [*changes.new, *changes.changed]
    _add_organisations(connection, source_id, written)
    _insert(connection, service, [each.service for each in changes.new])
    _update(connection, [each.service | {"gone_on": None} for each in changes.changed])
    _update(connection, changes.redated)
    _drop_parts(connection, [each.service["id"] for each in changes.changed])
    _insert(connection, tables.location, [each.location for each in written])
    at = tables.service_at_location
    _insert(connection, at, [each.service_at_location for each in written])
    for table in (tables.schedule, tables.meeting, tables.phone):
        parts = [row for each in written for row in getattr(each, table.name)]
        _insert(connection, table, parts)
    for some in _slices(changes.gone):
        closing = update(service).where(service.c.id.in_(some))
        connection.execute(closing.values(gone_on=figures.on))
    table = tables.organisation
    used = select(service.c.organisation_id).where(
        service.c.organisation_id.is_not(None)
    )
    unused = delete(table).where(table.c.source_id == source_id)
    connection.execute(unused.where(table.c.id.not_in(used)))


def _add_organisations(
    connection: Connection, source_id: str, written: Sequence[rows.Written]
) -> None:
    table = tables.organisation
    query = select(table.c.id).where(table.c.source_id == source_id)
    known = set(connection.scalars(query))
    named = {each.organisation["id"]: each.organisation for each in written
             if each.organisation}  # fmt: skip
    _insert(connection, table, [row for key, row in named.items() if key not in known])


def _drop_parts(connection: Connection, keys: Sequence[str]) -> None:
    """The old parts of changed services; schedules go with their place."""
    at = tables.service_at_location
    for some in _slices(keys):
        places = select(at.c.location_id).where(at.c.service_id.in_(some))
        place_ids = list(connection.scalars(places))
        connection.execute(
            delete(tables.location).where(tables.location.c.id.in_(place_ids))
        )
        for table in (tables.meeting, tables.phone):
            connection.execute(delete(table).where(table.c.service_id.in_(some)))


def _insert(connection: Connection, table: Table, new: Sequence[rows.Row]) -> None:
    if new:
        connection.execute(insert(table), list(new))


def _update(connection: Connection, changed: Sequence[rows.Row]) -> None:
    """All with the same columns."""
    if changed:
        table = tables.service
        names = [name for name in changed[0] if name != "id"]
        change = update(table).where(table.c.id == bindparam("of"))
        change = change.values({name: bindparam(f"to_{name}") for name in names})
        given = [
            {"of": row["id"]} | {f"to_{name}": row[name] for name in names}
            for row in changed
        ]
        connection.execute(change, given)


def _slices(keys: Sequence[str]) -> Iterator[Sequence[str]]:
    for start in range(0, len(keys), AT_A_TIME):
        yield keys[start : start + AT_A_TIME]


def _source_values(source: Source, figures: Figures) -> rows.Row:
    return {
        "key": source.key,
        "name": source.name,
        "publisher": source.publisher,
        "url": source.url,
        "licence": source.licence,
        "attribution": source.attribution,
        "share_alike": source.share_alike,
        "format": figures.format,
        "retrieved_at": to_column(source.retrieved_at),
        "file_sha256": figures.file_sha256,
        "rows_in": figures.rows,
        "accepted": figures.accepted,
        "quarantined": figures.quarantined,
        "rules": dict(sorted(figures.rules.items())),
    }
