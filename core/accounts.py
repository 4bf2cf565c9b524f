"""Tables of accounts, their codes and chats, and API keys; secrets are stored as digests alone."""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, Session, mapped_column

from core.database import Base, Instant

HOME_UNIT = "vung-tau"
"""The unit whose citizens are served: its officers answer them; who names no unit means it."""

NAME_LENGTH = 120
DIGEST_LENGTH = 64

# Use is noted to the hour: an answer that only reads need not write.
_NOTED_EVERY = timedelta(hours=1)


class Account(Base):
    """A person who was granted a role over a unit and what lies below it."""

    __tablename__ = "accounts"

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(String(NAME_LENGTH))
    role: Mapped[str] = mapped_column(String(16))
    scope: Mapped[str] = mapped_column(String(80))
    token_hash: Mapped[str] = mapped_column(String(DIGEST_LENGTH), unique=True)
    created_at: Mapped[datetime] = mapped_column(Instant)
    revoked_at: Mapped[datetime | None] = mapped_column(Instant)
    last_active_at: Mapped[datetime | None] = mapped_column(Instant)


class LinkCode(Base):
    """A code that ties a chat of another channel to an account, once."""

    __tablename__ = "link_codes"

    code_hash: Mapped[str] = mapped_column(String(DIGEST_LENGTH), primary_key=True)
    account_id: Mapped[int] = mapped_column(ForeignKey("accounts.id"))
    expires_at: Mapped[datetime] = mapped_column(Instant)
    used_at: Mapped[datetime | None] = mapped_column(Instant)


class LinkedChat(Base):
    """A private chat of another channel whose messages are its account's.

    `blocked_at` is when the person stopped the assistant there: nothing is sent unasked until they
    write again.
    """

    __tablename__ = "linked_chats"

    channel: Mapped[str] = mapped_column(String(16), primary_key=True)
    chat: Mapped[str] = mapped_column(String(64), primary_key=True)
    account_id: Mapped[int] = mapped_column(ForeignKey("accounts.id"), index=True)
    linked_at: Mapped[datetime] = mapped_column(Instant)
    blocked_at: Mapped[datetime | None] = mapped_column(Instant)


class ApiKey(Base):
    """The key of a system that sends figures."""

    __tablename__ = "api_keys"

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(String(NAME_LENGTH), unique=True)
    key_hash: Mapped[str] = mapped_column(String(DIGEST_LENGTH), unique=True)
    created_at: Mapped[datetime] = mapped_column(Instant)
    revoked_at: Mapped[datetime | None] = mapped_column(Instant)


def note_use(session: Session, account: str | None, now: datetime) -> None:
    """Note that an account asks something now; at most one write an hour."""
    found = session.get(Account, int(account)) if account is not None else None
    if found is None:
        return
    last = found.last_active_at
    if last is None or now - last >= _NOTED_EVERY:
        found.last_active_at = now
