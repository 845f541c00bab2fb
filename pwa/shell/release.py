"""One build of the app, as the server reads it back from disk."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, field
from pathlib import Path

from pwa.errors import NotBuiltError

RELEASE_FILE = "release.json"


@dataclass(frozen=True, slots=True)
class Asset:
    """A built file: its address with the content hash in it, and its SRI value."""

    url: str
    integrity: str


@dataclass(frozen=True)
class Release:
    """What a build made.

    Attributes:
        name: The first 12 hex digits of a hash over everything precached.
        version: The version in pyproject.toml.
        settings: The settings its pages contain.
        assets: Built scripts and styles by their source's name, such as "main.js".
        documents: Files served from memory: path -> file below the build's folder.
    """

    name: str
    version: str
    settings: dict[str, object] = field(default_factory=dict)
    assets: dict[str, Asset] = field(default_factory=dict)
    documents: dict[str, str] = field(default_factory=dict)

    def asset(self, name: str) -> Asset:
        """The built file behind a name.

        Raises:
            NotBuiltError: this build has no such file.
        """
        if name not in self.assets:
            raise NotBuiltError(f"{name} is not in this build. Run: make build")
        return self.assets[name]

    def write(self, dist: Path) -> None:
        text = json.dumps(asdict(self), indent=1, sort_keys=True)
        (dist / RELEASE_FILE).write_text(text + "\n", encoding="utf-8")


def load_release(dist: Path) -> Release | None:
    """The build in that folder, or None where there is none that can be read."""
    try:
        read = json.loads((dist / RELEASE_FILE).read_text(encoding="utf-8"))
        read["assets"] = {key: Asset(**value) for key, value in read["assets"].items()}
        return Release(**read)
    except (OSError, ValueError, TypeError, KeyError, AttributeError):
        return None
