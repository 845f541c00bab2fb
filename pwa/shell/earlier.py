"""Files of the releases before, kept beside the new ones for pages that are open."""

from __future__ import annotations

import json
import re
import shutil
from dataclasses import asdict, dataclass
from pathlib import Path

from pwa.shell.release import RELEASE_FILE

RELEASES_KEPT = 3
"""Before the newest. Counted, not timed: who builds once a year keeps them too."""
LIST = "releases.json"
HASHED = re.compile(r"[\w-]+\.[0-9a-f]{8}\.(?:js|css|json)")
TWINS = ("", ".gz", ".br")


@dataclass(frozen=True, slots=True)
class Past:
    """The files of one release whose names carry their hash."""

    release: str
    files: list[str]


def carry_over(dist: Path, out: Path, release: str) -> None:
    """Add to a finished build in `out` the hashed files of the three releases before.

    The server that still runs names them in its pages, so does a page that was loaded
    before the change, and a worker of then mends what it has lost from them. A release
    that is built again pushes none of them out.
    """
    own = Past(release, hashed_files(out / "site" / "static"))
    others = [past for past in kept_in(dist) if past.release != release]
    before = others[:RELEASES_KEPT]
    for name in {name for past in before for name in past.files} - {*own.files}:
        for twin in TWINS:
            file = dist / "site" / "static" / f"{name}{twin}"
            if file.exists():
                shutil.copy2(file, out / "site" / "static" / file.name)
    listed = json.dumps([asdict(past) for past in (own, *before)], indent=1)
    (out / LIST).write_text(listed + "\n", encoding="utf-8")


def kept_in(dist: Path) -> list[Past]:
    """The releases of which a build has the files, its own first.

    Of a build that does not say, all files are of one release: its own.
    """
    try:
        read = json.loads((dist / LIST).read_text(encoding="utf-8"))
        if releases := [Past(past["release"], past["files"]) for past in read]:
            return releases
    except (OSError, ValueError, TypeError, KeyError):
        pass
    files = hashed_files(dist / "site" / "static")
    return [Past(name_of(dist), files)] if files else []


def name_of(dist: Path) -> str:
    try:
        read = json.loads((dist / RELEASE_FILE).read_text(encoding="utf-8"))
        return str(read["name"])
    except (OSError, ValueError, TypeError, KeyError):
        return ""


def hashed_files(static: Path) -> list[str]:
    return sorted(file.name for file in static.glob("*") if HASHED.fullmatch(file.name))
