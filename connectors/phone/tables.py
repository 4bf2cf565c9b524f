"""Tables of calls and their turns: what any gateway needs to go on, and what is kept as a log."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, LargeBinary, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from connectors.phone.model import Outcome
from core.database import Base, Instant

CALL_LENGTH = 160


class PhoneCall(Base):
    """A call.

    `call` names it with its provider; `conversation` is the digest under which the engine and the
    tickets know it. `caller` and `state` are encrypted; both go when the call ends.
    """

    __tablename__ = "phone_calls"
    __table_args__ = (
        CheckConstraint(
            f"outcome IN ({', '.join(repr(one.value) for one in Outcome)})", name="outcome"
        ),
        Index("ix_phone_calls_ended_at", "ended_at"),
    )

    call: Mapped[str] = mapped_column(String(CALL_LENGTH), primary_key=True)
    conversation: Mapped[str] = mapped_column(String(64), index=True)
    state: Mapped[bytes | None] = mapped_column(LargeBinary)
    turn: Mapped[int]
    outcome: Mapped[str] = mapped_column(String(12))
    ticket: Mapped[str | None] = mapped_column(String(20))
    started_at: Mapped[datetime] = mapped_column(Instant, index=True)
    last_at: Mapped[datetime] = mapped_column(Instant)
    ended_at: Mapped[datetime | None] = mapped_column(Instant)
    duration_s: Mapped[int | None]


class PhoneTurn(Base):
    """A turn of a call: entered when its webhook arrives, done when it has an answer.

    `heard` and `said` are masked; `response` is what the provider was sent, encrypted, and is sent
    again, byte for byte, when the webhook is repeated.
    """

    __tablename__ = "phone_turns"

    call: Mapped[str] = mapped_column(
        ForeignKey("phone_calls.call", ondelete="CASCADE"), primary_key=True
    )
    turn: Mapped[int] = mapped_column(primary_key=True)
    event: Mapped[str] = mapped_column(String(12))
    heard: Mapped[str] = mapped_column(Text)
    said: Mapped[str] = mapped_column(Text)
    response: Mapped[bytes | None] = mapped_column(LargeBinary)
    lease_until: Mapped[datetime] = mapped_column(Instant)
    started_at: Mapped[datetime] = mapped_column(Instant)
    took_ms: Mapped[int | None]
