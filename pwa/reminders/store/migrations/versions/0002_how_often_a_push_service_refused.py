"""How often in a row a push service refused what was due."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    refused = sa.Column("refused", sa.Integer, nullable=False, server_default="0")
    op.add_column("reminders_queue", refused)


def downgrade() -> None:
    op.drop_column("reminders_queue", "refused")
