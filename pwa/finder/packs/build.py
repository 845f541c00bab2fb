"""Make the packs: hashed files first, then the manifest that names them.

A phone that reads the manifest finds every file it names, whenever a build stops; what
the manifest before named is kept for phones that are half-way through it.
"""

from __future__ import annotations

import fcntl
import hashlib
import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from datetime import timedelta
from pathlib import Path
from typing import Any

from pwa.clock import now
from pwa.config import Config
from pwa.errors import BuildError
from pwa.finder.model import Listing, Source
from pwa.finder.packs import area_files
from pwa.finder.packs.collect import Collected, collect
from pwa.finder.packs.holidays import bank_holidays
from pwa.finder.packs.pack_file import VERSION, write_pack
from pwa.packed import integrity, packed

MANIFEST = "manifest.json"
LOCK = ".lock"
FRESH_FOR = timedelta(days=183)
"""A pack older than six months says so on the phone, as a listing does."""
OF_KIND = {
    "treatment": "treatment",
    "needle-exchange": "treatment",
    "mutual-aid": "meetings",
    "pharmacy": "pharmacies",
}
"""Every other kind is in the pack "core"."""


@dataclass(frozen=True, slots=True)
class PackReport:
    """What a build came to; sizes in bytes.

    Attributes:
        is_changed: False: everything was as it is, and no file was touched.
        packs: Records by pack.
        brotli_bytes: What a phone fetches, without the full postcodes.
        postcode_bytes: What the full postcodes weigh as they are kept, 0 without them.
    """

    version: str
    is_changed: bool
    packs: dict[str, int]
    brotli_bytes: int
    postcode_bytes: int


def build_packs(config: Config, *, with_postcodes: bool = True) -> PackReport:
    """Bring `config.packs` up to date with the directory.

    Without `with_postcodes`, those made before stay.

    Raises:
        BuildError: another build holds the folder, or it cannot be written.
        ContentError: the starter directory is malformed.
        GeographyError: the full postcodes cannot be read.
        StoreError: the database cannot be read. In each case phones go on getting what
            was built before.
    """
    collected = collect(config)
    try:
        with held(config.packs):
            return build_into(config, collected, with_postcodes)
    except OSError as error:
        raise BuildError(f"{config.packs}: {error.strerror}") from error


def build_into(
    config: Config, collected: Collected, with_postcodes: bool
) -> PackReport:
    """Write what has changed, the manifest last: until then phones see the old one.

    The packs of the build before stay, for a phone that is just fetching them.
    """
    folder = config.packs
    shares = shared_out(collected)
    bodies = [write_pack(rows) for rows in shares.values()]
    entries = [
        entry(name, body, rows, collected.sources)
        for (name, rows), body in zip(shares.items(), bodies, strict=True)
    ]
    postcodes = area_files.bring_up_to_date(config, folder, wanted=with_postcodes)
    before = read_manifest(folder)
    told = {
        "packs": entries,
        "sources": [credit(each) for each in collected.sources.values()],
        "postcodes": postcodes,
        "bankHolidays": bank_holidays(now().year),
    }
    version = hashlib.sha256(json.dumps(told).encode()).hexdigest()[:12]
    files = [file_name(each) for each in entries]
    is_changed = version != before.get("version") or not all(
        (folder / each).exists() for each in files
    )
    if is_changed:
        for name, body in zip(files, bodies, strict=True):
            write_with_packed(folder / name, body)
        built_at = now()
        manifest = {
            "format": VERSION,
            "version": version,
            "built_at": built_at.isoformat(),
            "expires_at": (built_at + FRESH_FOR).isoformat(),
            **told,
        }
        text = json.dumps(manifest, ensure_ascii=False, separators=(",", ":"))
        write_with_packed(folder / MANIFEST, text.encode())
        named = {file_name(each) for each in before.get("packs", [])}
        drop_others(folder, {*files, *named})
    return PackReport(
        version,
        is_changed,
        {each["name"]: each["records"] for each in entries},
        sum((folder / f"{name}.br").stat().st_size for name in files),
        int(postcodes["bytes"]) if postcodes else 0,
    )


def shared_out(collected: Collected) -> dict[str, list[Listing]]:
    """Which listing goes into which pack; those that would be empty are left out.

    A source whose licence asks for it (ODbL) gets packs of its own: merged with others
    it would bind them too.
    """
    packs: dict[str, list[Listing]] = {}
    for each in collected.listings:
        name = OF_KIND.get(each.kind, "core")
        if collected.sources[each.source].share_alike:
            name = f"{name}-{each.source}"
        packs.setdefault(name, []).append(each)
    return dict(sorted(packs.items()))


def entry(
    name: str, body: bytes, rows: list[Listing], sources: dict[str, Source]
) -> dict[str, Any]:
    """What the manifest says of a pack."""
    return {
        "name": name,
        "url": f"/packs/{name}.{hashlib.sha256(body).hexdigest()[:16]}.bin",
        "bytes": len(body),
        "integrity": integrity(body),
        "records": len(rows),
        "licence": ", ".join(sorted({sources[each.source].licence for each in rows})),
    }


def file_name(entry: dict[str, Any]) -> str:
    return str(entry["url"]).rpartition("/")[2]


def credit(source: Source) -> dict[str, Any]:
    """A source as phones show it."""
    return {
        **{
            key: value
            for key, value in asdict(source).items()
            if key not in ("share_alike", "retrieved_at")
        },
        "retrieved_on": (
            source.retrieved_at.date().isoformat() if source.retrieved_at else ""
        ),
    }


def read_manifest(folder: Path) -> dict[str, Any]:
    """The manifest in that folder, or {} where there is none that can be read."""
    try:
        read = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return read if isinstance(read, dict) else {}


@contextmanager
def held(folder: Path) -> Iterator[None]:
    """The folder for this build alone; another build waits, and finds it all done."""
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / LOCK).open("a") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def write_with_packed(file: Path, body: bytes) -> None:
    """Write a file, with .br and .gz beside it: whole, or not at all; itself last."""
    for suffix, content in packed(body).items():
        made = file.with_name(f".{file.name}{suffix}")
        made.write_bytes(content)
        made.replace(file.with_name(file.name + suffix))


def drop_others(folder: Path, named: set[str]) -> None:
    """Delete packs that no phone asks for any more."""
    for file in folder.glob("*.bin*"):
        if file.name.partition(".bin")[0] + ".bin" not in named:
            file.unlink()
