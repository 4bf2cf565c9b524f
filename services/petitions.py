"""Petitions: problems on the spot that citizens report, until they are settled."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from services.codes import new_code
from services.tables import Petition

PREFIX = "PA"
STATUSES: Mapping[str, str] = {
    "received": "đã tiếp nhận",
    "working": "đang xử lý",
    "done": "đã xử lý xong",
    "refused": "không thuộc thẩm quyền",
}


def lodge(
    session: Session,
    *,
    place: str,
    content: str,
    contact: bytes | None,
    channel: str,
    conversation: str,
    now: datetime,
) -> Petition:
    """Take a petition in.

    Args:
        session: an open transaction.
        place: where the problem is.
        content: what it is.
        contact: encrypted, None where the citizen gives none.
        channel: how it came in.
        conversation: the digest of the conversation.
        now: the present moment.

    Returns:
        The petition with the code that the citizen is given.
    """
    petition = Petition(
        code=_free_code(session),
        place=place,
        content=content,
        contact=contact,
        status="received",
        channel=channel,
        conversation=conversation,
        created_at=now,
        changed_at=now,
    )
    session.add(petition)
    session.flush()
    return petition


def find(session: Session, code: str) -> Petition | None:
    """The petition of a code."""
    return session.get(Petition, code)


def listed(session: Session, status: str | None = None) -> Sequence[Petition]:
    """Petitions, the newest first."""
    query = select(Petition).order_by(Petition.created_at.desc())
    if status is not None:
        query = query.where(Petition.status == status)
    return session.scalars(query).all()


def settle(session: Session, code: str, status: str, answer: str | None, now: datetime) -> bool:
    """Note how far a petition is; False when there is none of this code.

    Raises:
        ValueError: no such status (in Vietnamese).
    """
    if status not in STATUSES:
        raise ValueError(f"Không có trạng thái “{status}”: chọn {', '.join(STATUSES)}.")
    petition = session.get(Petition, code)
    if petition is None:
        return False
    petition.status, petition.changed_at = status, now
    petition.answer = answer or petition.answer
    return True


def _free_code(session: Session) -> str:
    while True:
        code = new_code(PREFIX)
        if session.get(Petition, code) is None:
            return code
