"""`flask --app pwa finder …`: each command is in its own file under commands/."""

from __future__ import annotations

from flask.cli import AppGroup

from pwa.finder.commands.build import build_command
from pwa.finder.commands.export import export_command
from pwa.finder.commands.reports import reports_command
from pwa.finder.commands.update import update

finder = AppGroup("finder", help="The directory of services: import, check, build.")

finder.add_command(build_command)
finder.add_command(export_command)
finder.add_command(reports_command)
finder.add_command(update)
