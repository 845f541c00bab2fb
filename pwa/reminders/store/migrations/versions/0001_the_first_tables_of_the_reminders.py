"""The first tables of the reminders."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

NUMBER = sa.BigInteger().with_variant(sa.Integer, "sqlite")


def upgrade() -> None:
    op.create_table(
        "reminders_subscription",
        sa.Column("id", NUMBER, primary_key=True),
        sa.Column("endpoint", sa.String(1024), nullable=False, unique=True),
        sa.Column("p256dh", sa.String(87), nullable=False),
        sa.Column("auth", sa.String(22), nullable=False),
        sa.Column("key_id", sa.String(16), nullable=False),
        sa.Column("wants_safety", sa.Boolean, nullable=False),
        sa.Column("created_on", sa.Date, nullable=False),
        sa.Column("renewed_on", sa.Date, nullable=False, index=True),
    )
    op.create_table(
        "reminders_queue",
        sa.Column("id", NUMBER, primary_key=True),
        sa.Column(
            "subscription_id",
            NUMBER,
            sa.ForeignKey("reminders_subscription.id", ondelete="CASCADE"),
            nullable=False,
            index=True,
        ),
        sa.Column("kind", sa.String(8), nullable=False),
        sa.Column("minute", sa.Integer),
        sa.Column("days", sa.Integer),
        sa.Column("slot", sa.String(16)),
        sa.Column("due_at", sa.BigInteger, nullable=False),
        sa.Column("try_at", sa.BigInteger, nullable=False),
        sa.Column("claim", sa.String(32)),
        sa.Column("tries", sa.Integer, nullable=False),
    )
    op.create_index("ix_reminders_queue_try_at", "reminders_queue", ["try_at"])
    op.create_table(
        "reminders_figure",
        sa.Column("name", sa.String(32), primary_key=True),
        sa.Column("value", sa.BigInteger, nullable=False),
    )
    op.create_table(
        "reminders_token",
        sa.Column("bucket", sa.String(200), primary_key=True),
        sa.Column("tokens", sa.Float, nullable=False),
        sa.Column("filled_at", sa.Float, nullable=False),
    )


def downgrade() -> None:
    for name in ("token", "figure", "queue", "subscription"):
        op.drop_table(f"reminders_{name}")
