"""JSON files of other publishers, read whole and asked for carefully."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

from pwa.finder.importers.rows import ImportFileError
from pwa.finder.importers.tables import bytes_of

Json = dict[str, "Json"] | list["Json"] | str | int | float | bool | None


def read_json(path: Path) -> Json:
    """What the file holds. Raises ImportFileError."""
    return json_of(bytes_of(path))


def json_of(held: bytes) -> Json:
    """What the bytes hold. Raises ImportFileError: not JSON, cut short, not UTF-8."""
    try:
        utf16 = held.startswith((b"\xff\xfe", b"\xfe\xff"))
        text = held.decode("utf-16" if utf16 else "utf-8-sig")
    except UnicodeDecodeError as error:
        raise ImportFileError(
            "This file is not in UTF-8, as JSON must be. Save it as UTF-8 first."
        ) from error
    if text.lstrip()[:1] not in ("{", "["):
        raise ImportFileError(
            "This is not JSON. Check the format you named, or download the file again."
        )
    try:
        found: Json = json.loads(text, parse_constant=_no_constant)
    except RecursionError as error:
        raise ImportFileError(
            "This file is nested deeper than any list of services. Get it again."
        ) from error
    except ValueError as error:
        is_cut = isinstance(error, json.JSONDecodeError) and error.pos >= len(
            text.rstrip()
        )
        is_cut = is_cut or "Unterminated" in str(error)
        raise ImportFileError(
            "The file was cut short. Download it again."
            if is_cut
            else f"This is not JSON: {str(error)[:80]}. Download the file again."
        ) from error
    return found


def objects_in(value: Json) -> Iterator[dict[str, Json]]:
    """The objects of a list; nothing where it is no list."""
    if isinstance(value, list):
        yield from (each for each in value if isinstance(each, dict))


def object_in(value: Json) -> dict[str, Json]:
    """The object, or an empty one."""
    return value if isinstance(value, dict) else {}


def _no_constant(name: str) -> None:
    raise ValueError(f"{name} is no JSON value")
