"""The optional full postcodes beside the packs: made anew only where they changed."""

from __future__ import annotations

import json
import tempfile
from pathlib import Path
from typing import Any

from pwa.config import Config

LIST = "postcodes.json"
AREAS = "pc"
MADE_OF = ".postcodes"


def bring_up_to_date(
    config: Config, folder: Path, *, wanted: bool
) -> dict[str, Any] | None:
    """Make the area files where they are wanted and those there are of other inputs.

    Returns:
        What the manifest says of them, or None where there are none.

    Raises:
        GeographyError: the postcodes cannot be read; the files are as they were.
        OSError: the folder cannot be written.
    """
    if wanted:
        renew(config, folder)
    if not (folder / LIST).exists():
        return None
    areas = json.loads((folder / LIST).read_text(encoding="utf-8"))["areas"]
    return {
        "url": f"/packs/{LIST}",
        "bytes": sum(int(area["bytes"]) for area in areas),
    }


def renew(config: Config, folder: Path) -> None:
    """As with the packs: the files first, then the list that names them."""
    from pwa.finder.geography import area_files  # pyproj, which no page needs

    key, made_of = area_files.areas_key(), folder / MADE_OF
    if made_of.exists() and made_of.read_text(encoding="utf-8") == key:
        return
    with tempfile.TemporaryDirectory(dir=folder, prefix=".areas-") as temporary:
        made = Path(temporary)
        area_files.write_area_files(config.instance / "geography", made)
        (folder / AREAS).mkdir(exist_ok=True)
        named = {file.name for file in (made / AREAS).iterdir()}
        for file in (made / AREAS).iterdir():
            file.replace(folder / AREAS / file.name)
        for file in made.glob(f"{LIST}*"):
            file.replace(folder / file.name)
    made_of.write_text(key, encoding="utf-8")
    for file in (folder / AREAS).iterdir():
        if file.name not in named:
            file.unlink()
