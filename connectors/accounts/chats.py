"""Which chats of other channels are whose: tied, found, left, blocked.

Each function works inside the caller's transaction.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import column, delete, func, select, table, update
from sqlalchemy.orm import Session

from core.accounts import Account, LinkedChat

_UNITS = table("units", column("code"), column("short_name"))


def tie(session: Session, channel: str, chat: str, account_id: int, now: datetime) -> None:
    """Makes the chat the account's; whose it was before does not matter."""
    untie(session, channel, chat)
    session.add(LinkedChat(channel=channel, chat=chat, account_id=account_id, linked_at=now))
    session.flush()


def untie(session: Session, channel: str, chat: str) -> bool:
    """Makes the chat nobody's; False where it was."""
    gone = delete(LinkedChat).where(LinkedChat.channel == channel, LinkedChat.chat == chat)
    return session.scalar(gone.returning(LinkedChat.account_id)) is not None


def account_of(session: Session, channel: str, chat: str) -> Account | None:
    """The account in force that the chat belongs to."""
    return session.scalar(
        select(Account)
        .join(LinkedChat)
        .where(
            LinkedChat.channel == channel,
            LinkedChat.chat == chat,
            Account.revoked_at.is_(None),
        )
    )


def set_blocked(session: Session, channel: str, chat: str, when: datetime | None) -> int | None:
    """Notes that the assistant was stopped in a chat, or (None) may write there again.

    Returns:
        The account of the chat, None where it has none or nothing changed.
    """
    changed = LinkedChat.blocked_at.is_(None) if when else LinkedChat.blocked_at.is_not(None)
    return session.scalar(
        update(LinkedChat)
        .where(LinkedChat.channel == channel, LinkedChat.chat == chat, changed)
        .values(blocked_at=when)
        .returning(LinkedChat.account_id)
    )


def open_chats(session: Session, channel: str, account_id: int) -> Sequence[str]:
    """The account's chats of a channel that may be written to unasked."""
    return session.scalars(
        select(LinkedChat.chat)
        .where(
            LinkedChat.channel == channel,
            LinkedChat.account_id == account_id,
            LinkedChat.blocked_at.is_(None),
        )
        .order_by(LinkedChat.linked_at, LinkedChat.chat)
    ).all()


@dataclass(frozen=True, slots=True)
class ChatCount:
    """How many chats of a channel an account has, and in how many of them it was stopped."""

    channel: str
    all: int
    blocked: int


def count_chats(session: Session) -> dict[int, list[ChatCount]]:
    """The chats of all accounts, by the account's id."""
    counts: dict[int, list[ChatCount]] = {}
    for account, channel, every, blocked in session.execute(
        select(
            LinkedChat.account_id,
            LinkedChat.channel,
            func.count(),
            func.count(LinkedChat.blocked_at),
        )
        .group_by(LinkedChat.account_id, LinkedChat.channel)
        .order_by(LinkedChat.account_id, LinkedChat.channel)
    ):
        counts.setdefault(account, []).append(ChatCount(channel, every, blocked))
    return counts


def unit_name(session: Session, code: str) -> str:
    """What a unit of the catalogue is called in short; its code where it is not there."""
    name = session.scalar(select(_UNITS.c.short_name).where(_UNITS.c.code == code))
    return str(name) if name else code
