"""What makes it an app: build, headers, worker, manifest, home page, health."""

from __future__ import annotations

import re

from flask import Flask

from pwa.config import Config
from pwa.shell import cli, headers, serving
from pwa.shell.hosts import OnlyOurHosts
from pwa.shell.release import Release, load_release
from pwa.shell.routes import app_parts, bp

__all__ = ["Release", "bp", "init_app"]

MAIL_ADDRESS = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
"""One address and nothing more; any other contact is shown as words."""


def init_app(app: Flask, config: Config, release: Release | None) -> None:
    """Put headers on every answer and the build in front of the pages."""
    is_building = release is not None
    app.extensions["release"] = release or load_release(config.dist)
    app.jinja_env.globals.update(
        asset=lambda name: app.extensions["release"].asset(name),
        publisher=config.publisher,
        contact=config.contact,
        has_api=config.has_api,
    )
    app.jinja_env.tests["mail_address"] = MAIL_ADDRESS.fullmatch
    app.register_blueprint(app_parts)
    app.cli.add_command(cli.build_command)
    app.cli.add_command(cli.serve_command)
    headers.init_app(app)
    if not is_building:
        serving.init_app(app, config, app.extensions["release"])
    app.wsgi_app = OnlyOurHosts(app.wsgi_app, config)  # type: ignore[method-assign]
