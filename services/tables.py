"""Tables of dossiers, petitions, tickets with officers, feedback and unanswered questions."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, LargeBinary, String, Text
from sqlalchemy.orm import Mapped, mapped_column

import core.accounts  # noqa: F401 - the table that `Ticket.officer` refers to
from core.database import Base, Instant


class Dossier(Base):
    """How far a dossier is, as the province's system told last.

    `phone_digest` is a keyed digest of the last digits of the applicant's phone: who knows them
    is shown the details.
    """

    __tablename__ = "dossiers"

    code: Mapped[str] = mapped_column(String(40), primary_key=True)
    service: Mapped[str]
    status: Mapped[str] = mapped_column(String(100))
    office: Mapped[str | None]
    received_on: Mapped[date]
    due_on: Mapped[date | None]
    finished_on: Mapped[date | None]
    note: Mapped[str | None]
    phone_digest: Mapped[str] = mapped_column(String(64))
    simulated: Mapped[bool] = mapped_column(default=False)


class Petition(Base):
    """A problem on the spot that a citizen reported; the contact is encrypted."""

    __tablename__ = "petitions"
    __table_args__ = (
        CheckConstraint("status IN ('received', 'working', 'done', 'refused')", name="status"),
    )

    code: Mapped[str] = mapped_column(String(20), primary_key=True)
    place: Mapped[str] = mapped_column(String(300))
    content: Mapped[str] = mapped_column(Text)
    contact: Mapped[bytes | None] = mapped_column(LargeBinary)
    status: Mapped[str] = mapped_column(String(10))
    answer: Mapped[str | None] = mapped_column(Text)
    channel: Mapped[str] = mapped_column(String(16))
    conversation: Mapped[str] = mapped_column(String(64), index=True)
    created_at: Mapped[datetime] = mapped_column(Instant, index=True)
    changed_at: Mapped[datetime] = mapped_column(Instant)


class Ticket(Base):
    """A citizen who asked for an officer, until it is closed.

    A `callback` is called later; otherwise the officer who claims it talks in the conversation.
    `forwarded` is the last message of the citizen that the officer was given.
    """

    __tablename__ = "tickets"
    __table_args__ = (
        CheckConstraint("status IN ('waiting', 'claimed', 'closed')", name="status"),
        Index("ix_tickets_conversation", "conversation", "status"),
    )

    code: Mapped[str] = mapped_column(String(20), primary_key=True)
    conversation: Mapped[str] = mapped_column(String(64))
    channel: Mapped[str] = mapped_column(String(16))
    status: Mapped[str] = mapped_column(String(10))
    callback: Mapped[bool]
    contact: Mapped[bytes | None] = mapped_column(LargeBinary)
    about: Mapped[str] = mapped_column(Text)
    created_at: Mapped[datetime] = mapped_column(Instant, index=True)
    notified_at: Mapped[datetime | None] = mapped_column(Instant)
    officer: Mapped[int | None] = mapped_column(ForeignKey("accounts.id"))
    claimed_at: Mapped[datetime | None] = mapped_column(Instant)
    closed_at: Mapped[datetime | None] = mapped_column(Instant)
    forwarded: Mapped[int] = mapped_column(default=0)


class TicketMessage(Base):
    """What citizen and officer said to each other; ids grow in the order of the stream.

    `status` is set where the message tells that the ticket was claimed or closed.
    """

    __tablename__ = "ticket_messages"
    __table_args__ = (
        CheckConstraint("sender IN ('citizen', 'officer', 'assistant')", name="sender"),
        {"sqlite_autoincrement": True},
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    ticket: Mapped[str] = mapped_column(ForeignKey("tickets.code"), index=True)
    conversation: Mapped[str] = mapped_column(String(64), index=True)
    sender: Mapped[str] = mapped_column(String(10))
    status: Mapped[str | None] = mapped_column(String(10))
    text: Mapped[str] = mapped_column(Text)
    created_at: Mapped[datetime] = mapped_column(Instant)


class Feedback(Base):
    """What a person thought of an answer; the last word counts."""

    __tablename__ = "feedback"
    __table_args__ = (CheckConstraint("rating IN ('up', 'down')", name="rating"),)

    conversation: Mapped[str] = mapped_column(String(64), primary_key=True)
    message: Mapped[str] = mapped_column(String(64), primary_key=True)
    rating: Mapped[str] = mapped_column(String(4))
    comment: Mapped[str | None] = mapped_column(Text)
    evidence: Mapped[str | None] = mapped_column(Text)
    created_at: Mapped[datetime] = mapped_column(Instant)


class Unanswered(Base):
    """A question (masked) that found no answer, how often, and what came nearest."""

    __tablename__ = "unanswered"

    folded: Mapped[str] = mapped_column(String(300), primary_key=True)
    text: Mapped[str] = mapped_column(String(300))
    count: Mapped[int]
    nearest: Mapped[str | None] = mapped_column(String(200))
    first_at: Mapped[datetime] = mapped_column(Instant)
    last_at: Mapped[datetime] = mapped_column(Instant, index=True)
