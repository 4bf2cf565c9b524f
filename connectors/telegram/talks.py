"""Talks of citizens and officers: what is to be told in which chat, put into the queue.

Only the handing over happens here, in the transaction that marks it as given out: of several
gateways one does it, and a gateway that dies has done all of it or nothing. Jobs carry ids; what
was said is read when it is sent, so that what was erased meanwhile is not said any more.
"""

from __future__ import annotations

from sqlalchemy import delete, exists, func, select, update
from sqlalchemy.orm import Session

from connectors.accounts.chats import open_chats
from connectors.accounts.officers import officers_chats
from connectors.officers import Forwarded, Notice, Officers
from connectors.telegram.commands import CHANNEL
from connectors.telegram.models import TalkChat, TicketNotice
from connectors.telegram.queue import JobQueue
from connectors.telegram.tasks import TakenTask, TalkTask, TicketTask, WordsTask
from core.database import Sessions, transaction
from services import tickets
from services.tables import Ticket, TicketMessage


class Talks:
    """Puts what is to be told into the queue. All of it blocks.

    Args:
        sessions: Sessions on the database.
        officers: The officers' side of tickets.
        queue: Where it is put.
    """

    def __init__(self, sessions: Sessions, officers: Officers, queue: JobQueue) -> None:
        self._sessions = sessions
        self._officers = officers
        self._queue = queue

    def carry(self) -> int:
        """Queues what nobody was told yet; tells how many things that were."""
        with self._sessions() as session:
            if not _is_anything_open(session):
                return 0
            told = bool(officers_chats(session, CHANNEL))
        # Where no officer can be told, tickets wait for one who can.
        count = self._officers.announce(self._announced) if told else 0
        count += self._officers.forward(self._forwarded)
        with transaction(self._sessions) as session:
            return count + self._to_citizens(session) + self._taken(session)

    def _announced(self, session: Session, notice: Notice) -> None:
        # A talk that became a callback is told anew.
        key = f"ticket:{notice.code}:{'call' if notice.callback else 'talk'}"
        for chat in officers_chats(session, CHANNEL):
            self._put(session, key, TicketTask(chat=int(chat), ticket=notice.code))

    def _forwarded(self, session: Session, said: Forwarded) -> None:
        for chat in open_chats(session, CHANNEL, said.officer):
            task = WordsTask(chat=int(chat), message=said.number)
            self._put(session, f"words:{said.number}", task)

    def _to_citizens(self, session: Session) -> int:
        return sum(
            self._to_citizen(session, talk) for talk in session.scalars(select(TalkChat)).all()
        )

    def _to_citizen(self, session: Session, talk: TalkChat) -> int:
        mine = (TalkChat.conversation == talk.conversation, TalkChat.heard == talk.heard)
        # Asked first: what is read afterwards then holds the last word.
        is_over = tickets.current(session, talk.conversation) is None
        said = tickets.heard_since(session, talk.conversation, talk.heard)
        if not is_over and not said:
            return 0
        heard = said[-1].id if said else talk.heard
        moved = update(TalkChat).where(*mine).values(heard=heard).returning(TalkChat.conversation)
        if session.scalar(moved.execution_options(synchronize_session=False)) is None:
            return 0
        if is_over:
            session.execute(delete(TalkChat).where(TalkChat.conversation == talk.conversation))
        own = [message for message in said if message.sender != "citizen"]
        for message in own:
            task = WordsTask(chat=talk.chat, message=message.id)
            self._put(session, f"words:{message.id}", task)
        return len(own)

    def _taken(self, session: Session) -> int:
        settled = select(Ticket.code).where(Ticket.status != "waiting")
        gone = delete(TicketNotice).where(TicketNotice.ticket.in_(settled))
        notices = session.scalars(gone.returning(TicketNotice)).all()
        for one in notices:
            task = TakenTask(chat=one.chat, message=one.message, ticket=one.ticket)
            self._put(session, f"taken:{one.message}", task)
        return len(notices)

    def _put(self, session: Session, key: str, task: TalkTask) -> None:
        # In the chat's own lane: what is said there keeps its order.
        lane = f"chat:{task.chat}"
        self._queue.put_in(session, f"{key}:{task.chat}", lane, task.model_dump_json())


def begin_talk(session: Session, conversation: str, ticket: str, chat: int) -> None:
    """Remembers which chat hears what an officer says in a conversation.

    Args:
        session: an open transaction.
        conversation: its digest.
        ticket: the one it has now; what was said under earlier ones was heard.
        chat: where the citizen is.
    """
    if session.get(TalkChat, conversation) is not None:
        return
    earlier = select(func.max(TicketMessage.id)).where(
        TicketMessage.conversation == conversation, TicketMessage.ticket != ticket
    )
    heard = session.scalar(earlier) or 0
    session.add(TalkChat(conversation=conversation, chat=chat, heard=heard))


def _is_anything_open(session: Session) -> bool:
    """One cheap question for the many moments at which there is nothing to tell."""
    questions = (
        exists().where(Ticket.status.in_(("waiting", "claimed"))),
        exists().where(TalkChat.conversation.is_not(None)),
        exists().where(TicketNotice.ticket.is_not(None)),
    )
    return any(session.execute(select(*questions)).one())
