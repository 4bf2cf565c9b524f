"""What accounts asked to be sent unasked, and when it was last sent."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from core.database import Base, Instant


class Subscription(Base):
    """An account's morning brief.

    `days` are the days of the week as digits, Monday 1 ("12345"); `time` is "07:00", local.
    `sent_at` is the moment up to which everything was sent: a run that was missed is caught up
    once.
    """

    __tablename__ = "subscriptions"

    account_id: Mapped[int] = mapped_column(ForeignKey("accounts.id"), primary_key=True)
    days: Mapped[str] = mapped_column(String(7))
    time: Mapped[str] = mapped_column(String(5))
    active: Mapped[bool]
    created_at: Mapped[datetime] = mapped_column(Instant)
    sent_at: Mapped[datetime] = mapped_column(Instant)
