"""Linked chats, subscriptions, files, Telegram, the audit log, and when figures came in."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from core.database import Instant

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

_NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
_UNDONE = sa.text("done_at IS NULL")


def upgrade() -> None:
    """Apply."""
    with op.batch_alter_table("accounts") as accounts:
        accounts.add_column(sa.Column("last_active_at", Instant(timezone=True), nullable=True))
    with op.batch_alter_table("observations") as observations:
        observations.add_column(
            sa.Column(
                "recorded_at",
                Instant(timezone=True),
                server_default=sa.func.now(),
                nullable=False,
            )
        )
    op.create_table(
        "linked_chats",
        sa.Column("channel", sa.String(length=16), nullable=False),
        sa.Column("chat", sa.String(length=64), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=False),
        sa.Column("linked_at", Instant(timezone=True), nullable=False),
        sa.Column("blocked_at", Instant(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["account_id"], ["accounts.id"], name=op.f("fk_linked_chats_account_id")
        ),
        sa.PrimaryKeyConstraint("channel", "chat", name=op.f("pk_linked_chats")),
    )
    op.create_index(op.f("ix_linked_chats_account_id"), "linked_chats", ["account_id"])
    op.create_table(
        "subscriptions",
        sa.Column("account_id", sa.Integer(), nullable=False),
        sa.Column("days", sa.String(length=7), nullable=False),
        sa.Column("time", sa.String(length=5), nullable=False),
        sa.Column("active", sa.Boolean(), nullable=False),
        sa.Column("created_at", Instant(timezone=True), nullable=False),
        sa.Column("sent_at", Instant(timezone=True), nullable=False),
        sa.Column("next_at", Instant(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["account_id"], ["accounts.id"], name=op.f("fk_subscriptions_account_id")
        ),
        sa.PrimaryKeyConstraint("account_id", name=op.f("pk_subscriptions")),
    )
    op.create_table(
        "files",
        sa.Column("token_hash", sa.String(length=64), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.Column("expires_at", Instant(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("token_hash", name=op.f("pk_files")),
    )
    op.create_index(op.f("ix_files_expires_at"), "files", ["expires_at"])
    op.create_table(
        "telegram_jobs",
        sa.Column("number", _NUMBER, nullable=False),
        sa.Column("key", sa.String(length=80), nullable=False),
        sa.Column("lane", sa.String(length=40), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("answer", sa.Text(), nullable=True),
        sa.Column("sent", sa.Integer(), nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("arrived_at", Instant(timezone=True), nullable=False),
        sa.Column("free_at", Instant(timezone=True), nullable=False),
        sa.Column("done_at", Instant(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_telegram_jobs")),
        sa.UniqueConstraint("key", name=op.f("uq_telegram_jobs_key")),
        sqlite_autoincrement=True,
    )
    op.create_index(
        op.f("ix_telegram_jobs_lane"),
        "telegram_jobs",
        ["lane", "number"],
        postgresql_where=_UNDONE,
        sqlite_where=_UNDONE,
    )
    op.create_table(
        "telegram_buttons",
        sa.Column("key", sa.String(length=32), nullable=False),
        sa.Column("chat", sa.BigInteger(), nullable=False),
        sa.Column("title", sa.String(length=200), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("expires_at", Instant(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_telegram_buttons")),
    )
    op.create_index(op.f("ix_telegram_buttons_expires_at"), "telegram_buttons", ["expires_at"])
    op.create_table(
        "audit_entries",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("at", Instant(timezone=True), nullable=False),
        sa.Column("account", sa.String(length=40), nullable=False),
        sa.Column("channel", sa.String(length=16), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("indicator", sa.String(length=100), nullable=False),
        sa.Column("unit", sa.String(length=100), nullable=False),
        sa.Column("period_start", sa.Date(), nullable=False),
        sa.Column("period_end", sa.Date(), nullable=False),
        sa.Column("source", sa.String(length=100), nullable=False),
        sa.Column("simulated", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_audit_entries")),
    )
    op.create_index(op.f("ix_audit_entries_account"), "audit_entries", ["account"])
    op.create_index(op.f("ix_audit_entries_at"), "audit_entries", ["at"])


def downgrade() -> None:
    """Take back."""
    op.drop_table("audit_entries")
    op.drop_table("telegram_buttons")
    op.drop_table("telegram_jobs")
    op.drop_table("files")
    op.drop_table("subscriptions")
    op.drop_table("linked_chats")
    with op.batch_alter_table("observations") as observations:
        observations.drop_column("recorded_at")
    with op.batch_alter_table("accounts") as accounts:
        accounts.drop_column("last_active_at")
