"""Questions that found no answer: counted, listed, and turned into what answers next time."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from services.tables import Unanswered
from vietnamese.normalise import fold
from vietnamese.syllables import syllables

_LONGEST = 300


def note(session: Session, text: str, nearest: str | None, now: datetime) -> None:
    """Count a question that found no answer.

    Args:
        session: an open transaction.
        text: the question, masked.
        nearest: the key of the entry or indicator that came nearest.
        now: the present moment.
    """
    folded = folded_question(text)
    if not folded:
        return
    row = session.get(Unanswered, folded)
    if row is None:
        session.add(
            Unanswered(
                folded=folded,
                text=text[:_LONGEST],
                count=1,
                nearest=nearest,
                first_at=now,
                last_at=now,
            )
        )
        return
    row.count, row.last_at, row.nearest = row.count + 1, now, nearest


def listed(session: Session, limit: int) -> Sequence[Unanswered]:
    """The questions asked most often, the latest first among equals."""
    query = select(Unanswered).order_by(Unanswered.count.desc(), Unanswered.last_at.desc())
    return session.scalars(query.limit(limit)).all()


def settle(session: Session, text: str) -> bool:
    """Take a question off the list; False when it is not on it."""
    gone = delete(Unanswered).where(Unanswered.folded == folded_question(text))
    return session.scalar(gone.returning(Unanswered.folded)) is not None


def folded_question(text: str) -> str:
    """What makes two questions the same: their folded syllables."""
    return " ".join(fold(syllable.text) for syllable in syllables(text))[:_LONGEST]
