"""What arrives in conversations unasked, told to whoever listens.

One question a second to the database for all listeners of this gateway, so that any number of
gateways may run and none needs to know of the others.
"""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import AsyncIterator, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from itertools import batched
from time import monotonic

import structlog
from sqlalchemy import func, select

from connectors.errors import RateLimited
from connectors.threads import DatabaseThreads
from core.database import Sessions
from services import tickets
from services.tables import TicketMessage

INTERVAL_S = 1.0
_AT_ONCE = 500
_TRY_AGAIN_S = 30

_log = structlog.get_logger(__name__)


@dataclass(eq=False, slots=True)
class _Listener:
    """Someone who listens, and the last message put into the queue."""

    conversation: str
    after: int
    queue: asyncio.Queue[TicketMessage] = field(default_factory=asyncio.Queue)


class Streams:
    """Reads new messages of tickets and hands them to listeners.

    Args:
        sessions: Sessions on the database.
        threads: Where its work is done.
        per_address: Streams one network address may have open.
        lifetime_s: Seconds after which a stream ends.
        interval_s: Seconds between two looks.
    """

    def __init__(
        self,
        sessions: Sessions,
        threads: DatabaseThreads,
        per_address: int,
        lifetime_s: float,
        interval_s: float = INTERVAL_S,
    ) -> None:
        self._sessions = sessions
        self._threads = threads
        self._per_address = per_address
        self._lifetime_s = lifetime_s
        self._interval_s = interval_s
        self._listeners: set[_Listener] = set()
        self._open: Counter[str] = Counter()

    @contextmanager
    def admitted(self, address: str) -> Iterator[None]:
        """Counts a stream of an address while it is open.

        Raises:
            RateLimited: the address has too many open.
        """
        if self._open[address] >= self._per_address:
            raise RateLimited(retry_after=_TRY_AGAIN_S)
        self._open[address] += 1
        try:
            yield
        finally:
            self._open[address] -= 1
            if not self._open[address]:
                del self._open[address]

    async def follow(self, conversation: str, after: int | None) -> AsyncIterator[TicketMessage]:
        """What officer and assistant say in a conversation, until the stream's lifetime ends.

        Args:
            conversation: Its digest.
            after: The last message heard; None: all of the ticket that is open, if one is.
        """
        if after is None:
            after = await self._threads.run(self._start, conversation)
        listener = _Listener(conversation, after)
        self._listeners.add(listener)
        ends = monotonic() + self._lifetime_s
        try:
            while (left := ends - monotonic()) > 0:
                with suppress(TimeoutError):
                    message = await asyncio.wait_for(listener.queue.get(), left)
                    if message.sender != "citizen":
                        yield message
        finally:
            self._listeners.discard(listener)

    async def poll_until(self, stop: asyncio.Event) -> None:
        """Looks for messages until `stop` is set; a failure is logged and tried again."""
        while not stop.is_set():
            if self._listeners:
                try:
                    await self._look()
                except Exception:
                    _log.exception("events not read")
            with suppress(TimeoutError):
                await asyncio.wait_for(stop.wait(), self._interval_s)

    async def _look(self) -> None:
        # Who comes while the database is asked is served by the next look: of them, messages
        # before the marks asked for would be left out.
        listeners = tuple(self._listeners)
        heard: dict[str, int] = {}
        for listener in listeners:
            known = heard.get(listener.conversation, listener.after)
            heard[listener.conversation] = min(known, listener.after)
        messages = await self._threads.run(self._read, heard)
        for listener in listeners:
            for message in messages.get(listener.conversation, ()):
                if message.id > listener.after:
                    listener.after = message.id
                    listener.queue.put_nowait(message)

    def _read(self, heard: Mapping[str, int]) -> dict[str, list[TicketMessage]]:
        found: dict[str, list[TicketMessage]] = {}
        with self._sessions() as session:
            for some in batched(heard, _AT_ONCE):
                query = (
                    select(TicketMessage)
                    .where(
                        TicketMessage.conversation.in_(some),
                        TicketMessage.id > min(heard[conversation] for conversation in some),
                    )
                    .order_by(TicketMessage.id)
                )
                for message in session.scalars(query):
                    found.setdefault(message.conversation, []).append(message)
        return found

    def _start(self, conversation: str) -> int:
        mine = TicketMessage.conversation == conversation
        with self._sessions() as session:
            # The end comes first: what is said between the two looks is then after it.
            end = session.scalar(select(func.max(TicketMessage.id)).where(mine)) or 0
            ticket = tickets.current(session, conversation)
            said = tickets.said_in(session, ticket.code) if ticket is not None else ()
            return min([end, *(message.id - 1 for message in said)])
