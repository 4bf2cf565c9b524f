"""One message to one answer: idempotent, in order, masked. Every channel goes through here."""

from __future__ import annotations

import asyncio
import secrets
from dataclasses import dataclass, field
from datetime import datetime
from time import monotonic

import structlog
from pydantic import TypeAdapter

from answers.answer import Reply
from answers.evidence import PrivacyAction
from connectors.accounts.service import Caller
from connectors.conversations import Conversations
from connectors.engine import EngineClient, Question
from connectors.errors import ConversationBusy, EngineUnavailable, MessageConflict
from connectors.inbox import Inbox, MessageKey, Place, Standing
from connectors.metrics import Metrics, Outcome
from connectors.threads import DatabaseThreads
from vietnamese.normalise import clean

# Pauses between looks at the queue: short at first, since most waits are short.
_FIRST_DELAY_S = 0.02
_LAST_DELAY_S = 0.25
_PENDING = frozenset({Standing.WAITING, Standing.THEIRS})

_DIGEST_BYTES = 32
_REPLIES = TypeAdapter(tuple[Reply, ...])

_log = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class Incoming:
    """A message as a channel took it in.

    What identifies or quotes the person stays out of the representation, hence out of logs.
    `group`: others read along. `since`: what a brief is to begin with.
    """

    conversation_id: str = field(repr=False)
    message_id: str = field(repr=False)
    text: str = field(repr=False)
    channel: str
    caller: Caller | None
    group: bool = False
    since: datetime | None = None

    @property
    def key(self) -> MessageKey:
        """What the database knows of the message."""
        account = None if self.caller is None else self.caller.id
        return MessageKey.of(account, self.conversation_id, self.message_id, self.text)


class Turns:
    """Answers messages.

    Args:
        inbox: The queue of turns.
        threads: Where the inbox's work is done.
        engine: Client of the engines.
        conversations: What is kept beside the turns.
        metrics: Where turns are counted.
        queue_timeout_s: Seconds a message waits for the earlier ones of its conversation.
    """

    def __init__(
        self,
        inbox: Inbox,
        threads: DatabaseThreads,
        engine: EngineClient,
        conversations: Conversations,
        metrics: Metrics,
        queue_timeout_s: float,
    ) -> None:
        self._inbox = inbox
        self._run = threads.run
        self._engine = engine
        self._conversations = conversations
        self._metrics = metrics
        self._queue_timeout_s = queue_timeout_s

    async def answer(self, incoming: Incoming) -> str:
        """The replies to a message, as a JSON array that is the same for every repetition.

        Raises:
            MessageConflict: the message id was used with another text.
            ConversationBusy: earlier messages of the conversation took too long.
            EngineUnavailable: the engine gave no usable answer; the message may be sent again.
        """
        started = monotonic()
        key = incoming.key
        outcome = Outcome.ERROR
        try:
            replies, outcome = await self._answer(incoming, key)
        except MessageConflict:
            outcome = Outcome.CONFLICT
            raise
        except (ConversationBusy, EngineUnavailable):
            outcome = Outcome.UNAVAILABLE
            raise
        finally:
            seconds = monotonic() - started
            self._metrics.turn(incoming.channel, outcome, seconds)
            _log.info(
                "turn",
                conversation=key.conversation[:12],
                channel=incoming.channel,
                outcome=outcome,
                seconds=round(seconds, 4),
            )
        return replies

    async def _answer(self, incoming: Incoming, key: MessageKey) -> tuple[str, Outcome]:
        place = await self._queue(key)
        if place.replies is not None:
            return place.replies, Outcome.REPEATED
        try:
            replies, finished = await self._replies(incoming, key, place.turn)
        except Exception as error:
            if isinstance(error, EngineUnavailable):
                self._metrics.engine_error(error.reason)
                _log.warning("no answer", reason=error.reason, conversation=key.conversation[:12])
            await self._run(self._inbox.fail, place.turn)
            raise
        if not finished and not await self._run(self._inbox.finish, place.turn, replies):
            # A repetition took the turn over after our lease had ended; its answer is the one that
            # counts, and another repetition will be given it.
            raise ConversationBusy
        return replies, Outcome.ANSWERED

    async def _replies(self, incoming: Incoming, key: MessageKey, turn: int) -> tuple[str, bool]:
        """The replies to a message whose turn has come, and whether the turn is over with them."""
        taken = await self._run(self._conversations.take_in, key.conversation, clean(incoming.text))
        if taken.ticket is not None:
            # While an officer holds the conversation the assistant says nothing else.
            passed = await self._run(self._conversations.pass_on, turn, taken.ticket, taken.text)
            if passed is not None:
                return passed, True
        replies = await self._engine.ask(
            Question(
                conversation=key.conversation,
                message=key.message,
                text=taken.text,
                channel=incoming.channel,
                caller=incoming.caller,
                group=incoming.group,
                since=incoming.since,
            )
        )
        if _tells_of_erasing(replies):
            # Before the answer goes out: where this fails nobody is told that it was done. The
            # turn itself, digests and that answer, stays for repetitions.
            await self._erase(key.conversation, keep=turn)
        return replies, False

    async def erase(self, conversation: str) -> None:
        """Erases all that is kept of a conversation, in its turn: no message is under way then.

        Args:
            conversation: Its digest.

        Raises:
            ConversationBusy: earlier messages of the conversation took too long.
            EngineUnavailable: an engine did not confirm; erasing may be tried again.
        """
        name = secrets.token_hex(_DIGEST_BYTES)
        place = await self._queue(MessageKey(conversation, name, name))
        try:
            await self._erase(conversation)
        except Exception:
            await self._run(self._inbox.fail, place.turn)
            raise
        _log.info("erased", conversation=conversation[:12])

    async def _erase(self, conversation: str, keep: int | None = None) -> None:
        await self._engine.erase(conversation)
        await self._run(self._conversations.erase, conversation, keep)

    async def _queue(self, key: MessageKey) -> Place:
        """Waits until the message may run, or until someone else's run of it is answered."""
        deadline = monotonic() + self._queue_timeout_s
        delay = _FIRST_DELAY_S
        place = await self._run(self._inbox.enter, key)
        while place.standing in _PENDING:
            if monotonic() > deadline:
                if place.standing is Standing.WAITING:
                    await self._run(self._inbox.fail, place.turn)
                raise ConversationBusy
            await asyncio.sleep(delay)
            delay = min(delay * 1.5, _LAST_DELAY_S)
            place = await self._run(self._look_again, key, place)
        if place.standing is Standing.FAILED:
            raise EngineUnavailable("repeated")
        return place

    def _look_again(self, key: MessageKey, place: Place) -> Place:
        if place.standing is Standing.WAITING:
            place = self._inbox.renew(place.turn, key.conversation)
        elif place.standing is Standing.THEIRS:
            place = self._inbox.look(place.turn)
        return self._inbox.enter(key) if place.standing is Standing.LOST else place


def _tells_of_erasing(replies: str) -> bool:
    if '"deleted"' not in replies:
        return False
    return any(
        isinstance(reply.evidence, PrivacyAction) and reply.evidence.action == "deleted"
        for reply in _REPLIES.validate_json(replies)
    )
