"""Ways to ask that officers teach the knowledge base: they answer at once, with no retraining."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy.orm import Session

from kb.importer import count_up
from kb.tables import KnowledgeEntry, KnowledgePhrase

_LONGEST = 200


def learn(session: Session, phrase: str, key: str, by: str, now: datetime) -> None:
    """Have a phrase find an entry from now on.

    Args:
        session: an open transaction.
        phrase: as people ask.
        key: of the entry that answers.
        by: who decided so.
        now: the present moment.

    Raises:
        ValueError: the phrase or the key is not acceptable (in Vietnamese).
    """
    phrase = " ".join(phrase.split())
    if not phrase or len(phrase) > _LONGEST:
        raise ValueError(f"Câu hỏi cần có từ 1 đến {_LONGEST} ký tự.")
    if session.get(KnowledgeEntry, key) is None:
        raise ValueError(f"Không có mục “{key}”. Xem các mục: troly kb list")
    session.merge(KnowledgePhrase(phrase=phrase, key=key, added_by=by, added_at=now))
    count_up(session)
