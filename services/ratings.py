"""Answers that people were not content with."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from services.tables import Feedback


@dataclass(frozen=True)
class Disliked:
    """Answers alike: what they rested on (JSON), and how many ratings they got."""

    evidence: str
    down: int
    up: int


def disliked(session: Session, limit: int) -> Sequence[Disliked]:
    """The answers that were rated down most often, with how often they were rated up."""
    down = func.count().filter(Feedback.rating == "down")
    up = func.count().filter(Feedback.rating == "up")
    query = (
        select(Feedback.evidence, down, up)
        .group_by(Feedback.evidence)
        .having(down > 0)
        .order_by(down.desc(), Feedback.evidence)
        .limit(limit)
    )
    return [Disliked(evidence or "{}", *counts) for evidence, *counts in session.execute(query)]


def comments(session: Session, evidence: str) -> Sequence[str]:
    """What was said about answers of one kind that were rated down, the latest first."""
    query = select(Feedback.comment).where(
        Feedback.evidence == evidence, Feedback.rating == "down", Feedback.comment.is_not(None)
    )
    return [text for text in session.scalars(query.order_by(Feedback.created_at.desc())) if text]
