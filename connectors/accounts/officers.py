"""Whose account may take the tickets of citizens.

Each function works inside the caller's transaction.
"""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import column, select, table
from sqlalchemy.orm import Session

from connectors.accounts.service import Role
from core.accounts import HOME_UNIT, Account, LinkedChat

_UNITS = table("units", column("code"), column("parent"))
_ROLES = (Role.STAFF, Role.ADMIN)


def is_officer(session: Session, account: Account | None) -> bool:
    """Whether the account is staff's or an administrator's and its scope covers the city."""
    if account is None or account.revoked_at is not None or account.role not in _ROLES:
        return False
    return account.scope in _covering(session)


def officers_chats(session: Session, channel: str) -> Sequence[str]:
    """The chats of all officers that may be written to unasked."""
    return session.scalars(
        select(LinkedChat.chat)
        .join(Account)
        .where(
            LinkedChat.channel == channel,
            LinkedChat.blocked_at.is_(None),
            Account.revoked_at.is_(None),
            Account.role.in_(_ROLES),
            Account.scope.in_(_covering(session)),
        )
        .order_by(LinkedChat.linked_at, LinkedChat.chat)
    ).all()


def _covering(session: Session) -> list[str]:
    """The city and the units that it lies in: a scope covers what lies below it."""
    above = select(_UNITS.c.code, _UNITS.c.parent).where(_UNITS.c.code == HOME_UNIT)
    chain = above.cte("covering", recursive=True)
    higher = select(_UNITS.c.code, _UNITS.c.parent).join(chain, _UNITS.c.code == chain.c.parent)
    return list(session.scalars(select(chain.union_all(higher).c.code)))
