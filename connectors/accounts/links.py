"""One-time codes by which a person ties a chat of another channel to the account."""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from connectors.accounts.tokens import digest, new_secret
from core.accounts import Account, LinkCode

LINK_LIFETIME = timedelta(hours=48)


def new_link(session: Session, account_id: int, now: datetime) -> str:
    """A fresh code for the account, valid for `LINK_LIFETIME`."""
    code = new_secret()
    session.add(
        LinkCode(code_hash=digest(code), account_id=account_id, expires_at=now + LINK_LIFETIME)
    )
    return code


def redeem_link(session: Session, code: str, now: datetime) -> int | None:
    """Uses up a code.

    Returns:
        The id of its account; None when the code is unknown, used, expired, or its account revoked.
    """
    # One statement, so that of two who send the same code at once only one gets through.
    return session.scalar(
        update(LinkCode)
        .where(
            LinkCode.code_hash == digest(code),
            LinkCode.used_at.is_(None),
            LinkCode.expires_at > now,
            LinkCode.account_id.in_(select(Account.id).where(Account.revoked_at.is_(None))),
        )
        .values(used_at=now)
        .returning(LinkCode.account_id)
    )
