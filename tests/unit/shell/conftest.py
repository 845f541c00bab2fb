"""Builds that more than one test looks at; each takes seconds, so each is made once."""

from __future__ import annotations

from dataclasses import dataclass

import pytest
from flask import Flask

from pwa import create_app
from pwa.config import Config
from pwa.shell.build import BuildReport, build
from pwa.shell.release import Release, load_release
from tests.unit.shell.source_copy import SourceCopy, copy_sources


def make_app(config: Config, release: Release) -> Flask:
    return create_app(config, release=release)


@dataclass(frozen=True)
class Built:
    """One finished build of the real sources, away from the one that is served."""

    config: Config
    report: BuildReport
    release: Release

    def app(self) -> Flask:
        return create_app(self.config)

    def worker(self) -> bytes:
        return (self.config.dist / "root" / "service-worker.js").read_bytes()


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Built:
    config = Config(dist=tmp_path_factory.mktemp("built") / "dist")
    with create_app(config).app_context():
        report = build(config, make_app)
    release = load_release(config.dist)
    assert release is not None
    return Built(config, report, release)


OLD_SCRIPT = "main.00000000.js"
"""Of a release before. What else lies beside it is of none."""
OLD_FILES = (OLD_SCRIPT, "notes.txt", "main.js.br")


@pytest.fixture(scope="session")
def built_elsewhere(tmp_path_factory: pytest.TempPathFactory) -> SourceCopy:
    """The same sources, built in another place by another process. Leave it whole.

    It is built over an older build, of which OLD_SCRIPT is to be kept.
    """
    copy = copy_sources(tmp_path_factory.mktemp("elsewhere") / "sources")
    static = copy.dist / "site" / "static"
    static.mkdir(parents=True)
    for name in OLD_FILES:
        (static / name).write_text("old")
    done = copy.build()
    assert done.returncode == 0, done.stderr
    return copy
