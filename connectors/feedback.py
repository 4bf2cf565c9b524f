"""What a person thought of an answer."""

from __future__ import annotations

import json
from datetime import datetime
from typing import Any, Literal

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from connectors.inbox import MessageKey
from connectors.models import State, Turn
from core.database import Sessions, transaction
from core.privacy import mask
from services.tables import Feedback
from vietnamese.normalise import clean

Rating = Literal["up", "down"]

# Enough to see which answer was meant; codes of dossiers, petitions and tickets are left out.
_TOLD = ("kind", "indicator", "unit", "procedure", "facet", "faq", "form", "reason", "intent")


def rate(
    sessions: Sessions, key: MessageKey, rating: Rating, comment: str | None, now: datetime
) -> bool:
    """Keeps a rating, the last one of each answer; False where that message has no answer."""
    try:
        return _rate(sessions, key, rating, comment, now)
    except IntegrityError:
        # The first rating came twice at once.
        return _rate(sessions, key, rating, comment, now)


def _rate(
    sessions: Sessions, key: MessageKey, rating: Rating, comment: str | None, now: datetime
) -> bool:
    answered = select(Turn.replies).where(
        Turn.conversation == key.conversation,
        Turn.message == key.message,
        Turn.state == State.ANSWERED,
    )
    with transaction(sessions) as session:
        replies = session.scalar(answered)
        if replies is None:
            return False
        session.merge(
            Feedback(
                conversation=key.conversation,
                message=key.message,
                rating=rating,
                comment=mask(clean(comment)) if comment else None,
                evidence=_told(replies),
                created_at=now,
            )
        )
    return True


def _told(replies: str) -> str:
    evidence: dict[str, Any] = next(
        (reply["evidence"] for reply in json.loads(replies) if reply["evidence"]), {}
    )
    return json.dumps({name: evidence[name] for name in _TOLD if name in evidence})
