"""The folder of an export: ours or refused, and changed at one stroke."""

from __future__ import annotations

import ctypes
import fcntl
import json
import os
import re
import shutil
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from hashlib import sha256
from pathlib import Path

from pwa.config import Config
from pwa.errors import BuildError
from pwa.exporting.site import Files

RECORD = ".carrycard-export.json"
"""In every folder of ours: what of it is to be kept by the exports after it."""
KEPT_RELEASES = 3
"""A tab that was opened so many releases ago still finds its scripts and styles."""
KEPT_PACKS = 1
PACK = re.compile(r"packs/[a-z][a-z0-9-]*\.[0-9a-f]{8,64}\.bin")
PACKED = ("", ".br", ".gz")
LARGE = ".json"
"""The pages and the search index; only a worker that installs asks for them."""
AT_FDCWD = -100
RENAME_EXCHANGE = 2
"""https://man7.org/linux/man-pages/man2/rename.2.html"""


@dataclass(frozen=True, slots=True)
class Record:
    """Files whose names carry their hash, by release and by build of the packs.

    The newest comes first.
    """

    releases: list[list[str]] = field(default_factory=list)
    packs: list[list[str]] = field(default_factory=list)


@contextmanager
def held(folder: Path) -> Iterator[None]:
    """The folder for this export alone.

    Raises:
        BuildError: another export is at it, or what is in it is not ours.
    """
    folder.parent.mkdir(parents=True, exist_ok=True)
    parent = os.open(folder.parent, os.O_RDONLY)
    try:
        fcntl.flock(parent, fcntl.LOCK_EX | fcntl.LOCK_NB)
        require_ours(folder)
        yield
    except BlockingIOError as error:
        raise BuildError(f"{folder}: another export is being written there") from error
    finally:
        os.close(parent)


def require_ours(folder: Path) -> None:
    """Raises BuildError: somebody else's files would be lost."""
    is_there = folder.exists()
    if is_there and not folder.is_dir():
        raise BuildError(f"{folder} is not a folder")
    is_ours = (folder / RECORD).is_file()
    if is_there and not is_ours and any(folder.iterdir()):
        raise BuildError(
            f"{folder} has other files in it. Name an empty folder, or a new one"
        )


def read_record(folder: Path) -> Record:
    """What the last export there noted; nothing where there was none.

    Raises:
        BuildError: it cannot be read; who wrote the folder is not known.
    """
    file = folder / RECORD
    if not file.exists():
        return Record()
    try:
        return Record(**json.loads(file.read_text(encoding="utf-8")))
    except (ValueError, TypeError) as error:
        raise BuildError(f"{file} is damaged. Remove the folder first") from error


def record_of(files: Files, config: Config, before: Record) -> Record:
    """The record of these files, with those before that are to be kept."""
    # The worker names all that its release is made of.
    worker = (config.dist / "root" / "service-worker.js").read_text(encoding="utf-8")
    own = sorted(name for name in files if f'"/{name}"' in worker and is_hashed(name))
    packs = sorted(name for name in files if PACK.fullmatch(name))
    return Record(
        with_newest(own, before.releases, KEPT_RELEASES),
        with_newest(packs, before.packs, KEPT_PACKS),
    )


def is_hashed(name: str) -> bool:
    return re.fullmatch(r"static/[\w-]+\.[0-9a-f]{8}\.\w+", name) is not None


def with_newest(
    newest: list[str], before: list[list[str]], most: int
) -> list[list[str]]:
    """The same export once more adds nothing."""
    others = [each for each in before if each != newest]
    return [newest, *others[:most]]


def kept_from(folder: Path, record: Record, files: Files) -> Files:
    """What older pages and workers may still ask for, where it is there."""
    of_releases = [
        name
        for age, names in enumerate(record.releases[1:], 1)
        for name in names
        if age == 1 or not name.endswith(LARGE)
    ]
    of_packs = [name for names in record.packs[1:] for name in names]
    return {
        name + suffix: folder / (name + suffix)
        for name in {*of_releases, *of_packs}
        for suffix in PACKED
        if name + suffix not in files and (folder / (name + suffix)).is_file()
    }


def write(folder: Path, files: Files, record: Record) -> int:
    """Put a folder with these files in its place; how many bytes they have.

    A file that did not change keeps its time, so that what a host says of it stays the
    same; one that changed never does.
    """
    with tempfile.TemporaryDirectory(
        dir=folder.parent, prefix=f".{folder.name}-"
    ) as made:
        out = Path(made) / "new"
        out.mkdir()
        text = json.dumps(asdict(record), indent=1)
        weight = 0
        for name, content in sorted({**files, RECORD: f"{text}\n".encode()}.items()):
            body = content if isinstance(content, bytes) else content.read_bytes()
            file = out / name
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(body)
            keep_time(file, folder / name, body)
            weight += len(body)
        for each in (out, *out.rglob("*")):
            each.chmod(0o755 if each.is_dir() else 0o644)
        put_in_place(out, folder)
    return weight


def keep_time(file: Path, old: Path, body: bytes) -> None:
    if old.is_file() and old.read_bytes() == body:
        shutil.copystat(old, file)


def put_in_place(made: Path, folder: Path) -> None:
    """Swap the two at one stroke; where the system cannot, in two.

    What was there before is then in `made`, or beside it.
    """
    if not folder.exists():
        made.rename(folder)
        return
    swap = getattr(ctypes.CDLL(None, use_errno=True), "renameat2", None)
    names = os.fsencode(made), os.fsencode(folder)
    if swap and swap(AT_FDCWD, names[0], AT_FDCWD, names[1], RENAME_EXCHANGE) == 0:
        return
    folder.rename(made.with_name("old"))
    made.rename(folder)


def listed(folder: Path) -> Mapping[str, str]:
    """The hash of each file in it, by its path."""
    return {
        file.relative_to(folder).as_posix(): sha256(file.read_bytes()).hexdigest()
        for file in folder.rglob("*")
        if file.is_file()
    }
