"""Lighthouse over every page, with its mobile settings: python -m bench.lighthouse.

It is not a part of this project: install `lighthouse@12.8.2` from npm into a folder and
name that in CARRYCARD_AUDIT_TOOLS. Writes bench/lighthouse.json, which
`python -m bench.record` puts into docs/performance.md.
"""

from __future__ import annotations

import argparse
import contextlib
import json
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from bench import app_server
from bench.hung_server import free_port
from pwa.config import Config
from pwa.shell.release import load_release
from tools.find_browser import Browser, find_browser

SCORES = Path(__file__).with_name("lighthouse.json")
CATEGORIES = ("performance", "accessibility", "best-practices", "seo")
PATIENCE_S = 180
TRIES = 3


def main() -> int:
    options = parse()
    tool = lighthouse()
    if tool is None:
        print("No lighthouse here; see bench/lighthouse.py.", file=sys.stderr)
        return 1
    found = find_browser()
    scores = {}
    with tempfile.TemporaryDirectory(prefix="bench-") as at:
        folder = Path(at)
        port = free_port()
        with app_server.serve_app(app_server.copy_of_app(folder / "app"), port):
            for path in options.paths or english_pages():
                url = f"http://127.0.0.1:{port}{path}"
                scores[path] = audit_again(tool, found, url, folder / "report.json")
                print(path, scores[path], file=sys.stderr, flush=True)
    SCORES.write_text(json.dumps(scores, indent=1) + "\n", encoding="utf-8")
    return 0


def parse() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="bench.lighthouse", description=__doc__)
    parser.add_argument("paths", nargs="*", help="pages (every English one)")
    return parser.parse_args()


def lighthouse() -> str | None:
    folder = os.environ.get("CARRYCARD_AUDIT_TOOLS", "")
    return shutil.which("lighthouse", path=f"{folder}/node_modules/.bin")


def english_pages() -> list[str]:
    """Each page of the build; the Welsh ones are made of the same parts."""
    built = load_release(Config().dist)
    if built is None:
        raise app_server.AppError("Carrycard has not been built here. Run: make build")
    pages = (path for path, file in built.documents.items() if file.endswith(".html"))
    return [path for path in pages if not path.startswith("/cy/")]


def audit_again(tool: str, found: Browser, url: str, report: Path) -> dict[str, object]:
    """As audit(); tried TRIES times, since it loses a trace now and then."""
    for _ in range(TRIES - 1):
        with contextlib.suppress(subprocess.CalledProcessError):
            return audit(tool, found, url, report)
    return audit(tool, found, url, report)


def audit(tool: str, found: Browser, url: str, report: Path) -> dict[str, object]:
    """Scores from 0 to 100 by category, and which audits fell short.

    Raises:
        CalledProcessError: it could not open the page.
    """
    flags = ["--headless=new", *found.arguments]
    subprocess.run(
        [tool, url, "--output=json", f"--output-path={report}", "--quiet",
         f"--only-categories={','.join(CATEGORIES)}",
         f"--chrome-flags={' '.join(flags)}"],
        env={**os.environ, **found.environment, "CHROME_PATH": found.path},
        check=True,
        timeout=PATIENCE_S,
    )  # fmt: skip
    told = json.loads(report.read_text(encoding="utf-8"))
    scores: dict[str, object] = {}
    for name in CATEGORIES:
        category = told["categories"][name]
        scores[name] = round(100 * category["score"])
        counted = [each["id"] for each in category["auditRefs"] if each["weight"]]
        short = [each for each in counted if is_short(told["audits"][each])]
        if short and name != "performance":
            scores[f"{name}, short"] = short
    return scores


def is_short(result: dict[str, object]) -> bool:
    score = result["score"]
    return isinstance(score, int | float) and score < 1


if __name__ == "__main__":
    sys.exit(main())
