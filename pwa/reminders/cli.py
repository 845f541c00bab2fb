"""`flask --app pwa reminders …`: each command is in its own file under commands/."""

from __future__ import annotations

from flask.cli import AppGroup

from pwa.reminders.commands.broadcast import broadcast_command
from pwa.reminders.commands.keys import keys_commands
from pwa.reminders.commands.run import run_command
from pwa.reminders.commands.send import send_command
from pwa.reminders.commands.stats import stats_command

reminders = AppGroup("reminders", help="Reminders: keys, sending, figures.")

reminders.add_command(broadcast_command)
reminders.add_command(keys_commands)
reminders.add_command(run_command)
reminders.add_command(send_command)
reminders.add_command(stats_command)
