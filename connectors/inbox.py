"""Idempotency and order of messages, kept in the database so that any number of gateways may run.

A turn is entered on arrival and holds a lease. It may run once no earlier turn of its conversation
is unfinished; the lease is renewed while it waits, and a turn whose gateway died stops counting
when its lease ends. Every change of a conversation's queue happens under one lock, so that who sees
an empty queue is truly first.
"""

from __future__ import annotations

import hashlib
import hmac
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import Enum, auto

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from connectors import statements
from connectors.errors import MessageConflict
from connectors.models import State
from core.clock import Clock
from core.database import Sessions, transaction


@dataclass(frozen=True, slots=True)
class MessageKey:
    """What the database knows of a message: digests, from which nothing can be read back."""

    conversation: str
    message: str
    text: str

    @classmethod
    def of(
        cls, account_id: int | None, conversation_id: str, message_id: str, text: str
    ) -> MessageKey:
        """The key of a message; the context is that of (account or nobody, conversation).

        The conversation id is a secret of at least 120 bits that is stored nowhere: as the key of
        the digests it keeps short texts and message ids from being guessed back.
        """
        account = "" if account_id is None else str(account_id)
        secret = conversation_id.encode()
        return cls(
            hashlib.sha256(f"{account}\n{conversation_id}".encode()).hexdigest(),
            hmac.digest(secret, message_id.encode(), "sha256").hex(),
            hmac.digest(secret, text.encode(), "sha256").hex(),
        )


class Standing(Enum):
    """Where a message stands after a look at the queue."""

    READY = auto()
    """Ours, and its turn has come."""
    WAITING = auto()
    """Ours; an earlier turn of the conversation is unfinished."""
    THEIRS = auto()
    """Another request with the same message is at it."""
    ANSWERED = auto()
    FAILED = auto()
    LOST = auto()
    """The lease ended or another request took over: enter it again."""


@dataclass(frozen=True, slots=True)
class Place:
    """A message's turn and standing; `replies` holds the JSON of an answered one."""

    turn: int
    standing: Standing
    replies: str | None = None


class Inbox:
    """The queue of turns.

    Args:
        sessions: Sessions on the database.
        clock: The true present: leases must end even where the business day is fixed for a test.
        lease: How long a turn counts without a sign of life; longer than a turn may run.
    """

    def __init__(self, sessions: Sessions, clock: Clock, lease: timedelta) -> None:
        self._sessions = sessions
        self._clock = clock
        self._lease = lease

    def enter(self, key: MessageKey) -> Place:
        """Enters a message, or finds the turn it already has.

        A failed or abandoned turn of the same message is replaced by one at the queue's end.

        Raises:
            MessageConflict: the message id was used with another text.
        """
        now = self._clock()
        same = {"p_conversation": key.conversation, "p_message": key.message}
        with transaction(self._sessions) as session:
            _lock(session, key.conversation)
            # The removal comes first: on SQLite the first write is what takes the lock.
            session.execute(
                statements.REMOVE_UNANSWERED, {**same, "p_text_hash": key.text, "p_now": now}
            )
            found = session.execute(statements.FIND, same).one_or_none()
            if found is None:
                return self._append(session, key, now)
        if found.text_hash != key.text:
            raise MessageConflict
        answered = found.state == State.ANSWERED
        return Place(found.id, Standing.ANSWERED if answered else Standing.THEIRS, found.replies)

    def _append(self, session: Session, key: MessageKey, now: datetime) -> Place:
        row = {
            "conversation": key.conversation,
            "message": key.message,
            "text_hash": key.text,
            "state": State.RUNNING,
            "lease_until": now + self._lease,
            "created_at": now,
        }
        turn = session.scalars(statements.APPEND, row).one()
        return _place(session, turn, key.conversation, now)

    def renew(self, turn: int, conversation: str) -> Place:
        """Renews the lease of a waiting turn and sees whether its turn has come."""
        now = self._clock()
        lease = {"p_turn": turn, "p_now": now, "p_lease_until": now + self._lease}
        with transaction(self._sessions) as session:
            _lock(session, conversation)
            if session.scalar(statements.RENEW, lease) is None:
                return Place(turn, Standing.LOST)
            return _place(session, turn, conversation, now)

    def look(self, turn: int) -> Place:
        """How a turn that another request runs is getting on."""
        with self._sessions() as session:
            found = session.execute(statements.LOOK, {"p_turn": turn}).one_or_none()
        if found is None:
            return Place(turn, Standing.LOST)
        match State(found.state):
            case State.ANSWERED:
                return Place(turn, Standing.ANSWERED, found.replies)
            case State.FAILED:
                return Place(turn, Standing.FAILED)
            case State.RUNNING:
                alive = found.lease_until > self._clock()
                return Place(turn, Standing.THEIRS if alive else Standing.LOST)

    def finish(self, turn: int, replies: str) -> bool:
        """Keeps the answer of a turn; False when another request took the turn over meanwhile."""
        return self._close(turn, State.ANSWERED, replies)

    def fail(self, turn: int) -> bool:
        """Lets the conversation go on without this turn; its message may be sent again."""
        return self._close(turn, State.FAILED, None)

    def _close(self, turn: int, state: State, replies: str | None) -> bool:
        with transaction(self._sessions) as session:
            return _end(session, turn, state, replies)

    def purge(self, retention: timedelta) -> int:
        """Deletes the turns that arrived longer ago than `retention` and no longer run.

        Returns:
            How many were deleted.
        """
        now = self._clock()
        with transaction(self._sessions) as session:
            gone = session.scalars(statements.PURGE, {"p_before": now - retention, "p_now": now})
            return len(gone.all())


def finish_in(session: Session, turn: int, replies: str) -> bool:
    """`Inbox.finish` within a transaction that does more."""
    return _end(session, turn, State.ANSWERED, replies)


def _end(session: Session, turn: int, state: State, replies: str | None) -> bool:
    end = {"p_turn": turn, "p_state": state, "p_replies": replies}
    return session.scalar(statements.CLOSE, end) is not None


def _place(session: Session, turn: int, conversation: str, now: datetime) -> Place:
    place = {"p_turn": turn, "p_conversation": conversation, "p_now": now}
    earlier = session.scalar(statements.HAS_EARLIER, place)
    return Place(turn, Standing.WAITING if earlier else Standing.READY)


def _lock(session: Session, conversation: str) -> None:
    """Holds the conversation's queue until the transaction ends.

    PostgreSQL hands out ids before rows are visible: without the lock a later message could find
    the queue empty. SQLite has one writer at a time; there the first write is the lock.
    """
    if session.get_bind().dialect.name == "postgresql":
        number = int.from_bytes(bytes.fromhex(conversation[:16]), signed=True)
        session.execute(select(func.pg_advisory_xact_lock(number)))
