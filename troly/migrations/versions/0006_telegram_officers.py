"""Officers in Telegram: what they were told of, and the chats of citizens who talk to them."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Apply."""
    op.create_table(
        "telegram_notices",
        sa.Column("ticket", sa.String(length=20), nullable=False),
        sa.Column("chat", sa.BigInteger(), nullable=False),
        sa.Column("message", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(
            ["ticket"], ["tickets.code"], name=op.f("fk_telegram_notices_ticket")
        ),
        sa.PrimaryKeyConstraint("ticket", "chat", "message", name=op.f("pk_telegram_notices")),
    )
    op.create_table(
        "telegram_talks",
        sa.Column("conversation", sa.String(length=64), nullable=False),
        sa.Column("chat", sa.BigInteger(), nullable=False),
        sa.Column("heard", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("conversation", name=op.f("pk_telegram_talks")),
    )


def downgrade() -> None:
    """Take back."""
    op.drop_table("telegram_talks")
    op.drop_table("telegram_notices")
