"""The rows of an XLSX or ODS workbook, as text, sheet after sheet."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from pwa.finder.importers.plain_text import written
from pwa.finder.importers.rows import ImportFileError
from pwa.finder.importers.zips import opened

if TYPE_CHECKING:
    from python_calamine import CalamineWorkbook


def sheets(path: Path) -> Iterator[Iterator[list[str] | None]]:
    """Every sheet's rows in turn. Take one sheet's rows before asking for the next.

    Raises ImportFileError: damaged, not a workbook, or too large inside.
    """
    from python_calamine import CalamineWorkbook

    with opened(path):
        pass
    with _told():
        book = CalamineWorkbook.from_path(str(path))
        names = book.sheet_names
    for name in names:
        yield _rows(book, name)


def _rows(book: CalamineWorkbook, name: str) -> Iterator[list[str] | None]:
    with _told():
        rows = book.get_sheet_by_name(name).iter_rows()
    while True:
        with _told():
            try:
                cells = next(rows)
            except StopIteration:
                return
        yield [_text(cell) for cell in cells]


@contextmanager
def _told() -> Iterator[None]:
    """Say what to do where the reader fails; its panics are no Exception."""
    try:
        yield
    except (KeyboardInterrupt, SystemExit, MemoryError):
        raise
    except BaseException as error:
        raise ImportFileError(
            "This workbook cannot be read. Open it, save it again as XLSX or CSV, and "
            "import that."
        ) from error


def _text(cell: object) -> str:
    if isinstance(cell, str):
        return cell
    if isinstance(cell, datetime):
        midnight = not (cell.hour or cell.minute or cell.second)
        return cell.date().isoformat() if midnight else cell.isoformat(" ")
    if isinstance(cell, date):
        return cell.isoformat()
    if isinstance(cell, time):
        return cell.strftime("%H:%M")
    if isinstance(cell, timedelta):
        whole = int(cell.total_seconds()) // 60
        return f"{whole // 60:02}:{whole % 60:02}"
    return written(cell)
