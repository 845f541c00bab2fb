"""`hsds-tabular`: Open Referral as a folder or a zip of CSV files."""

from __future__ import annotations

import tempfile
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path, PurePosixPath

from pwa.finder.importers.hsds import Object, rows_of
from pwa.finder.importers.json_files import Json
from pwa.finder.importers.rows import ImportFileError, Row
from pwa.finder.importers.tables import csv_rows, head, named_rows
from pwa.finder.importers.zips import opened
from pwa.finder.model import Source

TABLES: dict[str, tuple[str, ...]] = {
    "services": (
        "id",
        "organization_id",
        "name",
        "description",
        "url",
        "email",
        "status",
        "application_process",
        "eligibility_description",
        "minimum_age",
        "maximum_age",
        "assured_date",
        "alert",
        "last_modified",
    ),
    "organizations": ("id", "name"),
    "locations": (
        "id",
        "location_type",
        "name",
        "transportation",
        "latitude",
        "longitude",
    ),
    "addresses": (
        "id",
        "location_id",
        "address_1",
        "address_2",
        "city",
        "postal_code",
        "address_type",
    ),
    "service_at_location": ("id", "service_id", "location_id"),
    "phones": (
        "id",
        "location_id",
        "service_id",
        "organization_id",
        "contact_id",
        "service_at_location_id",
        "number",
        "type",
        "description",
    ),
    "schedules": (
        "id",
        "service_id",
        "location_id",
        "service_at_location_id",
        "valid_from",
        "valid_to",
        "dtstart",
        "freq",
        "interval",
        "byday",
        "description",
        "opens_at",
        "closes_at",
        "notes",
    ),
    "languages": ("id", "service_id", "name"),
    "cost_options": ("id", "service_id", "amount"),
    "attributes": ("id", "link_id", "taxonomy_term_id"),
    "taxonomy_terms": ("id", "name"),
}
"""What is read, by file. Not contacts.csv, not `attention`, not `assurer_email`."""

OTHER_FILES = {"service_at_locations": "service_at_location"}
NEEDED = ("services", "service_at_location", "locations")

Tables = dict[str, list[dict[str, str]]]


def read_hsds_tabular(path: Path, source: Source) -> Iterator[Row]:
    """One row for each service at a place. Raises ImportFileError."""
    if path.is_dir():
        yield from rows_of(_services(_tables(path)), source.key)
        return
    head(path)
    with tempfile.TemporaryDirectory() as folder:
        _unpack(path, Path(folder))
        yield from rows_of(_services(_tables(Path(folder))), source.key)


def _unpack(path: Path, folder: Path) -> None:
    """Only files of a known name, by that name alone: no path of the zip is used."""
    with opened(path) as archive:
        for member in archive.infolist():
            name = PurePosixPath(member.filename).name.lower()
            if _table_of(name):
                (folder / name).write_bytes(archive.read(member))


def _table_of(name: str) -> str:
    stem, _, ending = name.lower().rpartition(".")
    stem = OTHER_FILES.get(stem, stem)
    return stem if ending == "csv" and stem in TABLES else ""


def _tables(folder: Path) -> Tables:
    found: Tables = {}
    for file in sorted(folder.iterdir()):
        if table := _table_of(file.name):
            columns = {name: name for name in TABLES[table]}
            try:
                rows = list(named_rows(csv_rows(file), columns, ("id",)))
            except ImportFileError as error:
                if table not in NEEDED and "no rows" in str(error):
                    continue
                raise ImportFileError(f"{file.name}: {error}") from error
            found[table] = [cells for _, cells in rows if cells is not None]
    if missing := [f"{name}.csv" for name in NEEDED if name not in found]:
        raise ImportFileError(
            f"{', '.join(missing)} is missing. Name the folder or zip that holds "
            "services.csv, service_at_location.csv and locations.csv."
        )
    return found


class Links:
    """The rows of a table by the id of what they belong to."""

    def __init__(self, tables: Tables) -> None:
        self._tables = tables
        self._by: dict[tuple[str, str], dict[str, list[dict[str, str]]]] = {}

    def of(self, table: str, column: str, key: str) -> list[Json]:
        if (table, column) not in self._by:
            by: dict[str, list[dict[str, str]]] = defaultdict(list)
            for row in self._tables.get(table, []):
                by[row.get(column, "")].append(row)
            self._by[table, column] = by
        return (
            [dict(row) for row in self._by[table, column].get(key, [])] if key else []
        )


def _services(tables: Tables) -> Iterator[Json]:
    links = Links(tables)
    for row in tables["services"]:
        key = row["id"]
        service: Object = dict(row)
        service["organization"] = _one(
            links.of("organizations", "id", row.get("organization_id", ""))
        )
        for table in ("schedules", "phones", "languages", "cost_options"):
            service[table] = [
                each
                for each in links.of(table, "service_id", key)
                if isinstance(each, dict) and not each.get("service_at_location_id")
            ]
        service["attributes"] = [
            {"taxonomy_term": _one(links.of("taxonomy_terms", "id", str(term)))}
            for each in links.of("attributes", "link_id", key)
            if isinstance(each, dict) and (term := each.get("taxonomy_term_id"))
        ]
        service["service_at_locations"] = [
            _place(each, links)
            for each in links.of("service_at_location", "service_id", key)
            if isinstance(each, dict)
        ]
        yield service


def _place(row: Object, links: Links) -> Json:
    key, at = str(row.get("id") or ""), str(row.get("location_id") or "")
    location = _one(links.of("locations", "id", at))
    if location:
        location["addresses"] = links.of("addresses", "location_id", at)
        location["phones"] = links.of("phones", "location_id", at)
    return row | {
        "location": location,
        "schedules": links.of("schedules", "service_at_location_id", key),
        "phones": links.of("phones", "service_at_location_id", key),
    }


def _one(found: list[Json]) -> Object:
    return found[0] if found and isinstance(found[0], dict) else {}
