"""What is still to be answered or sent, in the database: nothing is lost, nothing done twice.

A job is taken under a lease that is renewed while it is worked on; one whose gateway died is free
again when its lease ends. Of a lane only the first unfinished job may be taken: that keeps the
order. Every taking gets a number (`attempts`), and only its holder may change the job.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import delete, exists, insert, select, update
from sqlalchemy.orm import Session, aliased

from connectors.telegram.models import Job
from core.clock import Clock
from core.database import Sessions, transaction

LEASE = timedelta(seconds=30)
RETENTION = timedelta(hours=48)
"""Longer than Telegram repeats an update (24 hours)."""

_NO_OBJECTS = {"synchronize_session": False}


@dataclass(frozen=True, slots=True)
class Taken:
    """A job in hand.

    Attributes:
        number: the job's number.
        attempt: how many times it was taken: the proof that it is still ours.
        key: what tells its repetitions.
        body: what is to be done (JSON).
        answer: what is to be sent (JSON), once that is known.
        sent: how many parts of the answer have been sent.
        arrived_at: when it came in.
    """

    number: int
    attempt: int
    key: str
    body: str
    answer: str | None
    sent: int
    arrived_at: datetime


class Lost(Exception):
    """The lease ended and the job is another's."""


class JobQueue:
    """The jobs of the Telegram channel.

    Args:
        sessions: Sessions on the database.
        clock: The true present.
    """

    def __init__(self, sessions: Sessions, clock: Clock) -> None:
        self._sessions = sessions
        self._clock = clock

    def put(self, key: str, lane: str, body: str) -> bool:
        """Stores a job; False where one of this key was stored before."""
        with transaction(self._sessions) as session:
            return self.put_in(session, key, lane, body)

    def put_in(self, session: Session, key: str, lane: str, body: str) -> bool:
        """`put` in the caller's transaction."""
        if session.scalar(select(Job.number).where(Job.key == key)) is not None:
            return False
        now = self._clock()
        row = {
            "key": key,
            "lane": lane,
            "body": body,
            "sent": 0,
            "attempts": 0,
            "arrived_at": now,
            "free_at": now,
        }
        session.execute(insert(Job), row)
        return True

    def take(self) -> Taken | None:
        """The next job that may be worked on, for `LEASE`."""
        now = self._clock()
        free, earlier = aliased(Job), aliased(Job)
        waits = exists().where(
            earlier.lane == free.lane, earlier.done_at.is_(None), earlier.number < free.number
        )
        first = (
            select(free.number)
            .where(free.done_at.is_(None), free.free_at <= now, ~waits)
            .order_by(free.number)
            .limit(1)
            .scalar_subquery()
        )
        with transaction(self._sessions) as session:
            row = session.execute(
                update(Job)
                .where(Job.number == first, Job.done_at.is_(None), Job.free_at <= now)
                .values(free_at=now + LEASE, attempts=Job.attempts + 1)
                .returning(
                    Job.number, Job.attempts, Job.key, Job.body, Job.answer, Job.sent,
                    Job.arrived_at,
                )
                .execution_options(**_NO_OBJECTS)
            ).one_or_none()  # fmt: skip
        return None if row is None else Taken(*row)

    def keep(self, job: Taken) -> None:
        """Renews the lease."""
        self._change(job, free_at=self._clock() + LEASE)

    def settle(self, session: Session, job: Taken, answer: str) -> None:
        """Keeps what is to be sent, in the transaction that whatever led to it belongs to."""
        _change_in(session, job, answer=answer)

    def advance(self, job: Taken, sent: int, note: Callable[[Session], None] | None = None) -> None:
        """Notes how many parts have been sent, and in the same transaction what `note` adds."""
        with transaction(self._sessions) as session:
            _change_in(session, job, sent=sent)
            if note is not None:
                note(session)

    def pause(self, job: Taken, wait: timedelta) -> None:
        """Gives the job back, to be taken again after `wait`."""
        self._change(job, free_at=self._clock() + wait)

    def finish(self, job: Taken) -> None:
        """The job is dealt with; what it said is forgotten."""
        self._change(job, done_at=self._clock(), body="", answer=None)

    def purge(self) -> int:
        """Deletes the jobs that were finished longer ago than `RETENTION`."""
        old = delete(Job).where(Job.done_at < self._clock() - RETENTION).returning(Job.number)
        with transaction(self._sessions) as session:
            return len(session.scalars(old).all())

    def _change(self, job: Taken, **values: Any) -> None:
        with transaction(self._sessions) as session:
            _change_in(session, job, **values)


def _change_in(session: Session, job: Taken, **values: Any) -> None:
    ours = (
        update(Job)
        .where(Job.number == job.number, Job.attempts == job.attempt, Job.done_at.is_(None))
        .values(**values)
        .returning(Job.number)
        .execution_options(**_NO_OBJECTS)
    )
    if session.scalar(ours) is None:
        raise Lost
