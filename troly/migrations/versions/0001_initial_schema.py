"""The first schema."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from core.database import ExactDecimal, Instant

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Apply."""
    op.create_table(
        "accounts",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column("role", sa.String(length=16), nullable=False),
        sa.Column("scope", sa.String(length=80), nullable=False),
        sa.Column("token_hash", sa.String(length=64), nullable=False),
        sa.Column("created_at", Instant(timezone=True), nullable=False),
        sa.Column("revoked_at", Instant(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_accounts")),
        sa.UniqueConstraint("token_hash", name=op.f("uq_accounts_token_hash")),
    )
    op.create_table(
        "api_keys",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column("key_hash", sa.String(length=64), nullable=False),
        sa.Column("created_at", Instant(timezone=True), nullable=False),
        sa.Column("revoked_at", Instant(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_api_keys")),
        sa.UniqueConstraint("key_hash", name=op.f("uq_api_keys_key_hash")),
        sa.UniqueConstraint("name", name=op.f("uq_api_keys_name")),
    )
    op.create_table(
        "catalogue_version",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_catalogue_version")),
    )
    op.create_table(
        "imported_files",
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.PrimaryKeyConstraint("digest", name=op.f("pk_imported_files")),
    )
    op.create_table(
        "indicators",
        sa.Column("code", sa.String(length=100), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("group_name", sa.String(length=100), nullable=False),
        sa.Column("measure", sa.String(length=50), nullable=False),
        sa.Column("direction", sa.String(length=10), nullable=False),
        sa.Column("additive", sa.Boolean(), nullable=False),
        sa.Column("numerator", sa.String(), nullable=True),
        sa.Column("denominator", sa.String(), nullable=True),
        sa.Column("note", sa.String(), nullable=True),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "direction IN ('higher', 'lower', 'neutral')", name=op.f("ck_indicators_direction")
        ),
        sa.PrimaryKeyConstraint("code", name=op.f("pk_indicators")),
    )
    op.create_table(
        "sources",
        sa.Column("id", sa.String(length=100), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("issuer", sa.String(), nullable=False),
        sa.Column("document_number", sa.String(), nullable=True),
        sa.Column("published_on", sa.Date(), nullable=True),
        sa.Column("reference_start", sa.Date(), nullable=True),
        sa.Column("reference_end", sa.Date(), nullable=True),
        sa.Column("visibility", sa.String(length=10), nullable=False),
        sa.Column("url", sa.String(), nullable=True),
        sa.CheckConstraint(
            "visibility IN ('public', 'internal')", name=op.f("ck_sources_visibility")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sources")),
    )
    op.create_table(
        "turns",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("conversation", sa.String(length=64), nullable=False),
        sa.Column("message", sa.String(length=64), nullable=False),
        sa.Column("text_hash", sa.String(length=64), nullable=False),
        sa.Column("state", sa.String(length=16), nullable=False),
        sa.Column("lease_until", Instant(timezone=True), nullable=False),
        sa.Column("replies", sa.Text(), nullable=True),
        sa.Column("created_at", Instant(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_turns")),
        sa.UniqueConstraint("conversation", "message", name=op.f("uq_turns_conversation_message")),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table("turns", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_turns_created_at"), ["created_at"], unique=False)

    op.create_table(
        "units",
        sa.Column("code", sa.String(length=100), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("short_name", sa.String(), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("parent", sa.String(length=100), nullable=True),
        sa.Column("gso_code", sa.String(length=10), nullable=True),
        sa.Column("valid_from", sa.Date(), nullable=True),
        sa.Column("valid_to", sa.Date(), nullable=True),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["parent"], ["units.code"], name=op.f("fk_units_parent")),
        sa.PrimaryKeyConstraint("code", name=op.f("pk_units")),
    )
    op.create_table(
        "indicator_aliases",
        sa.Column("alias", sa.String(length=300), nullable=False),
        sa.Column("indicator", sa.String(length=100), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["indicator"], ["indicators.code"], name=op.f("fk_indicator_aliases_indicator")
        ),
        sa.PrimaryKeyConstraint("alias", name=op.f("pk_indicator_aliases")),
    )
    with op.batch_alter_table("indicator_aliases", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_indicator_aliases_indicator"), ["indicator"], unique=False
        )

    op.create_table(
        "link_codes",
        sa.Column("code_hash", sa.String(length=64), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=False),
        sa.Column("expires_at", Instant(timezone=True), nullable=False),
        sa.Column("used_at", Instant(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["account_id"], ["accounts.id"], name=op.f("fk_link_codes_account_id")
        ),
        sa.PrimaryKeyConstraint("code_hash", name=op.f("pk_link_codes")),
    )
    op.create_table(
        "observations",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("indicator", sa.String(length=100), nullable=False),
        sa.Column("unit", sa.String(length=100), nullable=False),
        sa.Column("period_start", sa.Date(), nullable=False),
        sa.Column("period_end", sa.Date(), nullable=False),
        sa.Column("period_label", sa.String(), nullable=False),
        sa.Column("value", ExactDecimal(), nullable=True),
        sa.Column("numerator", ExactDecimal(), nullable=True),
        sa.Column("denominator", ExactDecimal(), nullable=True),
        sa.Column("text", sa.String(), nullable=True),
        sa.Column("source", sa.String(length=100), nullable=False),
        sa.Column("locator", sa.String(), nullable=False),
        sa.Column("quality", sa.String(), nullable=True),
        sa.Column("simulated", sa.Boolean(), nullable=False),
        sa.CheckConstraint("period_start <= period_end", name=op.f("ck_observations_period")),
        sa.CheckConstraint(
            "value IS NOT NULL OR text IS NOT NULL", name=op.f("ck_observations_figure_or_words")
        ),
        sa.ForeignKeyConstraint(
            ["indicator"], ["indicators.code"], name=op.f("fk_observations_indicator")
        ),
        sa.ForeignKeyConstraint(["source"], ["sources.id"], name=op.f("fk_observations_source")),
        sa.ForeignKeyConstraint(["unit"], ["units.code"], name=op.f("fk_observations_unit")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_observations")),
        sa.UniqueConstraint(
            "indicator",
            "unit",
            "period_start",
            "period_end",
            "source",
            name=op.f("uq_observations_indicator_unit_period_start_period_end_source"),
        ),
    )
    with op.batch_alter_table("observations", schema=None) as batch_op:
        batch_op.create_index(
            "ix_observations_lookup", ["indicator", "unit", "period_end"], unique=False
        )
        batch_op.create_index(batch_op.f("ix_observations_unit"), ["unit"], unique=False)

    op.create_table(
        "targets",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("indicator", sa.String(length=100), nullable=False),
        sa.Column("unit", sa.String(length=100), nullable=False),
        sa.Column("level", sa.String(length=20), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("comparator", sa.String(length=2), nullable=False),
        sa.Column("value", ExactDecimal(), nullable=False),
        sa.Column("text", sa.String(), nullable=True),
        sa.Column("source", sa.String(length=100), nullable=False),
        sa.Column("locator", sa.String(), nullable=False),
        sa.CheckConstraint(
            "comparator IN ('>=', '>', '<=', '<', '=')", name=op.f("ck_targets_comparator")
        ),
        sa.ForeignKeyConstraint(
            ["indicator"], ["indicators.code"], name=op.f("fk_targets_indicator")
        ),
        sa.ForeignKeyConstraint(["source"], ["sources.id"], name=op.f("fk_targets_source")),
        sa.ForeignKeyConstraint(["unit"], ["units.code"], name=op.f("fk_targets_unit")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_targets")),
    )
    with op.batch_alter_table("targets", schema=None) as batch_op:
        batch_op.create_index("ix_targets_lookup", ["indicator", "unit", "year"], unique=False)

    op.create_table(
        "tasks",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(length=100), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("program", sa.String(), nullable=False),
        sa.Column("owner", sa.String(length=100), nullable=True),
        sa.Column("status", sa.String(), nullable=False),
        sa.Column("as_of", sa.Date(), nullable=False),
        sa.Column("source", sa.String(length=100), nullable=False),
        sa.Column("locator", sa.String(), nullable=False),
        sa.Column("note", sa.String(), nullable=True),
        sa.ForeignKeyConstraint(["owner"], ["units.code"], name=op.f("fk_tasks_owner")),
        sa.ForeignKeyConstraint(["source"], ["sources.id"], name=op.f("fk_tasks_source")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_tasks")),
    )
    with op.batch_alter_table("tasks", schema=None) as batch_op:
        batch_op.create_index("ix_tasks_program", ["program", "as_of"], unique=False)

    op.create_table(
        "unit_aliases",
        sa.Column("alias", sa.String(length=200), nullable=False),
        sa.Column("unit", sa.String(length=100), nullable=False),
        sa.ForeignKeyConstraint(["unit"], ["units.code"], name=op.f("fk_unit_aliases_unit")),
        sa.PrimaryKeyConstraint("alias", name=op.f("pk_unit_aliases")),
    )
    with op.batch_alter_table("unit_aliases", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_unit_aliases_unit"), ["unit"], unique=False)

    op.create_table(
        "unit_parts",
        sa.Column("whole", sa.String(length=100), nullable=False),
        sa.Column("part", sa.String(length=100), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["part"], ["units.code"], name=op.f("fk_unit_parts_part")),
        sa.ForeignKeyConstraint(["whole"], ["units.code"], name=op.f("fk_unit_parts_whole")),
        sa.PrimaryKeyConstraint("whole", "part", name=op.f("pk_unit_parts")),
    )
    op.create_table(
        "unit_successors",
        sa.Column("unit", sa.String(length=100), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("gso_code", sa.String(length=10), nullable=True),
        sa.Column("effective_on", sa.Date(), nullable=False),
        sa.Column("resolution", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["unit"], ["units.code"], name=op.f("fk_unit_successors_unit")),
        sa.PrimaryKeyConstraint("unit", "name", name=op.f("pk_unit_successors")),
    )


def downgrade() -> None:
    """Take back."""
    op.drop_table("unit_successors")
    op.drop_table("unit_parts")
    with op.batch_alter_table("unit_aliases", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_unit_aliases_unit"))

    op.drop_table("unit_aliases")
    with op.batch_alter_table("tasks", schema=None) as batch_op:
        batch_op.drop_index("ix_tasks_program")

    op.drop_table("tasks")
    with op.batch_alter_table("targets", schema=None) as batch_op:
        batch_op.drop_index("ix_targets_lookup")

    op.drop_table("targets")
    with op.batch_alter_table("observations", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_observations_unit"))
        batch_op.drop_index("ix_observations_lookup")

    op.drop_table("observations")
    op.drop_table("link_codes")
    with op.batch_alter_table("indicator_aliases", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_indicator_aliases_indicator"))

    op.drop_table("indicator_aliases")
    op.drop_table("units")
    with op.batch_alter_table("turns", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_turns_created_at"))

    op.drop_table("turns")
    op.drop_table("sources")
    op.drop_table("indicators")
    op.drop_table("imported_files")
    op.drop_table("catalogue_version")
    op.drop_table("api_keys")
    op.drop_table("accounts")
