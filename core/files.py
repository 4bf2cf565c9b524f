"""Pictures and documents made for one person: fetched by an unguessable name, for a short time."""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import LargeBinary, String, delete, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from core.database import Base, Instant

LIFETIME = timedelta(hours=24)
PATH = "/files/"

_TYPES = {
    "png": "image/png",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
}


class KeptFile(Base):
    """A file with its name for the reader; the token that opens it is stored as a digest."""

    __tablename__ = "files"

    token_hash: Mapped[str] = mapped_column(String(64), primary_key=True)
    name: Mapped[str] = mapped_column(String(200))
    content: Mapped[bytes] = mapped_column(LargeBinary)
    expires_at: Mapped[datetime] = mapped_column(Instant, index=True)


@dataclass(frozen=True)
class Fetched:
    """A file as it is sent."""

    name: str
    content: bytes

    @property
    def media_type(self) -> str:
        """By the ending of the name."""
        return _TYPES[self.name.rpartition(".")[2]]


def keep(session: Session, name: str, content: bytes, now: datetime) -> str:
    """Stores a file for `LIFETIME`.

    Args:
        session: an open transaction.
        name: what the reader's copy is called; its ending tells the format (png, xlsx, docx).
        content: the whole file.
        now: the present moment.

    Returns:
        The path under which the gateway serves it.

    Raises:
        ValueError: a format that is never served.
    """
    ending = name.rpartition(".")[2]
    if ending not in _TYPES:
        raise ValueError(f"not a format that is served: {name}")
    token = secrets.token_urlsafe(32)
    row = KeptFile(token_hash=_digest(token), name=name, content=content, expires_at=now + LIFETIME)
    session.add(row)
    return f"{PATH}{token}.{ending}"


Keep = Callable[[str, bytes], str]
"""`keep` for one turn: name and content in, path out."""


def fetch(session: Session, token: str, now: datetime) -> Fetched | None:
    """The file that a token (the last part of its path) opens, None when unknown or expired."""
    bare, _, ending = token.partition(".")
    row = session.scalar(
        select(KeptFile).where(KeptFile.token_hash == _digest(bare), KeptFile.expires_at > now)
    )
    if row is None or not row.name.endswith(f".{ending}"):
        return None
    return Fetched(row.name, row.content)


def purge(session: Session, now: datetime) -> int:
    """Deletes expired files and tells how many."""
    expired = delete(KeptFile).where(KeptFile.expires_at <= now).returning(KeptFile.token_hash)
    return len(session.scalars(expired).all())


def _digest(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()
