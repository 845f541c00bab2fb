"""Rows of a CSV file or a workbook, whatever its encoding, delimiter and preamble."""

from __future__ import annotations

import csv
import io
import itertools
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path

from pwa.finder.importers.rows import ImportFileError

MAX_FILE_BYTES = 200_000_000
"""Four times the largest register known, the care directory."""
MAX_LINE_CHARACTERS = 200_000
HEADER_WITHIN = 60
"""A header is looked for in this many rows from the top."""


Row = list[str] | None
"""Cells, or None for a row whose quotes do not match."""

Named = tuple[int, dict[str, str] | None]
"""The number of a row of data and its columns by name."""


def table_rows(
    path: Path, columns: Mapping[str, str], required: Sequence[str]
) -> Iterator[Named]:
    """Rows of a CSV file, or of the first sheet of a workbook that has the columns.

    `columns` says, by the header in small letters and underscores, what a column is
    called here; no other column is read. What stands above the header is passed over.

    Raises ImportFileError: among others, no header has the required columns.
    """
    if not head(path).startswith(b"PK"):
        yield from named_rows(csv_rows(path), columns, required)
        return
    from pwa.finder.importers.workbooks import sheets

    missing: set[str] = set(required)
    for sheet in sheets(path):
        places, left = _header(sheet, columns, required)
        if places:
            yield from _named(sheet, places)
            return
        missing = min(missing, left, key=len)
    raise _no_header(missing)


def named_rows(
    rows: Iterator[Row], columns: Mapping[str, str], required: Sequence[str]
) -> Iterator[Named]:
    """The same of rows already opened. Raises ImportFileError."""
    places, missing = _header(rows, columns, required)
    if not places:
        raise _no_header(missing)
    yield from _named(rows, places)


def _header(
    rows: Iterator[Row], columns: Mapping[str, str], required: Sequence[str]
) -> tuple[dict[int, str], set[str]]:
    """Where each column stands, having read up to the header; else what is missing."""
    missing: set[str] = set(required)
    for cells in itertools.islice(rows, HEADER_WITHIN):
        places = _places(cells or [], columns)
        left = set(required) - set(places.values())
        if not left:
            return places, left
        missing = min(missing, left, key=len)
    return {}, missing


def _no_header(missing: set[str]) -> ImportFileError:
    names = ", ".join(f"“{each}”" for each in sorted(missing))
    return ImportFileError(
        f"No header row with the column {names} was found in the first {HEADER_WITHIN} "
        "rows. Check that this is the format you named and that its header is there."
    )


def _named(rows: Iterator[Row], places: Mapping[int, str]) -> Iterator[Named]:
    number = 0
    for cells in rows:
        if cells is not None and not any(cells):
            continue
        number += 1
        if cells is None:
            yield number, None
            continue
        width = len(cells)
        yield (
            number,
            {
                name: cells[at].strip() if at < width else ""
                for at, name in places.items()
            },
        )
    if not number:
        raise ImportFileError("The file has a header and no rows. Download it again.")


def csv_rows(path: Path) -> Iterator[Row]:
    """Rows of a CSV file; None for a row whose quotes do not match.

    Raises ImportFileError: empty, not text, a line too long, or cut short.
    """
    text = text_of(path)
    if text.lstrip()[:1] in ("{", "["):
        raise ImportFileError("This is JSON, not a table. Name its format instead.")
    if text.lstrip()[:1] == "<":
        raise ImportFileError(
            "This is a web page, not a table. Download the file itself again."
        )
    lines = _lines(text)
    reader = csv.reader(lines, delimiter=_delimiter(text), strict=True)
    before, last = 0, 0
    while True:
        try:
            row = next(reader)
        except StopIteration:
            break
        except csv.Error as error:
            if "unexpected end" in str(error):
                raise ImportFileError(CUT_SHORT) from error
            yield None
            continue
        if row:
            before, last = last, len(row)
        yield row
    if last < before and not text.endswith(("\n", "\r")):
        raise ImportFileError(CUT_SHORT)


CUT_SHORT = (
    "The file stops in the middle of a row. Download it again: it was cut short."
)


def text_of(path: Path) -> str:
    """The text of a file in UTF-8 or UTF-16 with or without its mark, or in Windows
    Latin.

    Raises ImportFileError.
    """
    held = bytes_of(path)
    if held.startswith((b"\xff\xfe", b"\xfe\xff")):
        try:
            return held.decode("utf-16")
        except UnicodeDecodeError as error:
            raise ImportFileError(CUT_SHORT) from error
    if b"\0" in held:
        raise ImportFileError(
            "This is not a text file. Save it as CSV in UTF-8 and try again."
        )
    try:
        return held.decode("utf-8-sig")
    except UnicodeDecodeError:
        try:
            return held.decode("cp1252")
        except UnicodeDecodeError:
            return held.decode("latin-1")


def bytes_of(path: Path) -> bytes:
    """What a file holds. Raises ImportFileError: missing, empty or too large."""
    try:
        size = path.stat().st_size
        if not path.is_file():
            raise ImportFileError(
                f"{path.name} is not a file. Name the file to import."
            )
        if size > MAX_FILE_BYTES:
            raise ImportFileError(
                f"The file is larger than {MAX_FILE_BYTES // 1_000_000} MB. Split it."
            )
        held = path.read_bytes()
    except OSError as error:
        raise ImportFileError(
            f"{path.name} cannot be read: {error.strerror}. Check its name and place."
        ) from error
    if not held.strip():
        raise ImportFileError("The file is empty. Download it again.")
    return held


def head(path: Path) -> bytes:
    """The first four bytes. Raises ImportFileError."""
    try:
        with path.open("rb") as file:
            return file.read(4)
    except OSError as error:
        raise ImportFileError(
            f"{path.name} cannot be read: {error.strerror}. Check its name and place."
        ) from error


def _lines(text: str) -> Iterator[str]:
    for each in io.StringIO(text, newline=""):
        if len(each) > MAX_LINE_CHARACTERS:
            raise ImportFileError(
                "A line is longer than any row can be. This is not the table it should "
                "be, or its line ends were lost; download it again."
            )
        yield each


def _delimiter(text: str) -> str:
    top = text[:20_000].splitlines()[:HEADER_WITHIN]
    counts = {each: max(map(_outside(each), top), default=0) for each in ",;\t"}
    return max(counts, key=lambda each: counts[each])


def _outside(delimiter: str) -> Callable[[str], int]:
    return lambda each: re.sub(r'"[^"]*"', "", each).count(delimiter)


def _places(cells: Sequence[str], columns: Mapping[str, str]) -> dict[int, str]:
    places: dict[int, str] = {}
    for at, cell in enumerate(cells):
        name = columns.get(header_name(cell))
        if name is not None and name not in places.values():
            places[at] = name
    return places


def header_name(cell: str) -> str:
    """ "Service's website (if available)" as "service_s_website_if_available"."""
    return re.sub(r"[^a-z0-9]+", "_", cell[:200].lower()).strip("_")
