"""Run by Alembic on the connection that the store hands it, in its transaction."""

from __future__ import annotations

from alembic import context

from pwa.reminders.store.tables import metadata

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=metadata,
    version_table=context.config.attributes["version_table"],
    render_as_batch=True,
)
context.run_migrations()
