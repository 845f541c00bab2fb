"""A PostgreSQL server of the test's own, on a socket in its own folder only."""

from __future__ import annotations

import os
import pwd
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

REQUIRED = "CARRYCARD_REQUIRE_POSTGRES"


def programs() -> Path | None:
    """The folder of initdb and postgres, of the newest version there is."""
    if found := shutil.which("initdb"):
        return Path(found).resolve().parent
    folders = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"))
    return folders[-1].parent if folders else None


@contextmanager
def server() -> Iterator[str]:
    """The address of an empty database, given as an operator would."""
    folder_of_programs, user = programs(), not_root()
    if folder_of_programs is None or user is None:
        says = "no PostgreSQL is installed here; the same runs on SQLite"
        if os.environ.get(REQUIRED) == "1":
            pytest.fail(f"{REQUIRED}=1, but {says}", pytrace=False)
        pytest.skip(says)
    folder = Path(tempfile.mkdtemp(prefix="carrycard-pg-"))
    try:
        folder.chmod(0o700)
        shutil.chown(folder, user)
        data = folder / "data"
        run(user, folder_of_programs / "initdb", "-D", data, "-A", "trust", "-N",
            "-U", "carrycard", "-E", "UTF8", "--no-locale")  # fmt: skip
        settings = f"-c listen_addresses='' -c fsync=off -k {folder}"
        control = folder_of_programs / "pg_ctl"
        run(user, control, "-D", data, "-o", settings, "-l", folder / "log", "-w",
            "start")  # fmt: skip
        try:
            yield f"postgresql://carrycard@/postgres?host={folder}"
        finally:
            run(user, control, "-D", data, "-m", "immediate", "-w", "stop")
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def crash(address: str) -> None:
    """End the server of that address as a power cut would, and start it again."""
    folder_of_programs, user = programs(), not_root()
    assert folder_of_programs is not None and user is not None
    data = Path(address.partition("?host=")[2]) / "data"
    control = folder_of_programs / "pg_ctl"
    run(user, control, "-D", data, "-m", "immediate", "-w", "restart",
        "-l", data.with_name("log"))  # fmt: skip


def not_root() -> str | None:
    """Who runs the server, since it refuses root; None where there is nobody else."""
    if os.getuid() != 0:
        return pwd.getpwuid(os.getuid()).pw_name
    known = {each.pw_name for each in pwd.getpwall()}
    return next((name for name in ("postgres", "nobody") if name in known), None)


def run(user: str, *command: object) -> None:
    words = [str(word) for word in command]
    subprocess.run(
        words,
        check=True,
        stdout=subprocess.DEVNULL,
        stdin=subprocess.DEVNULL,
        cwd="/",
        timeout=60,
        user=user if os.getuid() == 0 else None,
    )
