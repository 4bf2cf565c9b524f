"""The table of turns: one row per message, from its arrival to its answer."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum

from sqlalchemy import BigInteger, Integer, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from core.database import Base, Instant

DIGEST_LENGTH = 64


class State(StrEnum):
    """How far a turn has come."""

    RUNNING = "running"
    ANSWERED = "answered"
    FAILED = "failed"


class Turn(Base):
    """A message and its answer. What identifies them is stored as digests alone.

    `conversation` and `message` are the keys of `connectors.inbox.MessageKey`; the text itself is
    not stored. Ids grow in order of arrival within a conversation and are never used again.
    """

    __tablename__ = "turns"
    __table_args__ = (UniqueConstraint("conversation", "message"), {"sqlite_autoincrement": True})

    id: Mapped[int] = mapped_column(BigInteger().with_variant(Integer, "sqlite"), primary_key=True)
    conversation: Mapped[str] = mapped_column(String(DIGEST_LENGTH))
    message: Mapped[str] = mapped_column(String(DIGEST_LENGTH))
    text_hash: Mapped[str] = mapped_column(String(DIGEST_LENGTH))
    state: Mapped[str] = mapped_column(String(16))
    lease_until: Mapped[datetime] = mapped_column(Instant)
    replies: Mapped[str | None] = mapped_column(Text)
    created_at: Mapped[datetime] = mapped_column(Instant, index=True)
