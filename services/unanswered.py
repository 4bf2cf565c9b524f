"""Questions that found no answer: counted, listed, and turned into what answers next time."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import delete, select, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from core.database import Sessions, transaction
from services.tables import Unanswered
from vietnamese.normalise import fold
from vietnamese.syllables import syllables

_LONGEST = 300


def note(sessions: Sessions, text: str, nearest: str | None, now: datetime) -> None:
    """Count a question that found no answer.

    Args:
        sessions: sessions on the database.
        text: the question, masked.
        nearest: the key of the entry or indicator that came nearest.
        now: the present moment.
    """
    folded = folded_question(text)
    if not folded:
        return
    try:
        _count(sessions, folded, text, nearest, now)
    except IntegrityError:
        # Asked for the first time by two at once: now it is there to be counted.
        _count(sessions, folded, text, nearest, now)


def _count(sessions: Sessions, folded: str, text: str, nearest: str | None, now: datetime) -> None:
    again = (
        update(Unanswered)
        .where(Unanswered.folded == folded)
        .values(count=Unanswered.count + 1, nearest=nearest, last_at=now)
        .returning(Unanswered.count)
    )
    with transaction(sessions) as session:
        if session.scalar(again) is None:
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
