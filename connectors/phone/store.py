"""Calls and their turns in the database: each turn runs once, on whichever gateway it arrives."""

from __future__ import annotations

import base64
import hashlib
import hmac
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import delete, select, update
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from connectors.inbox import MessageKey
from connectors.phone.model import CallState, Event, Heard, Outcome
from connectors.phone.tables import PhoneCall, PhoneTurn
from core.clock import Clock
from core.database import Sessions, transaction
from core.references import Vault

_IDLE = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class Mine:
    """The turn is ours to run.

    Attributes:
        state: of the call before the turn.
        lease_until: names our hold on it, should another gateway take it over.
    """

    state: CallState
    lease_until: datetime


@dataclass(frozen=True, slots=True)
class Theirs:
    """Another request runs the turn."""


@dataclass(frozen=True, slots=True)
class Done:
    """What the provider is to be sent: the turn's own answer, or the latest one of the call."""

    response: str


@dataclass(frozen=True, slots=True)
class Over:
    """The call has ended."""


Entry = Mine | Theirs | Done | Over


@dataclass(frozen=True, slots=True)
class Finished:
    """How a turn ended.

    Attributes:
        state: of the call from now on.
        event: what the turn was, now that it is known.
        response: for the provider.
        heard: the caller, masked.
        said: to the caller, masked.
        outcome: of the call so far, None: as it was.
        ticket: that was opened.
    """

    state: CallState
    event: Event
    response: str
    heard: str
    said: str
    outcome: Outcome | None
    ticket: str | None = None


class Calls:
    """The store of calls.

    Args:
        sessions: Sessions on the database.
        vault: Encrypts what names or quotes the caller.
        clock: The true present.
        lease: How long a turn counts without an answer.
        secret: From it and a call's id the conversation's id is made.
    """

    def __init__(
        self, sessions: Sessions, vault: Vault, clock: Clock, lease: timedelta, secret: str
    ) -> None:
        self._sessions = sessions
        self._vault = vault
        self._clock = clock
        self._lease = lease
        self._secret = hashlib.sha256(f"phone\n{secret}".encode()).digest()

    def conversation(self, call: str) -> str:
        """The secret id of a call's conversation: nobody else can make it from the call's id."""
        digest = hmac.digest(self._secret, call.encode(), "sha256")
        return base64.urlsafe_b64encode(digest).decode().rstrip("=")

    def enter(self, heard: Heard, caller: str) -> Entry:
        """Enters a turn, or finds what became of it.

        A call that is not known begins with this turn, whatever its number. A turn that is not the
        next one (late, or ahead) gets the latest answer, whose address is the right one.

        Args:
            heard: the turn.
            caller: the number to call back, "" where there is none.
        """
        now = self._clock()
        with transaction(self._sessions) as session:
            self._begin(session, heard, caller, now)
            call = session.scalars(
                select(PhoneCall).where(PhoneCall.call == heard.call).with_for_update()
            ).one()
            turn = session.get(PhoneTurn, (heard.call, heard.turn))
            if turn is not None and turn.response is not None:
                return self._done(turn.response)
            state = self._state(call)
            if state is None:
                return Over()
            if turn is not None:
                if turn.lease_until > now:
                    return Theirs()
                session.delete(turn)
                session.flush()
            elif heard.turn != call.turn:
                return self._latest(session, call)
            lease_until = now + self._lease
            session.add(
                PhoneTurn(
                    call=heard.call,
                    turn=heard.turn,
                    event=heard.event,
                    heard="",
                    said="",
                    lease_until=lease_until,
                    started_at=now,
                )
            )
            call.last_at = now
            return Mine(state, lease_until)

    def look(self, call: str, turn: int) -> Entry:
        """How a turn that another request runs is getting on."""
        with self._sessions() as session:
            row = session.get(PhoneTurn, (call, turn))
        if row is None or row.response is None:
            return Theirs()
        return self._done(row.response)

    def finish(self, heard: Heard, entry: Mine, work: Callable[[Session], Finished]) -> str | None:
        """Runs the last part of a turn and keeps its answer, in one transaction.

        Args:
            heard: the turn.
            entry: as `enter` gave it.
            work: what remains to be done; it is done only if the turn still counts.

        Returns:
            The answer for the provider; None where the call ended meanwhile, or another gateway
            took the turn over.
        """
        now = self._clock()
        mine = (
            PhoneTurn.call == heard.call,
            PhoneTurn.turn == heard.turn,
            PhoneTurn.lease_until == entry.lease_until,
            PhoneTurn.response.is_(None),
        )
        with transaction(self._sessions) as session:
            # The turn moves on first: on SQLite the first write is what takes the lock.
            moved = session.scalar(
                update(PhoneCall)
                .where(
                    PhoneCall.call == heard.call,
                    PhoneCall.turn == heard.turn,
                    PhoneCall.ended_at.is_(None),
                )
                .values(turn=heard.turn + 1, last_at=now)
                .returning(PhoneCall.call)
            )
            row = session.scalar(select(PhoneTurn).where(*mine)) if moved is not None else None
            if row is None:
                session.rollback()
                return None
            done = work(session)
            call = session.scalars(select(PhoneCall).where(PhoneCall.call == heard.call)).one()
            call.state = self._vault.seal(done.state.model_dump_json())
            call.ticket = done.ticket or call.ticket
            call.outcome = _outcome(done.outcome or Outcome(call.outcome), call.ticket)
            row.response = self._vault.seal(done.response)
            row.event, row.heard, row.said = done.event, done.heard, done.said
            row.took_ms = int((now - row.started_at) / timedelta(milliseconds=1))
            return done.response

    def end(self, call: str, duration_s: int | None = None) -> bool:
        """Closes a call; False when it is not known or was closed before."""
        now = self._clock()
        with transaction(self._sessions) as session:
            ended = session.execute(
                update(PhoneCall)
                .where(PhoneCall.call == call, PhoneCall.ended_at.is_(None))
                .values(ended_at=now, state=None, duration_s=duration_s)
                .returning(PhoneCall.outcome, PhoneCall.started_at)
            ).one_or_none()
            if ended is None:
                return False
            changes: dict[str, object] = {}
            if ended.outcome == Outcome.TALKING:
                changes["outcome"] = Outcome.HUNG_UP
            if duration_s is None:
                changes["duration_s"] = int((now - ended.started_at).total_seconds())
            if changes:
                session.execute(update(PhoneCall).where(PhoneCall.call == call).values(**changes))
            return True

    def purge(self, retention: timedelta) -> int:
        """Closes calls whose end was never told, and deletes old ones; tells how many went."""
        now = self._clock()
        with transaction(self._sessions) as session:
            silent = (PhoneCall.ended_at.is_(None), PhoneCall.last_at < now - _IDLE)
            session.execute(
                update(PhoneCall)
                .where(*silent, PhoneCall.outcome == Outcome.TALKING)
                .values(outcome=Outcome.ABANDONED)
            )
            session.execute(
                update(PhoneCall).where(*silent).values(ended_at=PhoneCall.last_at, state=None)
            )
            old = select(PhoneCall.call).where(PhoneCall.ended_at < now - retention)
            session.execute(delete(PhoneTurn).where(PhoneTurn.call.in_(old)))
            gone = delete(PhoneCall).where(PhoneCall.ended_at < now - retention)
            return len(session.scalars(gone.returning(PhoneCall.call)).all())

    def _begin(self, session: Session, heard: Heard, caller: str, now: datetime) -> None:
        """Makes a call's row where there is none; two that arrive at once make one."""
        conversation = self.conversation(heard.call)
        state = CallState(conversation=conversation, caller=caller, called=heard.called)
        row = {
            "call": heard.call,
            "conversation": MessageKey.of(None, conversation, "", "").conversation,
            "state": self._vault.seal(state.model_dump_json()),
            "turn": heard.turn,
            "outcome": Outcome.TALKING,
            "started_at": now,
            "last_at": now,
        }
        insert = (
            postgresql.insert if session.get_bind().dialect.name == "postgresql" else sqlite.insert
        )
        session.execute(insert(PhoneCall).values(row).on_conflict_do_nothing())

    def _latest(self, session: Session, call: PhoneCall) -> Entry:
        row = session.get(PhoneTurn, (call.call, call.turn - 1))
        return Theirs() if row is None or row.response is None else self._done(row.response)

    def _done(self, response: bytes) -> Entry:
        told = self._vault.unseal(response)
        return Over() if told is None else Done(told)

    def _state(self, call: PhoneCall) -> CallState | None:
        """What a call remembers; None when it has ended, or the key of its state is gone."""
        if call.ended_at is not None or call.state is None:
            return None
        state = self._vault.unseal(call.state)
        return None if state is None else CallState.model_validate_json(state)


def _outcome(outcome: Outcome, ticket: str | None) -> Outcome:
    """How a call went; who is to be called back may well have said goodbye then."""
    officer = outcome in {Outcome.TRANSFERRED, Outcome.CALLBACK}
    return Outcome.CALLBACK if ticket and not officer else outcome
