"""Tables of the Telegram channel: what is to be answered or sent, buttons, talks with officers."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import BigInteger, ForeignKey, Index, Integer, String, Text, text
from sqlalchemy.orm import Mapped, mapped_column

import services.tables  # noqa: F401 - the table that `TicketNotice.ticket` refers to
from core.database import Base, Instant


class Job(Base):
    """An update to answer or a brief to deliver, from its arrival until it is dealt with.

    `key` tells repetitions, `lane` what must happen one after the other. `body` and `answer` are
    emptied when the job is done; what stays is the key, so that a late repetition is recognised.
    A job may be taken once `free_at` has come: it is the end of a lease and of a pause alike.
    """

    __tablename__ = "telegram_jobs"
    __table_args__ = (
        Index(
            "ix_telegram_jobs_lane",
            "lane",
            "number",
            postgresql_where=text("done_at IS NULL"),
            sqlite_where=text("done_at IS NULL"),
        ),
        {"sqlite_autoincrement": True},
    )

    number: Mapped[int] = mapped_column(
        BigInteger().with_variant(Integer, "sqlite"), primary_key=True
    )
    key: Mapped[str] = mapped_column(String(80), unique=True)
    lane: Mapped[str] = mapped_column(String(40))
    body: Mapped[str] = mapped_column(Text)
    answer: Mapped[str | None] = mapped_column(Text)
    sent: Mapped[int] = mapped_column(default=0)
    attempts: Mapped[int] = mapped_column(default=0)
    arrived_at: Mapped[datetime] = mapped_column(Instant)
    free_at: Mapped[datetime] = mapped_column(Instant)
    done_at: Mapped[datetime | None] = mapped_column(Instant)


class PressKey(Base):
    """What a button sends when it is pressed: Telegram itself carries 64 bytes alone."""

    __tablename__ = "telegram_buttons"

    key: Mapped[str] = mapped_column(String(32), primary_key=True)
    chat: Mapped[int] = mapped_column(BigInteger)
    title: Mapped[str] = mapped_column(String(200))
    text: Mapped[str] = mapped_column(Text)
    expires_at: Mapped[datetime] = mapped_column(Instant, index=True)


class TicketNotice(Base):
    """A message that told an officer's chat of a waiting ticket, until it says who took it."""

    __tablename__ = "telegram_notices"

    ticket: Mapped[str] = mapped_column(ForeignKey("tickets.code"), primary_key=True)
    chat: Mapped[int] = mapped_column(BigInteger, primary_key=True)
    message: Mapped[int] = mapped_column(BigInteger, primary_key=True)


class TalkChat(Base):
    """The chat of a conversation that an officer was asked for; gone when the talk is over.

    `heard` is the last message of the talk that the chat was given.
    """

    __tablename__ = "telegram_talks"

    conversation: Mapped[str] = mapped_column(String(64), primary_key=True)
    chat: Mapped[int] = mapped_column(BigInteger)
    heard: Mapped[int]
