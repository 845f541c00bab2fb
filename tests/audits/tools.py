"""Where the tools of others are; none is needed for the app (docs/auditing.md)."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest

from pwa.config import ROOT

SETTING = "CARRYCARD_AUDIT_TOOLS"


def folders() -> list[Path]:
    told = os.environ.get(SETTING)
    return [ROOT, *([Path(told)] if told else [])]


def npm_package(name: str) -> Path:
    """The folder of an npm package; the test skips where there is none."""
    if not shutil.which("node"):
        pytest.skip("no node is installed here")
    for folder in folders():
        found = folder / "node_modules" / name
        if (found / "package.json").is_file():
            return found
    pytest.skip(f"{name} is not installed here: docs/auditing.md")


def program(name: str) -> str:
    """The path of a program; the test skips where there is none."""
    for folder in folders():
        for place in (folder / "bin", folder / ".venv" / "bin"):
            if (place / name).is_file():
                return str(place / name)
    found = shutil.which(name)
    return found or pytest.skip(f"{name} is not installed here: docs/auditing.md")


def run_node(script: str, *given: object, **env: str) -> Any:
    """What an ES module printed as JSON; `process.argv.slice(1)` is what it was given.

    The script goes in by `--eval`: nothing is written into the folder of a tool.
    """
    done = subprocess.run(
        ["node", "--input-type=module", "--eval", script, *map(str, given)],
        env=os.environ | env,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert done.returncode == 0, done.stderr[-2000:]
    return json.loads(done.stdout)
