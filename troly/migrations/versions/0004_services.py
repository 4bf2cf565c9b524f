"""Dossiers, petitions, tickets, feedback, unanswered questions, personal data by reference."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from core.database import Instant

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Apply."""
    op.create_table(
        "dossiers",
        sa.Column("code", sa.String(length=40), nullable=False),
        sa.Column("service", sa.String(), nullable=False),
        sa.Column("status", sa.String(length=100), nullable=False),
        sa.Column("office", sa.String(), nullable=True),
        sa.Column("received_on", sa.Date(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=True),
        sa.Column("finished_on", sa.Date(), nullable=True),
        sa.Column("note", sa.String(), nullable=True),
        sa.Column("phone_digest", sa.String(length=64), nullable=False),
        sa.Column("simulated", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("code", name=op.f("pk_dossiers")),
    )
    op.create_table(
        "petitions",
        sa.Column("code", sa.String(length=20), nullable=False),
        sa.Column("place", sa.String(length=300), nullable=False),
        sa.Column("content", sa.Text(), nullable=False),
        sa.Column("contact", sa.LargeBinary(), nullable=True),
        sa.Column("status", sa.String(length=10), nullable=False),
        sa.Column("answer", sa.Text(), nullable=True),
        sa.Column("channel", sa.String(length=16), nullable=False),
        sa.Column("conversation", sa.String(length=64), nullable=False),
        sa.Column("created_at", Instant(timezone=True), nullable=False),
        sa.Column("changed_at", Instant(timezone=True), nullable=False),
        sa.CheckConstraint(
            "status IN ('received', 'working', 'done', 'refused')", name=op.f("ck_petitions_status")
        ),
        sa.PrimaryKeyConstraint("code", name=op.f("pk_petitions")),
    )
    op.create_index(op.f("ix_petitions_conversation"), "petitions", ["conversation"])
    op.create_index(op.f("ix_petitions_created_at"), "petitions", ["created_at"])
    op.create_table(
        "tickets",
        sa.Column("code", sa.String(length=20), nullable=False),
        sa.Column("conversation", sa.String(length=64), nullable=False),
        sa.Column("channel", sa.String(length=16), nullable=False),
        sa.Column("status", sa.String(length=10), nullable=False),
        sa.Column("callback", sa.Boolean(), nullable=False),
        sa.Column("contact", sa.LargeBinary(), nullable=True),
        sa.Column("about", sa.Text(), nullable=False),
        sa.Column("created_at", Instant(timezone=True), nullable=False),
        sa.Column("notified_at", Instant(timezone=True), nullable=True),
        sa.Column("officer", sa.Integer(), nullable=True),
        sa.Column("claimed_at", Instant(timezone=True), nullable=True),
        sa.Column("closed_at", Instant(timezone=True), nullable=True),
        sa.Column("forwarded", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "status IN ('waiting', 'claimed', 'closed')", name=op.f("ck_tickets_status")
        ),
        sa.ForeignKeyConstraint(["officer"], ["accounts.id"], name=op.f("fk_tickets_officer")),
        sa.PrimaryKeyConstraint("code", name=op.f("pk_tickets")),
    )
    op.create_index(op.f("ix_tickets_conversation"), "tickets", ["conversation", "status"])
    op.create_index(op.f("ix_tickets_created_at"), "tickets", ["created_at"])
    op.create_table(
        "ticket_messages",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("ticket", sa.String(length=20), nullable=False),
        sa.Column("conversation", sa.String(length=64), nullable=False),
        sa.Column("sender", sa.String(length=10), nullable=False),
        sa.Column("status", sa.String(length=10), nullable=True),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("created_at", Instant(timezone=True), nullable=False),
        sa.CheckConstraint(
            "sender IN ('citizen', 'officer', 'assistant')", name=op.f("ck_ticket_messages_sender")
        ),
        sa.ForeignKeyConstraint(
            ["ticket"], ["tickets.code"], name=op.f("fk_ticket_messages_ticket")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_ticket_messages")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_ticket_messages_conversation"), "ticket_messages", ["conversation"])
    op.create_index(op.f("ix_ticket_messages_ticket"), "ticket_messages", ["ticket"])
    op.create_table(
        "feedback",
        sa.Column("conversation", sa.String(length=64), nullable=False),
        sa.Column("message", sa.String(length=64), nullable=False),
        sa.Column("rating", sa.String(length=4), nullable=False),
        sa.Column("comment", sa.Text(), nullable=True),
        sa.Column("evidence", sa.Text(), nullable=True),
        sa.Column("created_at", Instant(timezone=True), nullable=False),
        sa.CheckConstraint("rating IN ('up', 'down')", name=op.f("ck_feedback_rating")),
        sa.PrimaryKeyConstraint("conversation", "message", name=op.f("pk_feedback")),
    )
    op.create_table(
        "unanswered",
        sa.Column("folded", sa.String(length=300), nullable=False),
        sa.Column("text", sa.String(length=300), nullable=False),
        sa.Column("count", sa.Integer(), nullable=False),
        sa.Column("nearest", sa.String(length=200), nullable=True),
        sa.Column("first_at", Instant(timezone=True), nullable=False),
        sa.Column("last_at", Instant(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("folded", name=op.f("pk_unanswered")),
    )
    op.create_index(op.f("ix_unanswered_last_at"), "unanswered", ["last_at"])
    op.create_table(
        "personal_values",
        sa.Column("conversation", sa.String(length=64), nullable=False),
        sa.Column("reference", sa.String(length=32), nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("value", sa.LargeBinary(), nullable=False),
        sa.Column("expires_at", Instant(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("conversation", "reference", name=op.f("pk_personal_values")),
    )
    op.create_index(op.f("ix_personal_values_expires_at"), "personal_values", ["expires_at"])


def downgrade() -> None:
    """Take back."""
    op.drop_table("personal_values")
    op.drop_table("unanswered")
    op.drop_table("feedback")
    op.drop_table("ticket_messages")
    op.drop_table("tickets")
    op.drop_table("petitions")
    op.drop_table("dossiers")
