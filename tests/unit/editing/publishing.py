"""Words as they were published before, for the tests of publishing."""

from __future__ import annotations

from pathlib import Path

from pwa.editing.publish import (
    lock_of,
)
from tests.unit.editing.made_up import (
    document,
)

BEFORE = document(blocks="It blocks.", gone="It goes.")


LOCK = lock_of([BEFORE])


LATIN_1 = b"caf\xe9".decode("utf-8", "surrogateescape")
"""What a terminal in Latin-1 hands over: it cannot be written as UTF-8."""


def in_folder(folder: Path) -> dict[str, bytes]:
    """Every file in it, hidden ones too."""
    return {file.name: file.read_bytes() for file in folder.iterdir()}
