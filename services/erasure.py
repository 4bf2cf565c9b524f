"""What is kept of a conversation under services, erased when the citizen asks for it."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import delete, update
from sqlalchemy.orm import Session

from core import references
from services import tickets
from services.tables import Feedback, Petition


def erase(session: Session, conversation: str, now: datetime) -> None:
    """Erase personal data, talks with officers, feedback and the contacts of petitions.

    A petition itself stays: it is being dealt with, and no longer tells who lodged it.

    Args:
        session: an open transaction.
        conversation: its digest.
        now: the present moment.
    """
    references.forget(session, conversation)
    tickets.erase(session, conversation, now)
    session.execute(delete(Feedback).where(Feedback.conversation == conversation))
    mine = update(Petition).where(Petition.conversation == conversation)
    session.execute(mine.values(contact=None, conversation=""))
