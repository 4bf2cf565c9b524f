"""Tables of the indicator database."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, UniqueConstraint, func
from sqlalchemy.orm import Mapped, mapped_column

from core.database import Base, ExactDecimal, Instant

CODE = 100
INTERNAL = "internal"
"""The visibility of sources whose rows only accounts in charge may see."""


class Unit(Base):
    """An administrative unit, body or aggregate of units; `code` is stable."""

    __tablename__ = "units"

    code: Mapped[str] = mapped_column(String(CODE), primary_key=True)
    name: Mapped[str]
    short_name: Mapped[str]
    kind: Mapped[str] = mapped_column(String(20))
    parent: Mapped[str | None] = mapped_column(ForeignKey("units.code"))
    gso_code: Mapped[str | None] = mapped_column(String(10))
    valid_from: Mapped[date | None]
    valid_to: Mapped[date | None]
    position: Mapped[int]


class UnitAlias(Base):
    """Another way people name a unit."""

    __tablename__ = "unit_aliases"

    alias: Mapped[str] = mapped_column(String(200), primary_key=True)
    unit: Mapped[str] = mapped_column(ForeignKey("units.code"), index=True)


class UnitPart(Base):
    """`part` belongs to `whole` when a figure of the whole is split (not the same as parent)."""

    __tablename__ = "unit_parts"

    whole: Mapped[str] = mapped_column(ForeignKey("units.code"), primary_key=True)
    part: Mapped[str] = mapped_column(ForeignKey("units.code"), primary_key=True)
    position: Mapped[int]


class UnitSuccessor(Base):
    """The body that took a unit's place, and by which resolution."""

    __tablename__ = "unit_successors"

    unit: Mapped[str] = mapped_column(ForeignKey("units.code"), primary_key=True)
    name: Mapped[str] = mapped_column(String(200), primary_key=True)
    gso_code: Mapped[str | None] = mapped_column(String(10))
    effective_on: Mapped[date]
    resolution: Mapped[str]


class Indicator(Base):
    """What is measured.

    `direction` tells whether more is better; only `additive` indicators may be summed over units
    of one level and one period.
    """

    __tablename__ = "indicators"
    __table_args__ = (
        CheckConstraint("direction IN ('higher', 'lower', 'neutral')", name="direction"),
    )

    code: Mapped[str] = mapped_column(String(CODE), primary_key=True)
    name: Mapped[str]
    group: Mapped[str] = mapped_column("group_name", String(100))
    measure: Mapped[str] = mapped_column(String(50))
    direction: Mapped[str] = mapped_column(String(10))
    additive: Mapped[bool]
    numerator: Mapped[str | None]
    denominator: Mapped[str | None]
    note: Mapped[str | None]
    position: Mapped[int]


class IndicatorAlias(Base):
    """Another way people name an indicator."""

    __tablename__ = "indicator_aliases"

    alias: Mapped[str] = mapped_column(String(300), primary_key=True)
    indicator: Mapped[str] = mapped_column(ForeignKey("indicators.code"), index=True)
    position: Mapped[int]


class Source(Base):
    """A document that figures come from; `visibility` decides who may see its rows."""

    __tablename__ = "sources"
    __table_args__ = (CheckConstraint("visibility IN ('public', 'internal')", name="visibility"),)

    id: Mapped[str] = mapped_column(String(CODE), primary_key=True)
    title: Mapped[str]
    issuer: Mapped[str]
    document_number: Mapped[str | None]
    published_on: Mapped[date | None]
    reference_start: Mapped[date | None]
    reference_end: Mapped[date | None]
    visibility: Mapped[str] = mapped_column(String(10))
    url: Mapped[str | None]


class Observation(Base):
    """A figure (or words in its place) of an indicator, a unit and a period, as reported."""

    __tablename__ = "observations"
    __table_args__ = (
        UniqueConstraint("indicator", "unit", "period_start", "period_end", "source"),
        Index("ix_observations_lookup", "indicator", "unit", "period_end"),
        CheckConstraint("period_start <= period_end", name="period"),
        CheckConstraint("value IS NOT NULL OR text IS NOT NULL", name="figure_or_words"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    indicator: Mapped[str] = mapped_column(ForeignKey("indicators.code"))
    unit: Mapped[str] = mapped_column(ForeignKey("units.code"), index=True)
    period_start: Mapped[date]
    period_end: Mapped[date]
    period_label: Mapped[str]
    value: Mapped[Decimal | None] = mapped_column(ExactDecimal)
    numerator: Mapped[Decimal | None] = mapped_column(ExactDecimal)
    denominator: Mapped[Decimal | None] = mapped_column(ExactDecimal)
    text: Mapped[str | None]
    source: Mapped[str] = mapped_column(ForeignKey("sources.id"))
    locator: Mapped[str]
    quality: Mapped[str | None]
    simulated: Mapped[bool] = mapped_column(default=False)
    # By the database's clock: when the row came in, or was last corrected.
    recorded_at: Mapped[datetime] = mapped_column(
        Instant, server_default=func.now(), onupdate=func.now()
    )


class Target(Base):
    """A target for a unit and a year; two that disagree may stand side by side."""

    __tablename__ = "targets"
    __table_args__ = (
        CheckConstraint("comparator IN ('>=', '>', '<=', '<', '=')", name="comparator"),
        Index("ix_targets_lookup", "indicator", "unit", "year"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    indicator: Mapped[str] = mapped_column(ForeignKey("indicators.code"))
    unit: Mapped[str] = mapped_column(ForeignKey("units.code"))
    level: Mapped[str] = mapped_column(String(20))
    year: Mapped[int]
    comparator: Mapped[str] = mapped_column(String(2))
    value: Mapped[Decimal] = mapped_column(ExactDecimal)
    text: Mapped[str | None]
    source: Mapped[str] = mapped_column(ForeignKey("sources.id"))
    locator: Mapped[str]


class Task(Base):
    """The status of a programme's task as one source saw it on one day."""

    __tablename__ = "tasks"
    __table_args__ = (Index("ix_tasks_program", "program", "as_of"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    code: Mapped[str] = mapped_column(String(CODE))
    name: Mapped[str]
    program: Mapped[str]
    owner: Mapped[str | None] = mapped_column(ForeignKey("units.code"))
    status: Mapped[str]
    as_of: Mapped[date]
    source: Mapped[str] = mapped_column(ForeignKey("sources.id"))
    locator: Mapped[str]
    note: Mapped[str | None]


class AuditEntry(Base):
    """An internal figure that was shown: to whom, what, when, over which channel."""

    __tablename__ = "audit_entries"

    id: Mapped[int] = mapped_column(primary_key=True)
    at: Mapped[datetime] = mapped_column(Instant, index=True)
    account: Mapped[str] = mapped_column(String(40), index=True)
    channel: Mapped[str] = mapped_column(String(16))
    kind: Mapped[str] = mapped_column(String(20))
    indicator: Mapped[str] = mapped_column(String(CODE))
    unit: Mapped[str] = mapped_column(String(CODE))
    period_start: Mapped[date]
    period_end: Mapped[date]
    source: Mapped[str] = mapped_column(String(CODE))
    simulated: Mapped[bool]


class ImportedFiles(Base):
    """A set of files that was imported, by its digest.

    Starting the system again must not bring back figures that were corrected since.
    """

    __tablename__ = "imported_files"

    digest: Mapped[str] = mapped_column(String(64), primary_key=True)


class CatalogueVersion(Base):
    """One row that every change of the catalogue counts up: readers reload when it moved."""

    __tablename__ = "catalogue_version"

    id: Mapped[int] = mapped_column(primary_key=True)
    version: Mapped[int]
