"""Make the catalogues that are read at run time out of the ones people edit."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.mofile import write_mo
from babel.messages.pofile import PoFileError, read_po

from pwa.errors import BuildError

PLACEHOLDER = re.compile(r"%\(\w+\)\w")
NO_DAY = datetime(1970, 1, 1, tzinfo=UTC)
"""Babel writes the present moment where a catalogue names none."""


def compile_catalogues(root: Path) -> None:
    """Write a .mo beside every `<root>/<language>/LC_MESSAGES/*.po`.

    The same words give the same bytes, whenever and wherever they are compiled.

    Raises:
        BuildError: there is no catalogue, or one is broken or has a fuzzy message;
            names the file and the fault. No .mo has been written or changed.
    """
    files = sorted(root.glob("*/LC_MESSAGES/*.po"))
    if not files:
        raise BuildError(f"{root}: no catalogue here")
    compiled = {file.with_suffix(".mo"): compiled_bytes(file) for file in files}
    for target, body in compiled.items():
        target.write_bytes(body)


def compiled_bytes(file: Path) -> bytes:
    """One catalogue as gettext reads it."""
    catalogue = read_catalogue(file)
    catalogue.creation_date = catalogue.revision_date = NO_DAY
    written = BytesIO()
    write_mo(written, catalogue)
    return written.getvalue()


def read_catalogue(file: Path) -> Catalog:
    """Read and check one catalogue.

    Raises:
        BuildError: a line cannot be read, a message is fuzzy or empty, or a
            translation lacks a placeholder of its original or has one too many.
    """
    try:
        with file.open("rb") as opened:
            catalogue = read_po(
                opened, locale=file.parent.parent.name, abort_invalid=True
            )
    except (PoFileError, ValueError) as error:
        raise BuildError(f"{file}: {error}") from error
    for message in catalogue:
        fault = fault_of(message, catalogue)
        if fault:
            raise BuildError(f"{file}: {message.id or 'the header'!r}: {fault}")
    return catalogue


def fault_of(message: Message, catalogue: Catalog) -> str | None:
    if message.fuzzy:
        return "fuzzy"
    if not message.string:
        return "not translated"
    if isinstance(message.id, str) and isinstance(message.string, str):
        # Babel sees a placeholder too many, but not one that is missing.
        missing = set(PLACEHOLDER.findall(message.id)) - set(
            PLACEHOLDER.findall(message.string)
        )
        if missing:
            return f"lacks {', '.join(sorted(missing))}"
    return next((str(error) for error in message.check(catalogue)), None)
