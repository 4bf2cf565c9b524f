"""Works on the jobs: several chats at once, each in order, until they are dealt with."""

from __future__ import annotations

import asyncio
import secrets
from contextlib import suppress
from datetime import timedelta
from functools import partial

import structlog
from sqlalchemy.exc import OperationalError
from sqlalchemy.orm import Session
from telegram import Bot
from telegram.error import (
    BadRequest,
    Forbidden,
    InvalidToken,
    NetworkError,
    RetryAfter,
    TelegramError,
)

from connectors.errors import ConversationBusy, EngineUnavailable
from connectors.telegram import texts
from connectors.telegram.arrival import Arrival
from connectors.telegram.dialogue import Dialogue
from connectors.telegram.models import TicketNotice
from connectors.telegram.parts import PARTS, said
from connectors.telegram.queue import LEASE, JobQueue, Lost, Taken
from connectors.telegram.sender import Sender, is_chat_gone
from connectors.telegram.tasks import TASK, Task
from connectors.threads import DatabaseThreads
from core.clock import Clock

AT_ONCE = 8
IDLE_S = 1.0
"""How often the queue is looked at for what other gateways stored or left."""
GRACE_S = 5.0
"""How long what is being worked on may take to end when the gateway stops."""
MOST_PAUSE_S = 300
PATIENCE = timedelta(hours=24)
"""After this an answer is of no use any more."""

_PASSING = (NetworkError, InvalidToken, OperationalError, EngineUnavailable, ConversationBusy)
"""What may be otherwise in a while: nothing is given up for it."""

_log = structlog.get_logger(__name__)


class Worker:
    """Takes jobs and sees them through.

    Args:
        queue: The jobs.
        threads: Where database work is done.
        dialogue: Finds the answers.
        sender: Sends them.
        bot: Known to Telegram by the time the worker runs.
        clock: The true present.
    """

    def __init__(
        self,
        queue: JobQueue,
        threads: DatabaseThreads,
        dialogue: Dialogue,
        sender: Sender,
        bot: Bot,
        clock: Clock,
    ) -> None:
        self._queue = queue
        self._run_in_thread = threads.run
        self._dialogue = dialogue
        self._sender = sender
        self._bot = bot
        self._clock = clock
        self._wake = asyncio.Event()

    def wake(self) -> None:
        """There may be something to do."""
        self._wake.set()

    async def run(self, stop: asyncio.Event) -> None:
        """Works until `stop` is set; what cannot be ended in time is given back."""
        running: set[asyncio.Task[None]] = set()
        while not stop.is_set():
            self._wake.clear()
            job = await self._take() if len(running) < AT_ONCE else None
            if job is not None:
                task = asyncio.create_task(self._work(job))
                running.add(task)
                task.add_done_callback(running.discard)
                task.add_done_callback(lambda _: self.wake())
                continue
            with suppress(TimeoutError):
                await asyncio.wait_for(self._wake.wait(), IDLE_S)
        if running:
            _, late = await asyncio.wait(running, timeout=GRACE_S)
            for task in late:
                task.cancel()
            await asyncio.gather(*late, return_exceptions=True)

    async def _take(self) -> Taken | None:
        try:
            return await self._run_in_thread(self._queue.take)
        except Exception:
            # The database is away: the next look may find it back.
            _log.exception("queue not read")
            return None

    async def _work(self, job: Taken) -> None:
        keeping = asyncio.create_task(self._keep(job))
        try:
            await self._attempt(job)
        except Lost:
            _log.warning("job lost to another gateway", job=job.number)
        except asyncio.CancelledError:
            await self._pause(job, timedelta(0))
            raise
        except Exception:
            _log.exception("job not put away", job=job.number)
        finally:
            keeping.cancel()
            await asyncio.gather(keeping, return_exceptions=True)

    async def _keep(self, job: Taken) -> None:
        while True:
            await asyncio.sleep(LEASE.total_seconds() / 3)
            with suppress(Lost, OperationalError):
                await self._run_in_thread(self._queue.keep, job)

    async def _attempt(self, job: Taken) -> None:
        task = TASK.validate_json(job.body)
        if self._clock() - job.arrived_at > PATIENCE:
            _log.error("job given up", job=job.number, attempts=job.attempt)
            await self._run_in_thread(self._queue.finish, job)
            return
        try:
            await self._deal(job, task)
        except Lost:
            raise
        except RetryAfter as flood:
            wait = flood.retry_after
            seconds = wait.total_seconds() if isinstance(wait, timedelta) else wait
            _log.warning("flood limit", seconds=seconds)
            await self._pause(job, timedelta(seconds=seconds + 1))
            return
        except _PASSING as error:
            if not isinstance(error, BadRequest):
                await self._put_off(job, error)
                return
            await self._refused(job, task, error)
        except Forbidden:
            await self._run_in_thread(self._dialogue.stop, task.chat)
        except Exception as error:
            if not isinstance(task, Arrival):
                _log.exception("unasked message failed", job=job.number, kind=task.kind)
                await self._put_off(job, error)
                return
            await self._apologise(job, task.chat)
        await self._run_in_thread(self._queue.finish, job)

    async def _deal(self, job: Taken, task: Task) -> None:
        if job.answer is None:
            parts = await self._dialogue.answer(job, task, self._bot.bot)
        else:
            parts = PARTS.validate_json(job.answer)
        for number in range(job.sent, len(parts)):
            ticket = parts[number].ticket
            message = await self._sender.send(task.chat, parts[number])
            notice = ticket and TicketNotice(ticket=ticket, chat=task.chat, message=message)
            note = partial(Session.add, instance=notice) if notice else None
            await self._run_in_thread(self._queue.advance, job, number + 1, note)

    async def _refused(self, job: Taken, task: Task, error: BadRequest) -> None:
        """Telegram does not take what is to be sent, or does not know whom to send it to."""
        if is_chat_gone(error):
            await self._run_in_thread(self._dialogue.stop, task.chat)
        else:
            await self._apologise(job, task.chat)

    async def _put_off(self, job: Taken, error: Exception) -> None:
        """Tries again later, and later each time."""
        wait = timedelta(seconds=min(2**job.attempt, MOST_PAUSE_S))
        _log.warning("job put off", error=type(error).__name__, seconds=wait.seconds)
        await self._pause(job, wait)

    async def _apologise(self, job: Taken, chat: int) -> None:
        """Tells the person of an incident under the id that it is logged with."""
        incident = secrets.token_hex(4)
        _log.exception("incident", incident=incident, job=job.number)
        try:
            for part in said(texts.INCIDENT.format(incident=incident)):
                await self._sender.send(chat, part)
        except TelegramError as error:
            _log.warning("incident not told", incident=incident, error=type(error).__name__)

    async def _pause(self, job: Taken, wait: timedelta) -> None:
        # Where this fails too, the job is free again when its lease ends.
        with suppress(Lost, OperationalError):
            await self._run_in_thread(self._queue.pause, job, wait)
