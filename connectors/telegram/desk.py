"""The officers' side of a chat: what they are told, what they command, what they say."""

from __future__ import annotations

from datetime import timedelta

from sqlalchemy.orm import Session

from answers.answer import Button
from connectors.accounts.chats import account_of
from connectors.accounts.officers import is_officer
from connectors.officers import Claimed, OfficerError, Officers
from connectors.telegram import texts
from connectors.telegram.commands import CHANNEL
from connectors.telegram.parts import PARTS, Part, said
from connectors.telegram.queue import JobQueue, Taken
from connectors.telegram.sender import Sender
from connectors.telegram.tasks import ContactTask, TakenTask, TalkTask, TicketTask, WordsTask
from connectors.threads import DatabaseThreads
from core.accounts import Account
from core.clock import Clock
from core.database import Sessions, transaction
from services import tickets
from services.tables import Ticket, TicketMessage

COMMANDS = frozenset({"nhan", "xong", "cho"})
_MOST_LISTED = 10
_LONGEST_ABOUT = 3000


class Desk:
    """Officers at work in Telegram.

    Args:
        sessions: Sessions on the database.
        threads: Where database work is done.
        queue: Where answers are kept until they are sent.
        officers: The officers' side of tickets.
        sender: Changes messages that were sent.
        clock: The moment that answers are given at: tickets go by it.
    """

    def __init__(
        self,
        sessions: Sessions,
        threads: DatabaseThreads,
        queue: JobQueue,
        officers: Officers,
        sender: Sender,
        clock: Clock,
    ) -> None:
        self._sessions = sessions
        self._threads = threads
        self._queue = queue
        self._officers = officers
        self._sender = sender
        self._clock = clock

    async def tell(self, task: TalkTask) -> tuple[Part, ...]:
        """What a talk's task has to say now; nothing where it is out of date."""
        if isinstance(task, TakenTask):
            words = await self._threads.run(self._who_took, task)
            await self._sender.replace(task.chat, task.message, words)
            return ()
        return await self._threads.run(self._told, task)

    def _told(self, task: TicketTask | WordsTask | ContactTask) -> tuple[Part, ...]:
        if isinstance(task, ContactTask):
            contact = self._officers.contact(task.account, task.ticket)
            words = texts.CALL if contact else texts.NO_CONTACT
            return said(words.format(code=task.ticket, contact=contact))
        with self._sessions() as session:
            if isinstance(task, TicketTask):
                return self._notice(session, task)
            message = session.get(TicketMessage, task.message)
        if message is None:
            return ()
        form = {"citizen": texts.CITIZEN, "officer": texts.OFFICER}.get(message.sender, "{text}")
        return said(form.format(text=message.text))

    def _notice(self, session: Session, task: TicketTask) -> tuple[Part, ...]:
        ticket = tickets.find(session, task.ticket)
        account = account_of(session, CHANNEL, str(task.chat))
        if ticket is None or ticket.status != "waiting" or not is_officer(session, account):
            return ()
        form = texts.WAITING_CALL if ticket.callback else texts.WAITING
        words = form.format(about=_end(ticket.about), **self._line(ticket))
        (part,) = said(words, _take(ticket.code, texts.TAKE))
        return (part.model_copy(update={"ticket": ticket.code}),)

    def _who_took(self, task: TakenTask) -> str:
        with self._sessions() as session:
            ticket = tickets.find(session, task.ticket)
            officer = session.get(Account, ticket.officer) if ticket and ticket.officer else None
            if officer is None:
                return texts.NOT_NEEDED.format(code=task.ticket)
            here = account_of(session, CHANNEL, str(task.chat))
            form = texts.TAKEN_HERE if here and here.id == officer.id else texts.TAKEN
            return form.format(code=task.ticket, name=officer.name)

    def say(self, job: Taken, chat: int, text: str) -> tuple[Part, ...]:
        """Carries what an officer wrote to the citizen (blocks)."""
        with self._sessions() as session:
            officer = self._officer(session, chat)
        if officer is None:
            return said(texts.OFFICERS_ONLY)
        try:
            self._officers.say(officer, text, lambda session, _: self._keep(session, job, ()))
        except OfficerError as error:
            return self._complained(job, error)
        return ()

    def is_officers(self, chat: int) -> bool:
        """Whether the chat is an officer's (blocks)."""
        with self._sessions() as session:
            return self._officer(session, chat) is not None

    def holds(self, chat: int) -> bool:
        """Whether the chat is an officer's who is in a talk (blocks)."""
        with self._sessions() as session:
            officer = self._officer(session, chat)
            return officer is not None and tickets.held_by(session, officer) is not None

    def command(self, job: Taken, chat: int, name: str, code: str) -> tuple[Part, ...]:
        """What is said to one of `COMMANDS`; kept with what it did (blocks)."""
        with self._sessions() as session:
            officer = self._officer(session, chat)
            if officer is None:
                return said(texts.OFFICERS_ONLY)
            if name == "cho":
                return self._list(session, officer)
        try:
            if name == "nhan":
                return self._claim(job, chat, officer, code)
            return self._close(job, officer, code)
        except OfficerError as error:
            return self._complained(job, error)

    def _claim(self, job: Taken, chat: int, officer: int, code: str) -> tuple[Part, ...]:
        if not code:
            return said(texts.WHICH_TICKET)
        parts: tuple[Part, ...] = ()

        def keep(session: Session, claimed: Claimed) -> None:
            nonlocal parts
            form = texts.CLAIMED_CALL if claimed.notice.callback else texts.CLAIMED
            parts = said(f"{form.format(code=code)}\n\n{_end(claimed.notice.about)}")
            self._keep(session, job, parts)
            if claimed.notice.callback:
                task = ContactTask(chat=chat, account=officer, ticket=code)
                key, body = f"contact:{code}:{chat}", task.model_dump_json()
                self._queue.put_in(session, key, f"chat:{chat}", body)

        self._officers.claim(officer, code, keep)
        return parts

    def _close(self, job: Taken, officer: int, code: str) -> tuple[Part, ...]:
        parts: tuple[Part, ...] = ()

        def keep(session: Session, closed: str) -> None:
            nonlocal parts
            ticket = tickets.find(session, closed)
            form = texts.FINISHED_CALL if ticket and ticket.callback else texts.FINISHED
            parts = said(form.format(code=closed))
            self._keep(session, job, parts)

        self._officers.close(officer, code or None, keep)
        return parts

    def _list(self, session: Session, officer: int) -> tuple[Part, ...]:
        known = tickets.listed(session)
        waiting = [one for one in known if one.status == "waiting"]
        held = [one.code for one in known if one.officer == officer]
        lines = [texts.LIST_WAITING.format(count=len(waiting))] if waiting else []
        lines += [texts.LIST_LINE.format(**self._line(one)) for one in waiting[:_MOST_LISTED]]
        if not waiting:
            lines.append(texts.NOBODY_WAITS)
        if held:
            lines.append(texts.LIST_HELD.format(codes=", ".join(held)))
        buttons = (_take(one.code, f"{texts.TAKE} {one.code}") for one in waiting[:_MOST_LISTED])
        return said("\n".join(lines), *buttons)

    def _line(self, ticket: Ticket) -> dict[str, str]:
        return {
            "code": ticket.code,
            "kind": "gọi lại" if ticket.callback else "trò chuyện",
            "where": texts.WHERE.get(ticket.channel, ticket.channel),
            "waited": _waited(self._clock() - ticket.created_at),
        }

    def _officer(self, session: Session, chat: int) -> int | None:
        """The officer whose chat it is."""
        account = account_of(session, CHANNEL, str(chat))
        return account.id if account is not None and is_officer(session, account) else None

    def _complained(self, job: Taken, error: OfficerError) -> tuple[Part, ...]:
        parts = said(str(error))
        with transaction(self._sessions) as session:
            self._keep(session, job, parts)
        return parts

    def _keep(self, session: Session, job: Taken, parts: tuple[Part, ...]) -> None:
        self._queue.settle(session, job, PARTS.dump_json(parts).decode())


def _end(about: str) -> str:
    """The last of what was said, which is what matters, with room for our own words."""
    return about if len(about) <= _LONGEST_ABOUT else "…" + about[-_LONGEST_ABOUT:]


def _take(code: str, title: str) -> Button:
    return Button(title=title, text=f"/nhan {code}")


def _waited(time: timedelta) -> str:
    minutes = int(time.total_seconds() // 60)
    if minutes < 1:
        return "chưa tới 1 phút"
    if minutes < 60:
        return f"{minutes} phút"
    hours, rest = divmod(minutes, 60)
    return f"{hours} giờ {rest} phút" if hours < 24 else f"{hours // 24} ngày"
