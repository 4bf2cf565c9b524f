"""Tickets: a citizen who wants an officer, the officer who takes it, what they say."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from services.codes import new_code
from services.tables import Ticket, TicketMessage

PREFIX = "CB"
_OPEN = ("waiting", "claimed")


def current(session: Session, conversation: str) -> Ticket | None:
    """The ticket of a conversation that is not closed; a callback is none."""
    return session.scalar(
        select(Ticket)
        .where(
            Ticket.conversation == conversation,
            Ticket.status.in_(_OPEN),
            Ticket.callback.is_(False),
        )
        .order_by(Ticket.created_at.desc())
        .limit(1)
    )


def open_ticket(
    session: Session,
    *,
    conversation: str,
    channel: str,
    about: str,
    now: datetime,
    callback: bool = False,
    contact: bytes | None = None,
) -> Ticket:
    """A new ticket, or the one the conversation already has.

    Args:
        session: an open transaction.
        conversation: its digest.
        channel: where the citizen is.
        about: what was said so far, masked.
        now: the present moment.
        callback: whether the citizen is called later.
        contact: where to, encrypted.
    """
    if not callback and (ticket := current(session, conversation)) is not None:
        return ticket
    ticket = Ticket(
        code=_free_code(session),
        conversation=conversation,
        channel=channel,
        status="waiting",
        callback=callback,
        contact=contact,
        about=about,
        created_at=now,
    )
    session.add(ticket)
    session.flush()
    return ticket


def claim(session: Session, code: str, officer: int, now: datetime) -> bool:
    """Take a waiting ticket; of several officers who try at once one gets it."""
    taken = session.scalar(
        update(Ticket)
        .where(Ticket.code == code, Ticket.status == "waiting")
        .values(status="claimed", officer=officer, claimed_at=now)
        .returning(Ticket.code)
    )
    return taken is not None


def close(session: Session, code: str, now: datetime) -> bool:
    """Hand the conversation back to the assistant; False when it is closed already."""
    closed = session.scalar(
        update(Ticket)
        .where(Ticket.code == code, Ticket.status.in_(_OPEN))
        .values(status="closed", closed_at=now)
        .returning(Ticket.code)
    )
    return closed is not None


def held_by(session: Session, officer: int) -> Ticket | None:
    """The conversation an officer is in."""
    return session.scalar(
        select(Ticket)
        .where(Ticket.officer == officer, Ticket.status == "claimed", Ticket.callback.is_(False))
        .order_by(Ticket.claimed_at.desc())
        .limit(1)
    )


def waiting(session: Session) -> Sequence[Ticket]:
    """Tickets nobody has taken, the oldest first."""
    query = select(Ticket).where(Ticket.status == "waiting").order_by(Ticket.created_at)
    return session.scalars(query).all()


def unannounced(session: Session, now: datetime) -> Sequence[Ticket]:
    """Takes the tickets that officers were not told of yet; each is given out once."""
    codes = session.scalars(
        update(Ticket)
        .where(Ticket.status == "waiting", Ticket.notified_at.is_(None))
        .values(notified_at=now)
        .returning(Ticket.code)
    ).all()
    query = select(Ticket).where(Ticket.code.in_(codes)).order_by(Ticket.created_at)
    return session.scalars(query).all()


def say(session: Session, ticket: Ticket, sender: str, text: str, now: datetime) -> TicketMessage:
    """Add a message of "citizen", "officer" or "assistant" to the stream."""
    message = TicketMessage(
        ticket=ticket.code,
        conversation=ticket.conversation,
        sender=sender,
        text=text,
        created_at=now,
    )
    session.add(message)
    session.flush()
    return message


def heard_since(session: Session, conversation: str, after: int) -> Sequence[TicketMessage]:
    """What was said in a conversation after a message's id, in order."""
    return session.scalars(
        select(TicketMessage)
        .where(TicketMessage.conversation == conversation, TicketMessage.id > after)
        .order_by(TicketMessage.id)
    ).all()


def _free_code(session: Session) -> str:
    while True:
        code = new_code(PREFIX)
        if session.get(Ticket, code) is None:
            return code
