"""The scripts and styles there are, and the tools that make each from its source."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextvars import copy_context
from pathlib import Path
from typing import IO, Any

from flask_assets import Bundle, Environment
from webassets.exceptions import FilterError
from webassets.filter import ExternalTool, register_filter

from pwa.config import ROOT
from pwa.errors import BuildError

TOOLS_AT_ONCE = 2
"""Each is a process, with threads of its own."""
NODE_TOOLS = ROOT / "node_modules" / ".bin"

SCRIPTS = {
    "main.js": "static/js/main.js",
    "card.js": "static/js/card/card.js",
    "card-keep.js": "static/js/card/card-keep.js",
    "card-edit.js": "static/js/card/card-edit.js",
    "card-outlets.js": "static/js/card/outlets/card-outlets.js",
    "card-backup.js": "static/js/card/backup/card-backup.js",
    "card-move.js": "static/js/card/backup/card-move.js",
    "card-private.js": "static/js/card/private/card-private.js",
    "finder.js": "static/js/finder/finder.js",
    "facts.js": "static/js/facts/facts.js",
    "medicines.js": "static/js/medicines/medicines.js",
    "search.js": "static/js/search/search.js",
    "log.js": "static/js/log/log.js",
    "reminders.js": "static/js/reminders/reminders.js",
    "taking-in.js": "static/js/log/taking-in.js",
    "log-month.js": "static/js/log/month-page.js",
    "log-plan.js": "static/js/log/plan-page.js",
    "log-outlets.js": "static/js/log/outlets/log-outlets.js",
    "log-dates.js": "static/js/log/dates-page.js",
    "privacy.js": "static/js/privacy.js",
    "self-check.js": "static/js/shell/self-check.js",
}
"""One entry a page that needs one: webassets joins outputs, so never two."""
WORKERS = {
    "service-worker.js": "service_worker/index.js",
    "service-worker-off.js": "service_worker/off.js",
}
STYLES = {
    "app.css": "static/css/app.scss",
    "finder.css": "static/css/finder.scss",
    "reminders.css": "static/css/reminders.scss",
    "card.css": "static/css/card.scss",
    "log.css": "static/css/log.scss",
    "paper.css": "static/css/paper.scss",
}


class NodeTool(ExternalTool):
    """A webassets filter that runs one of our npm tools on a bundle's only source."""

    max_debug_level = None
    """Never hand the unbundled source to a browser, whatever ASSETS_DEBUG says."""

    def arguments(self, source: str) -> list[str]:
        raise NotImplementedError

    def open(self, out: IO[str], source_path: str, **_: Any) -> None:
        out.write(run_node_tool(self.arguments(source_path)))


class EsbuildFilter(NodeTool):
    """Bundle one entry with all it imports into one classic script."""

    name = "esbuild"

    def arguments(self, source: str) -> list[str]:
        return [
            "esbuild",
            source,
            "--bundle",
            "--minify",
            "--charset=utf8",
            "--format=iife",
            "--target=es2020,safari15",
            '--define:process.env.NODE_ENV="production"',
            "--log-level=warning",
        ]


class SassFilter(NodeTool):
    """Compile one stylesheet with the NHS parts it names."""

    name = "sassc-npm"

    def arguments(self, source: str) -> list[str]:
        return [
            "sass",
            "--no-source-map",
            "--quiet-deps",
            f"--load-path={ROOT / 'node_modules'}",
            source,
        ]


register_filter(EsbuildFilter)  # type: ignore[no-untyped-call]
register_filter(SassFilter)  # type: ignore[no-untyped-call]


def at_once(make: Callable[[str], str], names: list[str]) -> dict[str, str]:
    """What comes of each name, a few at a time: most of it is to wait for a tool."""
    # Flask-Assets asks which app this is.
    contexts = [copy_context() for _ in names]
    with ThreadPoolExecutor(TOOLS_AT_ONCE) as pool:
        made = pool.map(lambda own, name: own.run(make, name), contexts, names)
        return dict(zip(names, made, strict=True))


def run_node_tool(arguments: list[str], stdin: str | None = None) -> str:
    """Run a tool from node_modules and give back what it printed.

    Raises:
        BuildError: the tool is not installed, or it failed; carries what it said.
    """
    tool, *rest = arguments
    return run([str(NODE_TOOLS / tool), *rest], tool, stdin)


def run_node_script(file: str, stdin: str) -> str:
    """Run a script of ours with Node and give back what it printed.

    Raises:
        BuildError: Node is not installed, or the script failed.
    """
    return run(["node", file], file, stdin)


def run(command: list[str], name: str, stdin: str | None) -> str:
    try:
        done = subprocess.run(
            command,
            input=stdin,
            capture_output=True,
            encoding="utf-8",
            check=True,
            cwd=ROOT,
            # The Node that came as a Python package stands beside this Python.
            env={
                **os.environ,
                "PATH": f"{Path(sys.executable).parent}:{os.environ['PATH']}",
            },
        )
    except FileNotFoundError as error:
        raise BuildError(
            f"{name} or Node is not installed here. Run: make build"
        ) from error
    except subprocess.CalledProcessError as error:
        raise BuildError(f"{name} failed:\n{error.stderr}{error.stdout}") from error
    return done.stdout


def build_bundle(name: str, source: str, out: Path, kind: str) -> str:
    """Build one file with webassets and give back its text.

    webassets' own cache stays off: its key sees only the entry file, so an edited
    import would give a stale bundle even where a build is forced.

    Raises:
        BuildError: the tool is missing or refused the source.
    """
    environment = Environment()
    environment.directory = str(out)
    environment.url = "/static"
    environment.cache = False
    environment.auto_build = False
    environment.manifest = False
    environment.debug = False
    folder = (ROOT / source).parent
    bundle = Bundle(
        str(ROOT / source),
        filters=kind,
        output=name,
        depends=[str(folder / "**" / f"*{Path(source).suffix}")],
    )
    environment.register(name, bundle)
    try:
        bundle.build(force=True)
    except FilterError as error:
        raise BuildError(f"{source}: {error}") from error
    return (out / name).read_text(encoding="utf-8")
