"""Zip files that cannot fill the memory: measured before they are read."""

from __future__ import annotations

import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from copy import copy
from pathlib import Path

from pwa.finder.importers.rows import ImportFileError

MAX_INSIDE_BYTES = 1_000_000_000
"""The largest real workbook, the regulator's list of locations, holds about 300 MB."""
MAX_MEMBERS = 2_000
STEP_BYTES = 1 << 20


@contextmanager
def opened(path: Path) -> Iterator[zipfile.ZipFile]:
    """A zip whose whole content is at most MAX_INSIDE_BYTES, and is not damaged.

    Raises ImportFileError.
    """
    try:
        with zipfile.ZipFile(path) as archive:
            _measure(archive)
            yield archive
    except (
        zipfile.BadZipFile,
        zlib.error,
        EOFError,
        NotImplementedError,
        OSError,
        RuntimeError,
        UnicodeError,
        ValueError,
    ) as error:
        raise ImportFileError(
            "The file is damaged, locked or cut short. Download it again, and save it "
            "without a password."
        ) from error


def is_workbook(path: Path) -> bool:
    """Whether a zip is an XLSX or ODS workbook. Raises ImportFileError."""
    with opened(path) as archive:
        return bool({"[Content_Types].xml", "mimetype"} & {*archive.namelist()})


def only_member(path: Path, endings: tuple[str, ...], max_bytes: int) -> bytes:
    """The one table or list in a zip, as publishers pack them.

    Raises ImportFileError: there is none, or more than one, or it is too large.
    """
    with opened(path) as archive:
        names = [each for each in archive.namelist() if each.lower().endswith(endings)]
        if len(names) != 1:
            raise ImportFileError(
                f"This zip holds {len(names)} files of the kind that is asked for. "
                "Unpack it and name the one to import."
            )
        if archive.getinfo(names[0]).file_size > max_bytes:
            raise ImportFileError(
                f"The file inside is larger than {max_bytes // 1_000_000} MB. Split it."
            )
        return archive.read(names[0])


READ_BIT_BY_BIT = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
"""Of the others Python unpacks a whole block at once, however large it comes out."""


def _measure(archive: zipfile.ZipFile) -> None:
    members = archive.infolist()
    left = MAX_INSIDE_BYTES
    for member in members[: MAX_MEMBERS + 1]:
        if member.compress_type not in READ_BIT_BY_BIT:
            raise ImportFileError(
                "This zip is packed in a way that is not read here. Unpack it and name "
                "the file to import."
            )
        size = _size(archive, member, left)
        left -= size
        if left < 0:
            break
        if size != member.file_size:
            raise zipfile.BadZipFile(f"{member.filename} is of another size")
    if left < 0 or len(members) > MAX_MEMBERS:
        raise ImportFileError(
            "What is packed in this file is far larger than a register. It was not "
            "opened. Get it from its publisher again."
        )


def _size(archive: zipfile.ZipFile, member: zipfile.ZipInfo, limit: int) -> int:
    """Counted, not believed: the sizes a zip states of itself can be false.

    Python stops at the size that is stated, and who reads the file after us may not, so
    here it is told to go on to the end. One byte over the limit is enough to know.
    """
    whole = copy(member)
    whole.file_size = limit + 1
    size = 0
    try:
        with archive.open(whole) as file:
            while block := file.read(STEP_BYTES):
                size += len(block)
    except zipfile.BadZipFile:
        # Cut off at the limit it does not add up; of a whole member that is a fault.
        if size + STEP_BYTES <= limit:
            raise
        return limit + 1
    return size
