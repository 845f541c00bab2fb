"""The settings of `finder update`: which publishers' files to get, and from where."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from pwa.errors import ConfigError
from pwa.finder.importers import FORMATS
from pwa.finder.model import Source

FIELDS = {
    "key": str,
    "name": str,
    "publisher": str,
    "licence": str,
    "attribution": str,
    "share_alike": bool,
    "format": str,
    "url": str,
    "page": str,
}
NEEDED = ("key", "name", "publisher", "licence", "format", "url")
_KEY = re.compile(r"[a-z][a-z0-9-]{1,39}")


@dataclass(frozen=True, slots=True)
class Feed:
    """One publisher's file: where it is, how it is read, whose it is."""

    format: str
    url: str
    source: Source


def read_settings(path: Path) -> tuple[Feed, ...]:
    """The feeds in the order of the file.

    Raises ConfigError: it cannot be read, or an entry in it cannot be used.
    """
    try:
        held = tomllib.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise ConfigError(
            f"{path} cannot be read: copy docs/finder-sources.example.toml there"
        ) from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise ConfigError(f"{path} is not TOML: {error}") from error
    entries = held.pop("source", [])
    if held or not isinstance(entries, list) or not entries:
        raise ConfigError(f"{path} must hold [[source]] entries and nothing else")
    feeds = tuple(_feed(path, at, entry) for at, entry in enumerate(entries, 1))
    keys = [feed.source.key for feed in feeds]
    if twice := sorted({key for key in keys if keys.count(key) > 1}):
        raise ConfigError(f"{path}: {twice[0]!r} is the key of two sources")
    return feeds


def _feed(path: Path, at: int, entry: object) -> Feed:
    where = f"{path}: source {at}"
    if not isinstance(entry, dict):
        raise ConfigError(f"{where} is not a table")
    if strange := sorted(set(entry) - set(FIELDS)):
        raise ConfigError(f"{where} has an unknown setting {strange[0]!r}")
    for name, kind in FIELDS.items():
        if name in entry and not isinstance(entry[name], kind):
            raise ConfigError(f"{where}: {name} is not of the right type")
    if missing := [name for name in NEEDED if not entry.get(name)]:
        raise ConfigError(f"{where} has no {missing[0]}")
    if not _KEY.fullmatch(entry["key"]):
        raise ConfigError(f"{where}: key must be small letters, digits and hyphens")
    if entry["format"] not in FORMATS:
        raise ConfigError(f"{where}: format must be one of {', '.join(FORMATS)}")
    if urlsplit(entry["url"]).scheme not in ("https", "http"):
        raise ConfigError(f"{where}: url must be an https address")
    return Feed(
        format=entry["format"],
        url=entry["url"],
        source=Source(
            key=entry["key"],
            name=entry["name"],
            publisher=entry["publisher"],
            url=entry.get("page") or entry["url"],
            licence=entry["licence"],
            attribution=entry.get("attribution", ""),
            share_alike=entry.get("share_alike", False),
        ),
    )
