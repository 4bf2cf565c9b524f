"""The citizens' knowledge base."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from core.database import Instant

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Apply."""
    op.create_table(
        "knowledge_entries",
        sa.Column("key", sa.String(length=60), nullable=False),
        sa.Column("kind", sa.String(length=10), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("changed_at", Instant(timezone=True), nullable=False),
        sa.CheckConstraint("kind IN ('procedure', 'faq')", name=op.f("ck_knowledge_entries_kind")),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_knowledge_entries")),
    )
    op.create_table(
        "knowledge_phrases",
        sa.Column("phrase", sa.String(length=200), nullable=False),
        sa.Column("key", sa.String(length=60), nullable=False),
        sa.Column("added_by", sa.String(length=120), nullable=False),
        sa.Column("added_at", Instant(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("phrase", name=op.f("pk_knowledge_phrases")),
    )
    op.create_table(
        "knowledge_version",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_knowledge_version")),
    )


def downgrade() -> None:
    """Take back."""
    op.drop_table("knowledge_version")
    op.drop_table("knowledge_phrases")
    op.drop_table("knowledge_entries")
