"""Bandit finds nothing that was not looked at: ruff's `noqa` stands there, too."""

from __future__ import annotations

import json
import subprocess
import tomllib
from pathlib import Path
from typing import Any

import pytest

from pwa.config import ROOT
from tests.audits.tools import program

NOT_ASKED = "B404"
"""That a module is imported says nothing of what is done with it: B603 does."""


def findings(*targets: str) -> list[dict[str, Any]]:
    done = subprocess.run(
        [program("bandit"), "--quiet", "--recursive", "--format", "json", *targets],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    told = json.loads(done.stdout)
    assert told["errors"] == []
    results: list[dict[str, Any]] = told["results"]
    return [each for each in results if each["test_id"] != NOT_ASKED]


def is_argued(finding: dict[str, Any]) -> bool:
    """Whether ruff's rule of the same number was set aside for this line or file."""
    rule = finding["test_id"].replace("B", "S")
    file = Path(finding["filename"])
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text())
    by_file = settings["tool"]["ruff"]["lint"]["per-file-ignores"]
    if any(file.full_match(glob) if hasattr(file, "full_match") else file.match(glob)
           for glob, rules in by_file.items() if rule in rules):  # fmt: skip
        return True
    lines = (ROOT / file).read_text().splitlines()
    numbers = finding["line_range"]
    around = lines[min(numbers) - 1 : max(numbers)]
    return any("noqa:" in line and rule in line for line in around)


def test_every_finding_in_what_is_shipped_was_argued() -> None:
    left = [each for each in findings("pwa", "tools") if not is_argued(each)]

    assert [
        f"{each['filename']}:{each['line_number']} {each['issue_text']}"
        for each in left
    ] == []


def test_what_was_not_argued_is_found(tmp_path: Path) -> None:
    bad = tmp_path / "bad.py"
    bad.write_text("eval(input())\n")

    assert [each["test_id"] for each in findings(str(bad))] == ["B307"]
    assert not is_argued(findings(str(bad))[0])


def test_ruff_asks_the_same_questions_on_every_check() -> None:
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text())

    assert {"S", "B", "DTZ"} <= set(settings["tool"]["ruff"]["lint"]["select"])


def test_no_tool_of_others_is_required(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")

    with pytest.raises(pytest.skip.Exception, match=r"auditing\.md"):
        program("no-such-tool")
