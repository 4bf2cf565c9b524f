"""What an officer's channel needs: tickets to announce, words to carry, nothing of how they look.

All of it blocks. What is given out is given out once: it is put into the channel's own queue in the
transaction that marks it, through the `put` that the channel passes.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime

from sqlalchemy.orm import Session

from core.accounts import Account
from core.clock import Clock
from core.database import Sessions, transaction
from core.references import Vault
from services import tickets
from services.tables import Ticket


class OfficerError(Exception):
    """An officer's wish that cannot be met; the words (Vietnamese) are for the officer."""


@dataclass(frozen=True, slots=True)
class Notice:
    """A ticket as officers are told of it.

    Attributes:
        code: what it is claimed by.
        channel: where the citizen is.
        about: what was said so far, personal data by reference.
        callback: whether the citizen is to be called; the number is told to who claims it.
        since: when the citizen asked.
    """

    code: str
    channel: str
    about: str = field(repr=False)
    callback: bool
    since: datetime


@dataclass(frozen=True, slots=True)
class Claimed:
    """A ticket that is the officer's; `contact` is where to call, for a callback."""

    notice: Notice
    contact: str | None = field(repr=False)


@dataclass(frozen=True, slots=True)
class Forwarded:
    """What a citizen said to the officer who holds the conversation; `number` is the message's."""

    number: int
    officer: int
    code: str
    text: str = field(repr=False)


def _nothing(_session: Session, _done: object) -> None:
    """What goes with a deed where the officer is answered at once."""


class Officers:
    """The officers' side of tickets.

    What an officer does takes a `then`: it runs in the same transaction, with what came of it, so
    that a channel keeps its answer together with the deed.

    Args:
        sessions: Sessions on the database.
        vault: Opens the contacts of callbacks.
        clock: The moment that answers are given at.
    """

    def __init__(self, sessions: Sessions, vault: Vault, clock: Clock) -> None:
        self._sessions = sessions
        self._vault = vault
        self._clock = clock

    def announce(self, put: Callable[[Session, Notice], None]) -> int:
        """Puts each ticket that officers were not told of; tells how many there were."""
        with transaction(self._sessions) as session:
            fresh = tickets.unannounced(session, self._clock())
            for ticket in fresh:
                put(session, _notice(ticket))
            return len(fresh)

    def forward(self, put: Callable[[Session, Forwarded], None]) -> int:
        """Puts each message of a citizen that its officer was not given; tells how many."""
        with transaction(self._sessions) as session:
            messages = tickets.unforwarded(session)
            for message in messages:
                ticket = tickets.find(session, message.ticket)
                if ticket is not None and ticket.officer is not None:
                    said = Forwarded(message.id, ticket.officer, ticket.code, message.text)
                    put(session, said)
            return len(messages)

    def claim(
        self, account_id: int, code: str, then: Callable[[Session, Claimed], None] = _nothing
    ) -> Claimed:
        """Makes a waiting ticket the officer's.

        Raises:
            OfficerError: no such account or ticket, another officer was first, or the officer
                is in a talk already.
        """
        with transaction(self._sessions) as session:
            account = session.get(Account, account_id)
            if account is None or account.revoked_at is not None:
                raise OfficerError(f"Không có tài khoản số {account_id} đang dùng.")
            ticket = _existing(session, code)
            held = tickets.held_by(session, account_id)
            if held is not None and not ticket.callback:
                raise OfficerError(f"Anh/chị đang ở cuộc trò chuyện {held.code}: kết thúc trước.")
            if not tickets.claim(session, code, account_id, self._clock()):
                raise OfficerError(f"Yêu cầu {code} đã có người nhận hoặc đã đóng.")
            claimed = Claimed(_notice(ticket), self._contact(ticket))
            then(session, claimed)
            return claimed

    def contact(self, account_id: int, code: str) -> str | None:
        """Where to call, for the officer who took the callback and has not closed it."""
        with self._sessions() as session:
            ticket = tickets.find(session, code)
            if ticket is None or ticket.officer != account_id or ticket.status != "claimed":
                return None
            return self._contact(ticket)

    def say(
        self, account_id: int, text: str, then: Callable[[Session, str], None] = _nothing
    ) -> str:
        """Says something to the citizen the officer is in a talk with; gives the ticket's code.

        Raises:
            OfficerError: the officer is in no talk.
        """
        with transaction(self._sessions) as session:
            code = _held(session, account_id).code
            if tickets.say(session, code, "officer", text, self._clock()) is None:
                raise OfficerError(f"Cuộc trò chuyện {code} đã kết thúc.")
            then(session, code)
            return code

    def close(
        self,
        account_id: int,
        code: str | None = None,
        then: Callable[[Session, str], None] = _nothing,
    ) -> str:
        """Ends the officer's talk, or the callback of this code; gives the ticket's code.

        Raises:
            OfficerError: the officer holds no such ticket.
        """
        with transaction(self._sessions) as session:
            ticket = _existing(session, code) if code else _held(session, account_id)
            if ticket.officer != account_id:
                raise OfficerError(f"Yêu cầu {ticket.code} không do anh/chị nhận.")
            if not tickets.close(session, ticket.code, self._clock()):
                raise OfficerError(f"Yêu cầu {ticket.code} đã đóng.")
            then(session, ticket.code)
            return ticket.code

    def _contact(self, ticket: Ticket) -> str | None:
        return self._vault.unseal(ticket.contact) if ticket.contact else None


def _existing(session: Session, code: str) -> Ticket:
    ticket = tickets.find(session, code)
    if ticket is None:
        raise OfficerError(f"Không có yêu cầu {code}.")
    return ticket


def _held(session: Session, account_id: int) -> Ticket:
    ticket = tickets.held_by(session, account_id)
    if ticket is None:
        raise OfficerError("Anh/chị không ở cuộc trò chuyện nào (có thể người dân đã kết thúc).")
    return ticket


def _notice(ticket: Ticket) -> Notice:
    return Notice(ticket.code, ticket.channel, ticket.about, ticket.callback, ticket.created_at)
