"""Releases to serve: copies of the source tree, each with a build of its own."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass, replace
from html import unescape
from pathlib import Path
from typing import Any

from flask import Flask

from pwa import create_app
from pwa.config import ROOT, Config
from pwa.shell.earlier import carry_over

COPIED = ("pwa", "static", "service_worker", "manifest.json", "pyproject.toml")
CORRECTED = "Headache is very common. This line was put right."
SECOND = "document.documentElement.dataset.release = '2'\n"


@dataclass(frozen=True)
class SourceTree:
    """A copy of this app's sources with a build in it.

    The tests serve copies, so a build made meanwhile in the repository changes nothing
    under a test that runs.
    """

    folder: Path
    made: Path | None = None
    """Its instance folder, where it is not an empty one of its own."""

    @property
    def instance(self) -> Path:
        return self.made or self.folder / "instance"

    @property
    def dist(self) -> Path:
        return self.folder / "static" / "dist"

    def app(self, worker: str = "on") -> Flask:
        """The application that serves this build."""
        config = replace(Config.from_env({}), **self.settings(), worker=worker)
        return create_app(config)

    def settings(self) -> dict[str, Any]:
        seen = self._release()["settings"]
        return {
            **seen,
            "languages": tuple(seen["languages"]),
            "dist": self.dist,
            "instance": self.instance,
            "build_packs": "off",
        }

    def name(self) -> str:
        return str(self._release()["name"])

    def pages(self) -> list[str]:
        """The path of every page in every language, as the release lists them."""
        documents = self._release()["documents"]
        return [path for path, file in documents.items() if file.endswith(".html")]

    def texts(self) -> dict[str, str]:
        """The HTML of each page, as it was built."""
        files = self._release()["documents"]
        return {
            path: (self.dist / files[path]).read_text("utf-8") for path in self.pages()
        }

    def titles(self) -> dict[str, str]:
        """The title of each page, as it was built."""
        return {
            path: unescape(re.findall(r"<title[^>]*>([^<]*)</title>", text)[0])
            for path, text in self.texts().items()
        }

    def assets(self) -> dict[str, str]:
        """The address of each built file, such as "main.js"."""
        return {name: file["url"] for name, file in self._release()["assets"].items()}

    def hashed(self) -> dict[str, tuple[str, str]]:
        """The address of each built file and the hash of its bytes."""
        assets = self._release()["assets"]
        return {name: (each["url"], each["integrity"]) for name, each in assets.items()}

    def pack(self, name: str = "pages") -> str:
        """The address of a file that many come in: "core", "code" or "pages"."""
        worker = (self.dist / "root" / "service-worker.js").read_text("utf-8")
        pattern = rf"/static/{name}\.[0-9a-f]{{8}}\.json"
        found: set[str] = set(re.findall(pattern, worker))
        assert len(found) == 1, found
        return found.pop()

    def network_patience_s(self) -> float:
        """How long the worker waits for a page that is not kept."""
        files = (self.folder / "service_worker").glob("*.js")
        text = "".join(file.read_text("utf-8") for file in files)
        found = re.search(r"NETWORK_PATIENCE_MS = (\d+)", text)
        assert found, "no file of service_worker/ names NETWORK_PATIENCE_MS"
        return int(found[1]) / 1000

    def build(self, settings: Mapping[str, str] | None = None) -> None:
        """Run the build as a person would, in this copy."""
        (self.folder / "node_modules").symlink_to(ROOT / "node_modules")
        self.flask("build", settings=settings)

    def flask(self, *arguments: str, settings: Mapping[str, str] | None = None) -> None:
        """Run one of the app's commands in this copy."""
        done = subprocess.run(
            [sys.executable, "-m", "flask", "--app", "pwa", *arguments],
            cwd=self.folder,
            env=os.environ | {"PYTHONPATH": str(self.folder)} | dict(settings or {}),
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, done.stdout + done.stderr

    def _release(self) -> dict[str, dict[str, Any]]:
        return dict(json.loads((self.dist / "release.json").read_text("utf-8")))


def copy_built_tree(folder: Path) -> SourceTree:
    """The repository as it is, with the build that `make build` left there."""
    assert (ROOT / "static" / "dist" / "release.json").exists(), "Run: make build"
    copy_tree(folder, left_out=())
    return SourceTree(folder)


def build_second_release(folder: Path) -> SourceTree:
    """A release in which every page says that it is of release 2."""
    return build_release_with(folder, SECOND)


def build_release_with(
    folder: Path, more: str, settings: Mapping[str, str] | None = None
) -> SourceTree:
    """A release in which every page runs that JavaScript too, before its own."""
    copy_tree(folder, left_out=("dist",))
    # In every page's first script, the card's too.
    shared = folder / "static" / "js" / "shared" / "leave.js"
    with shared.open("a", encoding="utf-8") as script:
        script.write(more)
    tree = SourceTree(folder)
    tree.build(settings)
    return tree


def build_corrected_release(folder: Path, level: str) -> SourceTree:
    """A release in which one claim of the key facts says CORRECTED instead."""
    copy_tree(folder, left_out=("dist",))
    page = folder / "pwa" / "facts" / "content" / "en" / "key-facts.md"
    text = page.read_text(encoding="utf-8")
    text, count = re.subn(
        r"(?m)^- .* \{very-common:", f"- {CORRECTED} {{very-common:", text
    )
    assert count == 1, "key-facts.md has no claim very-common"
    text, count = re.subn(
        r"(?m)^revision = (\d+)$", lambda found: f"revision = {int(found[1]) + 1}", text
    )
    assert count == 1
    page.write_text(text, encoding="utf-8")
    tree = SourceTree(folder)
    tree.flask("content", "publish", "--level", level, "--note", "One line put right.")
    tree.build()
    return tree


def served_in_turn(folder: Path, releases: list[SourceTree]) -> list[SourceTree]:
    """The same releases as if each had been built where the one before was served."""
    served = releases[:1]
    for number, release in enumerate(releases[1:]):
        dist = folder / str(number) / "static" / "dist"
        shutil.copytree(release.dist, dist)
        carry_over(served[-1].dist, dist, release.name())
        served.append(SourceTree(folder / str(number)))
    return served


def copy_tree(folder: Path, left_out: tuple[str, ...]) -> None:
    folder.mkdir()
    ignore = shutil.ignore_patterns("__pycache__", ".build-*", ".old-*", *left_out)
    for name in COPIED:
        source = ROOT / name
        if source.is_dir():
            shutil.copytree(source, folder / name, ignore=ignore)
        else:
            shutil.copy2(source, folder / name)
