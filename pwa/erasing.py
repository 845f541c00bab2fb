"""What was deleted leaves SQLite's files, to the byte. PostgreSQL sees to its own.

Deleted rows are written over (PRAGMA secure_delete). Two things are left: the
write-ahead log, which has the row until it is written anew; and, now and then, a copy
in the gap of a page whose rows moved to another, which SQLite does not write over.
"""

from __future__ import annotations

import mmap
from collections.abc import Collection
from contextlib import suppress
from pathlib import Path
from sqlite3 import OperationalError
from typing import Any

from sqlalchemy import Engine

from pwa.database import BUSY_TIMEOUT_S

PATIENCE_S = 2
"""How long to wait for readers before the log is emptied; somebody waits for this."""
PIECE = 32
"""A text is looked for by its end and its middle: its beginning many have in common."""


def erase_traces(engine: Engine, texts: Collection[str] = ()) -> None:
    """Empty the log; write the whole file anew where it has one of the texts still.

    Where somebody reads or writes at the time, what is left waits for the next call.

    Args:
        texts: What must not be there any more. Nothing is looked for without it.
    """
    name = engine.url.database
    if engine.dialect.name != "sqlite" or name in (None, "", ":memory:"):
        return
    pieces = [piece for each in texts for piece in pieces_of(each)]
    connection = engine.raw_connection()
    try:
        cursor = connection.cursor()
        cursor.execute(f"PRAGMA busy_timeout = {int(PATIENCE_S * 1000)}")
        with suppress(OperationalError):  # somebody else is at it
            if empty_log(cursor) and has_any(Path(str(name)), pieces):
                cursor.execute("VACUUM")
                empty_log(cursor)
        cursor.execute(f"PRAGMA busy_timeout = {BUSY_TIMEOUT_S * 1000}")
    finally:
        connection.close()


def empty_log(cursor: Any) -> bool:
    """Whether nothing is in it now."""
    is_busy = cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()[0]
    return not is_busy


def pieces_of(text: str) -> tuple[bytes, bytes]:
    packed = text.encode()
    middle = len(packed) // 2
    return packed[-PIECE:], packed[middle : middle + PIECE]


def has_any(file: Path, pieces: Collection[bytes]) -> bool:
    if not pieces or not file.stat().st_size:
        return False
    with (
        file.open("rb") as opened,
        mmap.mmap(opened.fileno(), 0, access=mmap.ACCESS_READ) as content,
    ):
        return any(content.find(piece) >= 0 for piece in pieces)
