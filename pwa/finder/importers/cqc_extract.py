"""The JSON extract of the care directory: towns, each with its services."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from pwa.finder.importers.json_files import Json, objects_in, read_json
from pwa.finder.importers.plain_text import line, written
from pwa.finder.importers.rows import ImportFileError

FIELDS = {
    "name": "name",
    "address": "address",
    "postcode": "postcode",
    "phone": "phone",
    "website": "website",
    "serviceType": "types",
    "specialism": "specialisms",
    "cqcUrl": "page",
}


def extract_rows(path: Path) -> Iterator[tuple[int, dict[str, str] | None]]:
    """The services in the order of the file, under the names of `cqc.COLUMNS`.

    Raises ImportFileError.
    """
    held = read_json(path)
    centres = [*_centres(held)]
    if not centres:
        raise ImportFileError(
            "There is no list of services under “byTown” in this file. Check that "
            "it is an extract of the care directory."
        )
    for number, centre in enumerate(centres, 1):
        cells = {here: written(centre.get(there)) for there, here in FIELDS.items()}
        cells["id"] = line(cells["page"]).rstrip("/").rpartition("/")[2]
        yield number, cells


def _centres(held: Json) -> Iterator[dict[str, Json]]:
    if isinstance(held, dict) and isinstance(towns := held.get("byTown"), dict):
        for town in towns.values():
            if isinstance(town, dict):
                yield from objects_in(town.get("centres"))
    elif isinstance(held, list):
        yield from objects_in(held)
