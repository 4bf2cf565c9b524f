"""Tickets: a citizen who wants an officer, the officer who takes it, what they say.

Each function works inside the caller's transaction. Who writes to a ticket holds its row first, so
that messages of one conversation become visible in the order of their ids: the stream that reads on
from the last id it saw misses none.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import delete, select, update
from sqlalchemy.orm import Session

from services.codes import new_code
from services.tables import Ticket, TicketMessage

PREFIX = "CB"
CLAIMED = "Cán bộ đã vào cuộc trò chuyện. Anh/chị cứ nhắn ở đây."
CLOSED = "Cán bộ đã kết thúc hỗ trợ, tôi tiếp tục trả lời anh/chị."
_OPEN = ("waiting", "claimed")


def current(session: Session, conversation: str, *, callback: bool = False) -> Ticket | None:
    """The ticket of a conversation that is not closed: for a talk there, or for a callback."""
    return session.scalar(
        select(Ticket)
        .where(
            Ticket.conversation == conversation,
            Ticket.status.in_(_OPEN),
            Ticket.callback.is_(callback),
        )
        .order_by(Ticket.created_at.desc())
        .limit(1)
    )


def find(session: Session, code: str) -> Ticket | None:
    """The ticket of a code."""
    return session.get(Ticket, code)


def open_ticket(
    session: Session, *, conversation: str, channel: str, about: str, now: datetime
) -> Ticket:
    """A new ticket, or the one the conversation already has.

    Args:
        session: an open transaction.
        conversation: its digest.
        channel: where the citizen is.
        about: what was said so far, masked.
        now: the present moment.
    """
    known = current(session, conversation)
    if known is not None:
        return known
    ticket = Ticket(
        code=_free_code(session),
        conversation=conversation,
        channel=channel,
        status="waiting",
        callback=False,
        about=about,
        created_at=now,
    )
    session.add(ticket)
    session.flush()
    return ticket


def call_back(session: Session, ticket: Ticket, contact: bytes) -> None:
    """Make a waiting ticket one that is called back; officers are told of it anew.

    Args:
        session: an open transaction.
        ticket: as `open_ticket` gave it.
        contact: where to call, encrypted.
    """
    ticket.callback, ticket.contact, ticket.notified_at = True, contact, None
    session.flush()


def claim(session: Session, code: str, officer: int, now: datetime) -> bool:
    """Take a waiting ticket; of several officers who try at once one gets it."""
    taken = session.scalar(
        update(Ticket)
        .where(Ticket.code == code, Ticket.status == "waiting")
        .values(status="claimed", officer=officer, claimed_at=now)
        .returning(Ticket)
    )
    if taken is None:
        return False
    if not taken.callback:
        _tell(session, taken, "claimed", CLAIMED, now)
    return True


def close(session: Session, code: str, now: datetime) -> bool:
    """Hand the conversation back to the assistant; False when it is closed already."""
    closed = _closed(session, code, now)
    if closed is None:
        return False
    if not closed.callback:
        _tell(session, closed, "closed", CLOSED, now)
    return True


def call_off(session: Session, code: str, now: datetime) -> bool:
    """The citizen needs no officer any more; False when the ticket is closed already."""
    return _closed(session, code, now) is not None


def held_by(session: Session, officer: int) -> Ticket | None:
    """The conversation an officer is in."""
    return session.scalar(
        select(Ticket)
        .where(Ticket.officer == officer, Ticket.status == "claimed", Ticket.callback.is_(False))
        .order_by(Ticket.claimed_at.desc())
        .limit(1)
    )


def listed(session: Session, *, closed: bool = False) -> Sequence[Ticket]:
    """Tickets, the oldest first; closed ones only where asked for."""
    query = select(Ticket).order_by(Ticket.created_at)
    if not closed:
        query = query.where(Ticket.status.in_(_OPEN))
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


def say(session: Session, code: str, sender: str, text: str, now: datetime) -> TicketMessage | None:
    """Add a message of "citizen" or "officer" to a talk; None when no officer is in it."""
    # A change that changes nothing: whoever closes the ticket meanwhile waits, or came first.
    held = session.scalar(
        update(Ticket)
        .where(Ticket.code == code, Ticket.status == "claimed", Ticket.callback.is_(False))
        .values(status="claimed")
        .returning(Ticket)
    )
    return _add(session, held, sender, text, now) if held is not None else None


def heard_since(session: Session, conversation: str, after: int) -> Sequence[TicketMessage]:
    """What was said in a conversation after a message's id, in order."""
    return session.scalars(
        select(TicketMessage)
        .where(TicketMessage.conversation == conversation, TicketMessage.id > after)
        .order_by(TicketMessage.id)
    ).all()


def said_in(session: Session, code: str) -> Sequence[TicketMessage]:
    """All that was said under a ticket, in order."""
    mine = TicketMessage.ticket == code
    return session.scalars(select(TicketMessage).where(mine).order_by(TicketMessage.id)).all()


def unforwarded(session: Session) -> Sequence[TicketMessage]:
    """Takes what citizens said that their officers were not given yet; each is given out once."""
    waiting = session.execute(
        select(Ticket.code, Ticket.forwarded, TicketMessage.id)
        .join(TicketMessage, TicketMessage.ticket == Ticket.code)
        .where(
            Ticket.status == "claimed",
            TicketMessage.sender == "citizen",
            TicketMessage.id > Ticket.forwarded,
        )
        .order_by(TicketMessage.id)
    ).all()
    last = {code: (forwarded, number) for code, forwarded, number in waiting}
    taken: list[int] = []
    for code, (forwarded, number) in last.items():
        mine = update(Ticket).where(Ticket.code == code, Ticket.forwarded == forwarded)
        if session.scalar(mine.values(forwarded=number).returning(Ticket.code)) is not None:
            taken += [row.id for row in waiting if row.code == code]
    query = select(TicketMessage).where(TicketMessage.id.in_(taken)).order_by(TicketMessage.id)
    return session.scalars(query).all()


def erase(session: Session, conversation: str, now: datetime) -> None:
    """Close a conversation's tickets and take out what was said; that they were stays."""
    mine = Ticket.conversation == conversation
    for code in session.scalars(select(Ticket.code).where(mine)).all():
        call_off(session, code, now)
    session.execute(delete(TicketMessage).where(TicketMessage.conversation == conversation))
    session.execute(update(Ticket).where(mine).values(about="", contact=None, conversation=""))


def purge(session: Session, before: datetime) -> int:
    """Take out what was said in tickets closed before a moment; tells how many were emptied."""
    old = select(Ticket.code).where(Ticket.closed_at < before, Ticket.conversation != "")
    codes = session.scalars(old).all()
    session.execute(delete(TicketMessage).where(TicketMessage.ticket.in_(codes)))
    emptied = update(Ticket).where(Ticket.code.in_(codes))
    session.execute(emptied.values(about="", contact=None, conversation=""))
    return len(codes)


def _closed(session: Session, code: str, now: datetime) -> Ticket | None:
    return session.scalar(
        update(Ticket)
        .where(Ticket.code == code, Ticket.status.in_(_OPEN))
        .values(status="closed", closed_at=now)
        .returning(Ticket)
    )


def _tell(session: Session, ticket: Ticket, status: str, text: str, now: datetime) -> None:
    _add(session, ticket, "assistant", text, now, status)


def _add(
    session: Session,
    ticket: Ticket,
    sender: str,
    text: str,
    now: datetime,
    status: str | None = None,
) -> TicketMessage:
    message = TicketMessage(
        ticket=ticket.code,
        conversation=ticket.conversation,
        sender=sender,
        status=status,
        text=text,
        created_at=now,
    )
    session.add(message)
    session.flush()
    return message


def _free_code(session: Session) -> str:
    while True:
        code = new_code(PREFIX)
        if session.get(Ticket, code) is None:
            return code
