"""`flask --app pwa finder …`: each command is in its own file under commands/."""

from __future__ import annotations

from flask.cli import AppGroup

from pwa.finder.commands.build import build_command
from pwa.finder.commands.export import export_command
from pwa.finder.commands.importing import import_command
from pwa.finder.commands.rejects import reject_commands
from pwa.finder.commands.reports import reports_command
from pwa.finder.commands.stats import stats_command
from pwa.finder.commands.update import update
from pwa.finder.commands.verify import verify_commands

finder = AppGroup("finder", help="The directory of services: import, check, build.")

finder.add_command(build_command)
finder.add_command(export_command)
finder.add_command(import_command)
finder.add_command(reject_commands)
finder.add_command(reports_command)
finder.add_command(stats_command)
finder.add_command(update)
finder.add_command(verify_commands)
