"""Calls and their turns."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from core.database import Instant

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Apply."""
    op.create_table(
        "phone_calls",
        sa.Column("call", sa.String(length=160), nullable=False),
        sa.Column("conversation", sa.String(length=64), nullable=False),
        sa.Column("state", sa.LargeBinary(), nullable=True),
        sa.Column("turn", sa.Integer(), nullable=False),
        sa.Column("outcome", sa.String(length=12), nullable=False),
        sa.Column("ticket", sa.String(length=20), nullable=True),
        sa.Column("started_at", Instant(timezone=True), nullable=False),
        sa.Column("last_at", Instant(timezone=True), nullable=False),
        sa.Column("ended_at", Instant(timezone=True), nullable=True),
        sa.Column("duration_s", sa.Integer(), nullable=True),
        sa.CheckConstraint(
            "outcome IN ('talking', 'hung_up', 'goodbye', 'transferred', 'callback', 'gave_up', "
            "'abandoned')",
            name=op.f("ck_phone_calls_outcome"),
        ),
        sa.PrimaryKeyConstraint("call", name=op.f("pk_phone_calls")),
    )
    op.create_index(op.f("ix_phone_calls_conversation"), "phone_calls", ["conversation"])
    op.create_index(op.f("ix_phone_calls_started_at"), "phone_calls", ["started_at"])
    op.create_index("ix_phone_calls_ended_at", "phone_calls", ["ended_at"])
    op.create_table(
        "phone_turns",
        sa.Column("call", sa.String(length=160), nullable=False),
        sa.Column("turn", sa.Integer(), nullable=False),
        sa.Column("event", sa.String(length=12), nullable=False),
        sa.Column("heard", sa.Text(), nullable=False),
        sa.Column("said", sa.Text(), nullable=False),
        sa.Column("response", sa.LargeBinary(), nullable=True),
        sa.Column("lease_until", Instant(timezone=True), nullable=False),
        sa.Column("started_at", Instant(timezone=True), nullable=False),
        sa.Column("took_ms", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["call"],
            ["phone_calls.call"],
            name=op.f("fk_phone_turns_call_phone_calls"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("call", "turn", name=op.f("pk_phone_turns")),
    )


def downgrade() -> None:
    """Take back."""
    op.drop_table("phone_turns")
    op.drop_table("phone_calls")
