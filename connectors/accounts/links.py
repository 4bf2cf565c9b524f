"""One-time codes by which a person ties a chat of another channel to the account."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import Enum, auto

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from connectors.accounts.tokens import digest, new_secret
from core.accounts import Account, LinkCode

LINK_LIFETIME = timedelta(minutes=30)


class Redemption(Enum):
    """What came of a code."""

    GOOD = auto()
    USED = auto()
    EXPIRED = auto()
    UNKNOWN = auto()


@dataclass(frozen=True, slots=True)
class Redeemed:
    """What came of a code, and the account it is or was for (None: unknown)."""

    outcome: Redemption
    account: int | None


def new_link(
    session: Session, account_id: int, now: datetime, lifetime: timedelta = LINK_LIFETIME
) -> str:
    """A fresh code for the account, valid for `lifetime`."""
    code = new_secret()
    session.add(LinkCode(code_hash=digest(code), account_id=account_id, expires_at=now + lifetime))
    return code


def redeem_link(session: Session, code: str, now: datetime) -> Redeemed:
    """Uses up a code; see `redeem_digest`."""
    return redeem_digest(session, digest(code), now)


def redeem_digest(session: Session, code_hash: str, now: datetime) -> Redeemed:
    """Uses up the code of this digest, unless it is unknown, used, expired, or revoked.

    The code of a revoked account is as good as unknown.
    """
    in_force = select(Account.id).where(Account.revoked_at.is_(None))
    # One statement, so that of two who send the same code at once only one gets through.
    account = session.scalar(
        update(LinkCode)
        .where(
            LinkCode.code_hash == code_hash,
            LinkCode.used_at.is_(None),
            LinkCode.expires_at > now,
            LinkCode.account_id.in_(in_force),
        )
        .values(used_at=now)
        .returning(LinkCode.account_id)
    )
    if account is not None:
        return Redeemed(Redemption.GOOD, account)
    known = session.scalar(
        select(LinkCode).where(LinkCode.code_hash == code_hash, LinkCode.account_id.in_(in_force))
    )
    if known is None:
        return Redeemed(Redemption.UNKNOWN, None)
    used = known.used_at is not None
    return Redeemed(Redemption.USED if used else Redemption.EXPIRED, known.account_id)
