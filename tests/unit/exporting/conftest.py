"""One export of the app as it was built, with packs, and what it was made by."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from flask import Flask

from pwa import create_app
from pwa.config import Config
from pwa.shell.release import Release
from tests.browser.exports import exported_app
from tests.browser.made_up_services import build_made_up_packs


@pytest.fixture(scope="session")
def site_app(release: Release, tmp_path_factory: pytest.TempPathFactory) -> Flask:
    assert release
    instance = build_made_up_packs(tmp_path_factory.mktemp("instance"))
    config = replace(Config(), instance=instance, build_packs="off")
    return create_app(config)


@pytest.fixture(scope="session")
def site(site_app: Flask, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Its folder. Leave it whole."""
    return exported_app(site_app, tmp_path_factory.mktemp("exported") / "site")
