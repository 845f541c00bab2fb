"""A copy of the sources to build from and to break, beside the real ones."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, cast

from pwa.config import ROOT

SOURCES = ("pwa", "service_worker", "static", "manifest.json", "pyproject.toml")
SKIPPED = shutil.ignore_patterns("dist", "__pycache__", ".build-*", ".old-*", "*.mo")


@dataclass(frozen=True)
class SourceCopy:
    """Everything a build reads; the npm tools are those of the real tree."""

    root: Path

    @property
    def dist(self) -> Path:
        return self.root / "static" / "dist"

    def edit(self, name: str, change: Callable[[str], str]) -> None:
        file = self.root / name
        before = file.read_text(encoding="utf-8")
        after = change(before)
        assert after != before, f"{name} was not changed"
        file.write_text(after, encoding="utf-8")

    def build(self) -> subprocess.CompletedProcess[str]:
        """Run the build command, as `make build` does, with no setting."""
        kept = {key: os.environ[key] for key in ("PATH", "HOME") if key in os.environ}
        return subprocess.run(
            [sys.executable, "-m", "flask", "--app", "pwa", "build", "--json"],
            cwd=self.root,
            env={**kept, "PYTHONDONTWRITEBYTECODE": "1"},
            capture_output=True,
            text=True,
            check=False,
        )

    def release(self) -> dict[str, Any]:
        text = (self.dist / "release.json").read_text(encoding="utf-8")
        return cast(dict[str, Any], json.loads(text))


def copy_sources(target: Path) -> SourceCopy:
    target.mkdir(parents=True)
    for name in SOURCES:
        source = ROOT / name
        if source.is_dir():
            shutil.copytree(source, target / name, ignore=SKIPPED)
        else:
            shutil.copy2(source, target / name)
    (target / "node_modules").symlink_to(ROOT / "node_modules")
    return SourceCopy(target)


def checksums(folder: Path) -> dict[str, str]:
    """A hash of every file below a folder, by its name in it."""
    return {
        str(file.relative_to(folder)): hashlib.sha256(file.read_bytes()).hexdigest()
        for file in sorted(folder.rglob("*"))
        if file.is_file()
    }
