"""`flask --app pwa finder …`: each command is in its own file under commands/."""

from __future__ import annotations

from flask.cli import AppGroup

from pwa.finder.commands.build import build_command

finder = AppGroup("finder", help="The directory of services: import, check, build.")

finder.add_command(build_command)
