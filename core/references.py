"""Personal data by reference: the values lie here, encrypted, for a limited time."""

from __future__ import annotations

import base64
import hashlib
import hmac
from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from sqlalchemy import LargeBinary, String, delete, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from core.database import Base, Instant
from core.privacy import Personal, replace_personal
from core.settings import Settings, privacy_keys


class PersonalValue(Base):
    """What a reference of a conversation stands for.

    `digest` is keyed: it finds a value again without giving it away.
    """

    __tablename__ = "personal_values"

    conversation: Mapped[str] = mapped_column(String(64), primary_key=True)
    reference: Mapped[str] = mapped_column(String(32), primary_key=True)
    digest: Mapped[str] = mapped_column(String(64))
    value: Mapped[bytes] = mapped_column(LargeBinary)
    expires_at: Mapped[datetime] = mapped_column(Instant, index=True)


class Vault:
    """Takes personal data out of texts, and gives it back to those who need it.

    Args:
        keys: secrets; the first encrypts, all decrypt, so that one can be replaced.
        retention: how long a value is kept after it was last said.
    """

    def __init__(self, keys: Sequence[str], retention: timedelta) -> None:
        if not keys:
            raise ValueError("a key is needed to keep personal data")
        self._fernet = MultiFernet([Fernet(_fernet_key(key)) for key in keys])
        self._digest_key = hashlib.sha256(f"digest\n{keys[0]}".encode()).digest()
        self._retention = retention

    def store(self, session: Session, conversation: str, text: str, now: datetime) -> str:
        """The text with references in place of the personal data, which is kept.

        A value that the conversation had before keeps its reference.

        Args:
            session: an open transaction.
            conversation: its digest.
            text: cleaned.
            now: the present moment.
        """
        known: dict[str, PersonalValue] | None = None

        def reference(found: Personal) -> str:
            nonlocal known
            if known is None:
                mine = PersonalValue.conversation == conversation
                known = {
                    row.digest: row for row in session.scalars(select(PersonalValue).where(mine))
                }
            digest = self._digest(found)
            row = known.get(digest)
            if row is None:
                row = PersonalValue(
                    conversation=conversation,
                    reference=_next_reference(found.kind, known.values()),
                    digest=digest,
                    value=self._fernet.encrypt(found.value.encode()),
                )
                session.add(row)
                known[digest] = row
            row.expires_at = now + self._retention
            return row.reference

        return replace_personal(text, reference)

    def resolve(
        self, session: Session, conversation: str, reference: str, now: datetime
    ) -> str | None:
        """What a reference stands for; None when it is unknown, expired or its key is gone."""
        row = session.get(PersonalValue, (conversation, reference))
        if row is None or row.expires_at <= now:
            return None
        try:
            return self._fernet.decrypt(row.value).decode()
        except InvalidToken:
            return None

    def seal(self, value: str) -> bytes:
        """A value encrypted, for a record that outlives the conversation."""
        return self._fernet.encrypt(value.encode())

    def unseal(self, value: bytes) -> str | None:
        """What `seal` encrypted, None when its key is gone."""
        try:
            return self._fernet.decrypt(value).decode()
        except InvalidToken:
            return None

    def _digest(self, found: Personal) -> str:
        said = f"{found.kind}\n{found.value}".encode()
        return hmac.digest(self._digest_key, said, "sha256").hex()


def open_vault(settings: Settings) -> Vault:
    """The vault of this system: gateway and action server must be given the same keys.

    Raises:
        OSError: the key under `VAR` cannot be read or written.
    """
    return Vault(privacy_keys(settings), timedelta(hours=settings.personal_retention_h))


def forget(session: Session, conversation: str) -> int:
    """Deletes the personal data of a conversation and tells how many values there were."""
    mine = PersonalValue.conversation == conversation
    return len(
        session.scalars(delete(PersonalValue).where(mine).returning(PersonalValue.reference)).all()
    )


def purge(session: Session, now: datetime) -> int:
    """Deletes what has expired and tells how many values there were."""
    expired = PersonalValue.expires_at <= now
    return len(
        session.scalars(
            delete(PersonalValue).where(expired).returning(PersonalValue.reference)
        ).all()
    )


def _next_reference(kind: str, known: Iterable[PersonalValue]) -> str:
    """A reference that no value has: after the highest, since earlier ones may be gone."""
    numbers = [
        int(number.rstrip("]"))
        for row in known
        for name, _, number in [row.reference.lstrip("[").partition(":")]
        if name == kind
    ]
    return f"[{kind}:{max(numbers, default=0) + 1}]"


def _fernet_key(secret: str) -> bytes:
    return base64.urlsafe_b64encode(hashlib.sha256(secret.encode()).digest())
