"""Carrycard: an emergency card, plain facts and local help, kept on the phone."""

from __future__ import annotations

from pathlib import Path

from flask import Flask
from jinja2 import ChainableUndefined, ChoiceLoader, FileSystemLoader, PackageLoader

from pwa import (
    card,
    cross_origin,
    errors,
    evidence,
    facts,
    findable,
    finder,
    language,
    log,
    medicines,
    open_api,
    reminders,
    search,
    shell,
    sources,
)
from pwa.config import MAX_BODY_BYTES, Config
from pwa.editing.cli import content
from pwa.exporting import export_commands
from pwa.faults import QuietFlask
from pwa.finder.cli import finder as finder_commands
from pwa.finder.commands.export import FORMATS, export_command
from pwa.reminders.cli import reminders as reminders_commands

CAPABILITIES = [
    shell.bp,
    card.bp,
    facts.bp,
    medicines.bp,
    search.bp,
    finder.bp,
    finder.areas_bp,
    log.bp,
]


def create_app(
    config: Config | None = None, *, release: shell.Release | None = None
) -> Flask:
    """Wire one application together. Everything it needs arrives in `config`.

    Without `release` the last build is served; the build itself passes the one it is
    making. With no build at all every page says so (503) and what to run.

    Raises:
        ConfigError: a setting cannot be used.
        ContentError: a content file is malformed, so the service must not start.
    """
    config = config or Config.from_env()
    # Nothing is served by Flask itself from static/: only the built files are public,
    # by WhiteNoise. OPTIONS is refused like every method but GET and HEAD.
    app = QuietFlask(__name__, static_folder=None)
    # An address with two slashes is missing, not sent on: a redirect where a file was
    # asked for would be kept as the file.
    app.url_map.merge_slashes = False
    app.config.from_mapping(
        CARRYCARD=config,
        MAX_CONTENT_LENGTH=MAX_BODY_BYTES,
        PROVIDE_AUTOMATIC_OPTIONS=False,
    )

    # The NHS macros come from their package, and look into settings not given.
    app.jinja_options = {"undefined": ChainableUndefined, "trim_blocks": True}
    app.jinja_loader = ChoiceLoader(
        [
            FileSystemLoader(Path(app.root_path) / "templates"),
            PackageLoader("nhsuk_frontend_jinja"),
        ]
    )

    language.init_app(app, config.languages)
    sources.init_app(app)
    evidence.init_app(app)
    findable.init_app(app)
    open_api.init_app(app)
    cross_origin.init_app(app)
    facts.init_app(app)
    medicines.init_app(app)
    card.init_app(app)
    finder.init_app(app)
    log.init_app(app)
    reminders.init_app(app)
    search.init_app(app)
    for code in config.languages:
        app.register_blueprint(language.tree(code, CAPABILITIES))
    errors.register(app)
    app.cli.add_command(content)
    app.cli.add_command(finder_commands)
    app.cli.add_command(export_commands(export_command, FORMATS))
    app.cli.add_command(reminders_commands)
    shell.init_app(app, config, release)
    return app
