"""`oruk`: Open Referral UK 3.0 and HSDS 3 as JSON.

One service, a list of services, a page or a list of pages with `contents`, one
service at a location, or what `finder update` gathers from a paged interface.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from pwa.finder.importers.hsds import rows_of
from pwa.finder.importers.json_files import Json, object_in, read_json
from pwa.finder.importers.rows import ImportFileError, Row
from pwa.finder.model import Source


def read_oruk(path: Path, source: Source) -> Iterator[Row]:
    """One row for each service at a place. Raises ImportFileError."""
    held = read_json(path)
    yield from rows_of(services_in(held), source.key)


def services_in(held: Json) -> list[Json]:
    """The services of any of the shapes. Raises ImportFileError: it is none of them."""
    if isinstance(held, list):
        pages = [each for each in held if "contents" in object_in(each)]
        return [one for page in pages for one in services_in(page)] if pages else held
    fields = object_in(held)
    if isinstance(contents := fields.get("contents"), list):
        return contents
    if "service" in fields and "location" in fields:
        place: Json = {name: fields[name] for name in fields if name != "service"}
        return [object_in(fields["service"]) | {"service_at_locations": [place]}]
    if "id" in fields and "name" in fields and "status" in fields:
        return [held]
    raise ImportFileError(
        "There is no service in this file. Ask the interface for /services, or for "
        "/services/ and an id."
    )
