"""The knowledge base in the database: what answers is what is here."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import CheckConstraint, Integer, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from core.database import Base, Instant


class KnowledgeEntry(Base):
    """A procedure or frequent question: its checked fields as JSON."""

    __tablename__ = "knowledge_entries"
    __table_args__ = (CheckConstraint("kind IN ('procedure', 'faq')", name="kind"),)

    key: Mapped[str] = mapped_column(String(60), primary_key=True)
    kind: Mapped[str] = mapped_column(String(10))
    body: Mapped[str] = mapped_column(Text)
    changed_at: Mapped[datetime] = mapped_column(Instant)


class KnowledgePhrase(Base):
    """A way to ask for an entry that was learned from a question people asked."""

    __tablename__ = "knowledge_phrases"

    phrase: Mapped[str] = mapped_column(String(200), primary_key=True)
    key: Mapped[str] = mapped_column(String(60))
    added_by: Mapped[str] = mapped_column(String(120))
    added_at: Mapped[datetime] = mapped_column(Instant)


class KnowledgeVersion(Base):
    """One row that every change counts up: readers reload when it moved."""

    __tablename__ = "knowledge_version"

    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    version: Mapped[int]
