"""From a job to the parts of its answer."""

from __future__ import annotations

import base64
import hmac
import re
from collections.abc import Callable

import structlog
from pydantic import TypeAdapter
from sqlalchemy.orm import Session
from telegram import User
from telegram.constants import ChatAction

from answers.answer import Button, Reply
from answers.evidence import Fallback, Handoff
from connectors.accounts.chats import account_of, open_chats, set_blocked
from connectors.accounts.service import Caller, caller, note_activity
from connectors.errors import EngineUnavailable, RateLimited
from connectors.gateway import Gateway
from connectors.ratelimit import Subject
from connectors.telegram import texts
from connectors.telegram.arrival import Arrival, ArrivalKind, Press
from connectors.telegram.buttons import Buttons
from connectors.telegram.commands import CHANNEL, Commands, argument_of, command_of
from connectors.telegram.desk import COMMANDS, Desk
from connectors.telegram.parts import PARTS, Part, parts_of, said
from connectors.telegram.queue import JobQueue, Taken
from connectors.telegram.sender import Sender
from connectors.telegram.talks import begin_talk
from connectors.telegram.tasks import Delivery, Task
from connectors.turns import Incoming
from core.database import transaction
from core.privacy import mask
from core.subscriptions import subscription_of, unsubscribe

BRIEF = "bản tin sáng"
MAX_TEXT = 2000
"""As in the message contract."""

_REPLIES = TypeAdapter(tuple[Reply, ...])
_log = structlog.get_logger(__name__)


class Dialogue:
    """Answers jobs.

    Args:
        gateway: The running gateway.
        queue: Where answers are kept until they are sent.
        buttons: Tells what a pressed button says.
        sender: For the courtesies around an answer.
        commands: Runs the commands.
        desk: The officers' side.
    """

    def __init__(
        self,
        gateway: Gateway,
        queue: JobQueue,
        buttons: Buttons,
        sender: Sender,
        commands: Commands,
        desk: Desk,
    ) -> None:
        self._gateway = gateway
        self._queue = queue
        self._buttons = buttons
        self._sender = sender
        self._commands = commands
        self._desk = desk

    async def answer(self, job: Taken, task: Task, bot: User) -> tuple[Part, ...]:
        """What is to be sent for a job; kept in the queue before it is given.

        Raises:
            EngineUnavailable: there is no brief now; later there may be one.
            ConversationBusy: a gateway that died has left the turn open; later it is free.
        """
        if isinstance(task, Delivery):
            return await self._brief(job, task)
        if not isinstance(task, Arrival):
            return await self._desk.tell(task)
        if task.kind is ArrivalKind.BLOCKED:
            await self._gateway.threads.run(self.stop, task.chat)
            return ()
        if task.private:
            await self._gateway.threads.run(self._resume, task.chat)
        if task.kind is ArrivalKind.OTHER:
            holds = task.private and await self._gateway.threads.run(self._desk.holds, task.chat)
            return said(texts.ONLY_WORDS_CARRIED if holds else texts.WORDS_ONLY)
        if task.press is not None:
            return await self._pressed(job, task, task.press)
        words = self._words(task)
        text = words if task.private else _addressed(words, task.reply_to, bot)
        return () if text is None else await self._told(job, task, text, bot)

    def _words(self, task: Arrival) -> str:
        """What was written; masked where the key that sealed it is gone."""
        whole = self._gateway.vault.unseal(task.sealed.encode()) if task.sealed else None
        return task.text if whole is None else whole

    def stop(self, chat: int) -> None:
        """Nothing more is sent to a chat unasked; without any chat the brief ends (blocks)."""
        with transaction(self._gateway.sessions) as session:
            account = set_blocked(session, CHANNEL, str(chat), self._gateway.clock())
            if account is None:
                return
            ended = not open_chats(session, CHANNEL, account) and unsubscribe(session, account)
        _log.info("blocked by the person", account=account, brief_ended=ended)

    def _resume(self, chat: int) -> None:
        with transaction(self._gateway.sessions) as session:
            set_blocked(session, CHANNEL, str(chat), None)

    async def _pressed(self, job: Taken, task: Arrival, press: Press) -> tuple[Part, ...]:
        button = await self._gateway.threads.run(self._buttons.pressed, task.chat, press.data)
        if button is None:
            await self._sender.acknowledge(press, texts.STALE_BUTTON)
            await self._sender.clear(task.chat, press)
            return ()
        await self._sender.acknowledge(press)
        await self._sender.mark(task.chat, press)
        if command_of(button.text) is not None:
            return await self._told(job, task, button.text, None)
        return await self._asked(job, task, button.text, pressed=button.title)

    async def _told(
        self, job: Taken, task: Arrival, text: str, bot: User | None
    ) -> tuple[Part, ...]:
        command = command_of(text)
        if command is None:
            run = self._gateway.threads.run
            if task.private and await run(self._desk.holds, task.chat):
                return await run(self._desk.say, job, task.chat, text)
            return await self._asked(job, task, text)
        name, addressee = command
        if addressee and bot and addressee.lower() != (bot.username or "").lower():
            return ()
        if task.code is not None and task.private:
            try:
                await self._gateway.limiter.count(Subject.LINK, str(task.chat))
            except RateLimited as limited:
                minutes = -(-(limited.retry_after or 60) // 60)
                return said(texts.TOO_MANY_CODES.format(minutes=minutes))
        if name in COMMANDS and task.private:
            argument = argument_of(text)
            return await self._gateway.threads.run(
                self._desk.command, job, task.chat, name, argument
            )
        now, business_now = self._gateway.clock(), self._gateway.business_clock()
        parts = await self._settled(
            job, lambda session: self._commands.run(session, name, task, now, business_now)
        )
        if task.private and (task.code is not None or name == "thoat"):
            is_officer = await self._gateway.threads.run(self._desk.is_officers, task.chat)
            menu = texts.COMMANDS | texts.OFFICER_COMMANDS if is_officer else {}
            await self._sender.show_menu(task.chat, menu)
        return parts

    async def _asked(
        self, job: Taken, task: Arrival, text: str, pressed: str | None = None
    ) -> tuple[Part, ...]:
        if len(text) > MAX_TEXT:
            return said(texts.TOO_LONG.format(limit=MAX_TEXT))
        account = await self._gateway.threads.run(self._caller, task.chat) if task.private else None
        incoming = Incoming(
            conversation_id=self._conversation(f"chat:{task.chat}"),
            message_id=job.key,
            text=text,
            channel=CHANNEL,
            caller=account,
            group=not task.private,
        )
        try:
            if job.attempt == 1:
                await self._count(incoming)
            async with self._sender.busy(task.chat, ChatAction.TYPING):
                replies = await self._gateway.turns.answer(incoming)
        except RateLimited as limited:
            self._gateway.metrics.limited(CHANNEL)
            return said(limited.detail) if await self._may_complain(task.chat) else ()
        except EngineUnavailable as error:
            return said(error.detail, Button(title=texts.ASK_AGAIN, text=mask(text)))
        told = _REPLIES.validate_json(replies)
        parts = parts_of(told, pressed)

        def work(session: Session) -> tuple[Part, ...]:
            for reply in told:
                if isinstance(reply.evidence, Handoff) and reply.evidence.status != "closed":
                    ticket = reply.evidence.ticket
                    begin_talk(session, incoming.key.conversation, ticket, task.chat)
            return parts

        return await self._settled(job, work)

    async def _brief(self, job: Taken, task: Delivery) -> tuple[Part, ...]:
        account = await self._gateway.threads.run(self._subscriber, task)
        if account is None:
            return ()
        incoming = Incoming(
            conversation_id=self._conversation(f"brief:{task.account}"),
            message_id=task.run.isoformat(),
            text=BRIEF,
            channel=CHANNEL,
            caller=account,
            since=task.since,
        )
        replies = _REPLIES.validate_json(await self._gateway.turns.answer(incoming))
        if any(isinstance(reply.evidence, Fallback) for reply in replies):
            _log.error("the engine has no brief", account=task.account)
            return ()
        parts = parts_of(replies)
        return await self._settled(job, lambda _session: parts)

    async def _settled(
        self, job: Taken, work: Callable[[Session], tuple[Part, ...]]
    ) -> tuple[Part, ...]:
        """Does work and keeps what is to be said of it, both or neither."""

        def settle() -> tuple[Part, ...]:
            with transaction(self._gateway.sessions) as session:
                parts = work(session)
                self._queue.settle(session, job, PARTS.dump_json(parts).decode())
            return parts

        return await self._gateway.threads.run(settle)

    def _caller(self, chat: int) -> Caller | None:
        with transaction(self._gateway.sessions) as session:
            account = account_of(session, CHANNEL, str(chat))
            if account is None:
                return None
            note_activity(session, account.id, self._gateway.business_clock())
            return caller(account)

    def _subscriber(self, task: Delivery) -> Caller | None:
        """The account of a brief, if the chat is still its own and still wants it."""
        with self._gateway.sessions() as session:
            account = account_of(session, CHANNEL, str(task.chat))
            known = subscription_of(session, task.account)
            wanted = known is not None and known.active
            if account is None or account.id != task.account or not wanted:
                return None
            return caller(account)

    async def _count(self, incoming: Incoming) -> None:
        limiter = self._gateway.limiter
        if incoming.caller is not None:
            await limiter.count(Subject.ACCOUNT, str(incoming.caller.id))
        await limiter.count(Subject.CONVERSATION, incoming.key.conversation)

    async def _may_complain(self, chat: int) -> bool:
        """Once a minute: whoever floods is not answered message for message."""
        try:
            await self._gateway.limiter.count(Subject.NOTICE, str(chat))
        except RateLimited:
            return False
        return True

    def _conversation(self, name: str) -> str:
        """The conversation id of a chat: chat ids are no secrets, so the bot's token makes one."""
        token = self._gateway.settings.telegram_token.encode()
        digest = hmac.digest(token, name.encode(), "sha256")
        return base64.urlsafe_b64encode(digest).decode().rstrip("=")


def _addressed(text: str, reply_to: int | None, bot: User) -> str | None:
    """What is said to the bot in a group, without its name; None where others are talked to."""
    mention = re.compile(rf"@{re.escape(bot.username or '')}\b", re.IGNORECASE)
    if command_of(text) is not None:
        return text
    if not mention.search(text) and reply_to != bot.id:
        return None
    return " ".join(mention.sub(" ", text).split()) or "/help"
