"""What accounts asked to be sent unasked: kept, changed, ended, and found when it is due."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, time, timedelta

from sqlalchemy import ForeignKey, String, select, update
from sqlalchemy.orm import Mapped, Session, mapped_column

from core.accounts import Account
from core.clock import LOCAL_ZONE
from core.database import Base, Instant

EVERY_DAY = "1234567"
MORNING = "07:00"


class Subscription(Base):
    """An account's morning brief.

    `days` are the days of the week as digits, Monday 1 ("12345"); `time` is "07:00", local.
    `sent_at` is the moment up to which everything was told, `next_at` the moment of the next run:
    one that was missed stays due, and is caught up once.
    """

    __tablename__ = "subscriptions"

    account_id: Mapped[int] = mapped_column(ForeignKey("accounts.id"), primary_key=True)
    days: Mapped[str] = mapped_column(String(7))
    time: Mapped[str] = mapped_column(String(5))
    active: Mapped[bool]
    created_at: Mapped[datetime] = mapped_column(Instant)
    sent_at: Mapped[datetime] = mapped_column(Instant)
    next_at: Mapped[datetime] = mapped_column(Instant)


def subscription_of(session: Session, account_id: int) -> Subscription | None:
    """The account's subscription, active or ended; None where it never had one."""
    return session.get(Subscription, account_id)


def subscribe(
    session: Session, account_id: int, now: datetime, days: str | None, at: str | None
) -> Subscription:
    """Starts the account's subscription, or changes when it is sent.

    Args:
        session: an open transaction.
        account_id: whose brief.
        now: the present moment.
        days: days of the week; None: as before, or every day.
        at: local time; None: as before, or `MORNING`.
    """
    known = subscription_of(session, account_id)
    if known is None:
        known = Subscription(account_id=account_id, active=False, created_at=now)
        session.add(known)
    if not known.active:
        known.days, known.time, known.sent_at = EVERY_DAY, MORNING, now
    known.days, known.time = days or known.days, at or known.time
    known.active = True
    known.next_at = next_run(known.days, known.time, now)
    session.flush()
    return known


def unsubscribe(session: Session, account_id: int) -> bool:
    """Ends the account's subscription; False where none was active."""
    ended = session.scalar(
        update(Subscription)
        .where(Subscription.account_id == account_id, Subscription.active)
        .values(active=False)
        .returning(Subscription.account_id)
    )
    return ended is not None


def due(session: Session, now: datetime) -> Sequence[Subscription]:
    """The active subscriptions of accounts in force whose run has come."""
    return session.scalars(
        select(Subscription)
        .join(Account)
        .where(Subscription.active, Subscription.next_at <= now, Account.revoked_at.is_(None))
        .order_by(Subscription.next_at, Subscription.account_id)
    ).all()


def claim(session: Session, one: Subscription, now: datetime) -> bool:
    """Takes a due run; False where another gateway took it first.

    However many runs were missed, the next one is in the future: one brief makes up for all.
    """
    taken = session.scalar(
        update(Subscription)
        .where(
            Subscription.account_id == one.account_id,
            Subscription.active,
            Subscription.next_at == one.next_at,
        )
        .values(sent_at=now, next_at=next_run(one.days, one.time, now))
        .returning(Subscription.account_id)
        .execution_options(synchronize_session=False)
    )
    return taken is not None


def next_run(days: str, at: str, after: datetime) -> datetime:
    """The first moment behind `after` that is `at` (local) on one of the `days` of the week."""
    start = after.astimezone(LOCAL_ZONE)
    for ahead in range(8):
        day = start.date() + timedelta(days=ahead)
        moment = datetime.combine(day, time.fromisoformat(at), LOCAL_ZONE)
        if str(day.isoweekday()) in days and moment > after:
            return moment
    raise ValueError(f"no day of the week: {days!r}")
