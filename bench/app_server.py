"""The app itself, served from a copy, so that work on it meanwhile changes nothing."""

from __future__ import annotations

import contextlib
import os
import re
import shutil
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
COPIED = (
    "pwa",
    "static",
    "service_worker",
    "manifest.json",
    "pyproject.toml",
    "package.json",
)
START_WITHIN_S = 30.0


class AppError(RuntimeError):
    """The app could not be built or did not start; says what it said."""


def copy_of_app(folder: Path) -> Path:
    """Copy the sources and the last build.

    Raises:
        AppError: nothing has been built here.
    """
    if not (ROOT / "static" / "dist" / "release.json").exists():
        raise AppError("Carrycard has not been built here. Run: make build")
    folder.mkdir()
    for name in COPIED:
        source = ROOT / name
        if source.is_dir():
            hidden = shutil.ignore_patterns("__pycache__", ".*")
            shutil.copytree(source, folder / name, ignore=hidden)
        else:
            shutil.copy(source, folder / name)
    (folder / "node_modules").symlink_to(ROOT / "node_modules")
    return folder


def build(folder: Path) -> None:
    """Build the copy in its own place.

    Raises:
        AppError: the build failed.
    """
    done = subprocess.run(
        [sys.executable, "-m", "flask", "--app", "pwa", "build"],
        cwd=folder,
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        raise AppError(f"the build of a copy failed:\n{done.stderr}")


def instance_of(folder: Path) -> Path:
    """Where a copy's directory and packs are."""
    return folder / "instance"


@contextlib.contextmanager
def serve_app(folder: Path, port: int) -> Iterator[subprocess.Popen[bytes]]:
    """Serve a built copy on 127.0.0.1 until the block ends; then nothing listens there.

    Raises:
        AppError: it did not answer within START_WITHIN_S.
    """
    process = subprocess.Popen(
        [sys.executable, "-m", "flask", "--app", "pwa", "serve"],
        cwd=folder,
        env={
            **os.environ,
            "HOST": "127.0.0.1",
            "PORT": str(port),
            "CARRYCARD_INSTANCE": str(instance_of(folder)),
            "CARRYCARD_BUILD_PACKS": "off",
            "CARRYCARD_RUN_REMINDERS": "off",
        },
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        wait_until_healthy(process, f"http://127.0.0.1:{port}/healthz")
        yield process
    finally:
        process.terminate()
        process.wait(timeout=15)


def wait_until_healthy(process: subprocess.Popen[bytes], url: str) -> None:
    until = time.monotonic() + START_WITHIN_S
    while time.monotonic() < until and process.poll() is None:
        with contextlib.suppress(urllib.error.URLError):
            urllib.request.urlopen(url, timeout=5).close()  # noqa: S310 - our own
            return
        time.sleep(0.1)
    raise AppError("the app did not start. Run: make run, and read what it says")


def kept_sizes(dist: Path) -> dict[str, int]:
    """Bytes on the wire of each file the worker fetches, by its name without the hash.

    As a browser gets it: brotli where the build packed it, else plain.
    """
    worker = (dist / "root" / "service-worker.js").read_text(encoding="utf-8")
    sizes = {}
    for url in re.findall(r'"url":"(/[\w./-]+)"', worker):
        file = dist / (
            "root/manifest.json" if url == "/manifest.json" else f"site{url}"
        )
        packed = file.with_name(f"{file.name}.br")
        name = re.sub(r"\.[0-9a-f]{8}\.", ".", file.name)
        sizes[name] = (packed if packed.exists() else file).stat().st_size
    return sizes
