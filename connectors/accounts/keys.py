"""Keys of the systems that send figures.

Each function works inside the caller's transaction.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from connectors.accounts.tokens import checked_name, digest, new_secret
from core.accounts import ApiKey


def create_key(session: Session, name: str, now: datetime) -> str:
    """Makes a key for the system called `name`; it exists in clear only here.

    Raises:
        ValueError: the name is empty, too long or taken (in Vietnamese).
    """
    name = checked_name(name)
    if session.scalar(select(ApiKey.id).where(ApiKey.name == name)) is not None:
        raise ValueError(f"Đã có khóa API mang tên “{name}”: chọn tên khác.")
    key = new_secret()
    session.add(ApiKey(name=name, key_hash=digest(key), created_at=now))
    return key


def list_keys(session: Session) -> Sequence[ApiKey]:
    """All keys, the revoked ones too, oldest first."""
    return session.scalars(select(ApiKey).order_by(ApiKey.id)).all()


def revoke_key(session: Session, name: str, now: datetime) -> bool:
    """Ends the key called `name`; False when there is none or it has ended already."""
    key = session.scalar(select(ApiKey).where(ApiKey.name == name, ApiKey.revoked_at.is_(None)))
    if key is None:
        return False
    key.revoked_at = now
    return True


def authenticate_key(session: Session, key: str) -> str | None:
    """The name of the system that holds `key`, or None when it is unknown or revoked."""
    return session.scalar(
        select(ApiKey.name).where(ApiKey.key_hash == digest(key), ApiKey.revoked_at.is_(None))
    )
