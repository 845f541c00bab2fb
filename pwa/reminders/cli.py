"""`flask --app pwa reminders …`: each command is in its own file under commands/."""

from __future__ import annotations

from flask.cli import AppGroup

from pwa.reminders.commands.keys import keys_commands

reminders = AppGroup("reminders", help="Reminders: keys, sending, figures.")

reminders.add_command(keys_commands)
