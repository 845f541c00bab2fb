"""`flask --app pwa finder …`: each command is in its own file under commands/."""

from __future__ import annotations

from flask.cli import AppGroup

finder = AppGroup("finder", help="The directory of services: import, check, build.")
