"""Granting, listing, revoking and recognising accounts.

Each function works inside the caller's transaction.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from sqlalchemy import column, or_, select, table, update
from sqlalchemy.orm import Session

from connectors.accounts.links import LINK_LIFETIME, new_link
from connectors.accounts.tokens import checked_name, digest, new_secret
from core.accounts import Account

# The catalogue of units belongs to `indicators`, which connectors do not import: one column of its
# table is all that is needed here.
_UNITS = table("units", column("code"))
_MINUTE = timedelta(minutes=1)


class Role(StrEnum):
    """What an account may do."""

    LEADER = "leader"
    STAFF = "staff"
    ADMIN = "admin"


@dataclass(frozen=True, slots=True)
class Caller:
    """Who is asking, as far as the rest of the system needs to know."""

    id: int
    role: Role
    scope: str


@dataclass(frozen=True, slots=True)
class Granted:
    """A new account with its secrets, which exist in clear only here."""

    account: Account
    token: str
    link: str


def grant(
    session: Session,
    *,
    name: str,
    role: str,
    scope: str,
    now: datetime,
    link_lifetime: timedelta = LINK_LIFETIME,
) -> Granted:
    """Makes an account with a token and a one-time link code.

    Args:
        session: An open transaction.
        name: Whom the account is for.
        role: `leader`, `staff` or `admin`.
        scope: Code of the unit the account answers for.
        now: The present moment.
        link_lifetime: How long the link code may be used.

    Raises:
        ValueError: the name, role or unit is not acceptable (in Vietnamese).
    """
    if role not in set(Role):
        raise ValueError(f"Không có vai trò “{role}”: chọn {', '.join(Role)}.")
    if session.scalar(select(_UNITS.c.code).where(_UNITS.c.code == scope)) is None:
        raise ValueError(f"Không có đơn vị mang mã “{scope}” trong danh mục đơn vị.")
    token = new_secret()
    account = Account(
        name=checked_name(name), role=role, scope=scope, token_hash=digest(token), created_at=now
    )
    session.add(account)
    session.flush()
    return Granted(account, token, new_link(session, account.id, now, link_lifetime))


def new_link_for(
    session: Session, account_id: int, now: datetime, lifetime: timedelta = LINK_LIFETIME
) -> str | None:
    """Another link code for an account; None when there is none or it has ended."""
    account = session.get(Account, account_id)
    if account is None or account.revoked_at is not None:
        return None
    return new_link(session, account_id, now, lifetime)


def list_accounts(session: Session) -> Sequence[Account]:
    """All accounts, the revoked ones too, oldest first."""
    return session.scalars(select(Account).order_by(Account.id)).all()


def revoke(session: Session, account_id: int, now: datetime) -> bool:
    """Ends an account; False when there is none or it has ended already."""
    account = session.get(Account, account_id)
    if account is None or account.revoked_at is not None:
        return False
    account.revoked_at = now
    return True


def authenticate(session: Session, token: str) -> Caller | None:
    """The caller who holds `token`, or None when it is unknown or revoked."""
    account = session.scalar(
        select(Account).where(Account.token_hash == digest(token), Account.revoked_at.is_(None))
    )
    return None if account is None else caller(account)


def caller(account: Account) -> Caller:
    """The account as the one who asks."""
    return Caller(account.id, Role(account.role), account.scope)


def note_activity(session: Session, account_id: int, now: datetime) -> None:
    """Remembers that the account asked something, to the minute."""
    session.execute(
        update(Account)
        .where(
            Account.id == account_id,
            or_(Account.last_active_at.is_(None), Account.last_active_at < now - _MINUTE),
        )
        .values(last_active_at=now)
    )
