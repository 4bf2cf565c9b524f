"""Tickets of callers: who is to be called back, and why."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from connectors.inbox import MessageKey
from connectors.phone.tables import PhoneTurn
from core.clock import Clock
from core.references import Vault
from services import tickets

_CHANNEL = "phone"
_LONGEST = 4000


@dataclass(frozen=True, slots=True)
class Callbacks:
    """Opens and closes the tickets of calls, inside the caller's transaction."""

    vault: Vault
    clock: Clock

    def note(self, session: Session, call: str, conversation: str, number: str) -> str:
        """Enters a number to be called back, encrypted.

        A call has one such ticket: another number takes the first one's place.

        Returns:
            The ticket's code.
        """
        digest = _digest(conversation)
        ticket = tickets.current(session, digest, callback=True) or tickets.open_ticket(
            session,
            conversation=digest,
            channel=_CHANNEL,
            about=_so_far(session, call),
            now=self.clock(),
        )
        tickets.call_back(session, ticket, self.vault.seal(number))
        return ticket.code

    def settle(self, session: Session, conversation: str) -> None:
        """Calls off the ticket of someone whom an officer has talked with on the telephone."""
        ticket = tickets.current(session, _digest(conversation))
        if ticket is not None:
            tickets.call_off(session, ticket.code, self.clock())


def _digest(conversation: str) -> str:
    return MessageKey.of(None, conversation, "", "").conversation


def _so_far(session: Session, call: str) -> str:
    """What was said, one line each, masked; the end where it is long."""
    rows = session.scalars(
        select(PhoneTurn).where(PhoneTurn.call == call).order_by(PhoneTurn.turn)
    ).all()
    lines = [
        line
        for row in rows
        for who, words in (("Người dân", row.heard), ("Trợ lý", row.said))
        if words
        for line in [f"{who}: {words}"]
    ]
    return "\n".join(lines)[-_LONGEST:]
