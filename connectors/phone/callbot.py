"""A call turn by turn: what was heard goes through the policy, the engine and the store."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, replace

import structlog
from pydantic import TypeAdapter
from sqlalchemy.orm import Session

from answers.answer import Reply
from connectors.errors import GatewayError
from connectors.phone import phrases
from connectors.phone.callbacks import Callbacks
from connectors.phone.model import (
    Ask,
    CallBack,
    CallState,
    Directive,
    Event,
    Hangup,
    Heard,
    Say,
    Step,
    Wait,
)
from connectors.phone.numbers import callable_number
from connectors.phone.policy import MOST_POLLS, Policy
from connectors.phone.store import Calls, Done, Finished, Mine, Over, Theirs
from connectors.phone.transcribe import Transcript
from connectors.threads import DatabaseThreads
from connectors.turns import Incoming, Turns
from core.privacy import mask
from vietnamese.normalise import clean

CHANNEL = "phone"
Render = Callable[[Directive, int], str]
"""A directive, and the number of the turn that follows, as the provider reads it."""
Listening = Callable[[], Awaitable[Transcript | None]]
"""Finds out what was said, where the webhook does not tell."""

_LOOK_S = 0.05
_MARGIN_S = 2.0
_CLOSE_S = 3.0
_LONGEST = 2000

_REPLIES = TypeAdapter(tuple[Reply, ...])
_log = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class Parts:
    """What a callbot works with."""

    calls: Calls
    policy: Policy
    callbacks: Callbacks
    turns: Turns
    threads: DatabaseThreads
    deadline_s: float


class Callbot:
    """Answers the webhooks of calls, each turn once."""

    def __init__(self, parts: Parts) -> None:
        self._calls = parts.calls
        self._policy = parts.policy
        self._callbacks = parts.callbacks
        self._turns = parts.turns
        self._run = parts.threads.run
        self._deadline_s = parts.deadline_s
        self._asking: dict[tuple[str, int], asyncio.Task[str]] = {}

    async def take(self, heard: Heard, render: Render, listen: Listening | None = None) -> str:
        """The answer to one webhook, the same for every repetition.

        Args:
            heard: the turn.
            render: makes the provider's form of an answer.
            listen: finds out what was said; run only where the turn is run.
        """
        heard = replace(heard, speech=clean(heard.speech)[:_LONGEST])
        entry = await self._run(self._calls.enter, heard, callable_number(heard.caller))
        if isinstance(entry, Mine):
            return await self._take(heard, entry, render, listen)
        if isinstance(entry, Theirs):
            return await self._wait_for_other(heard, render)
        return entry.response if isinstance(entry, Done) else _over(heard, render)

    async def end(self, call: str, duration_s: int | None = None) -> None:
        """Closes a call, whatever order the provider's reports come in."""
        if await self._run(self._calls.end, call, duration_s):
            _log.info("call ended", call=call)

    async def close(self) -> None:
        """Gives questions that are being answered a moment to end."""
        tasks = set(self._asking.values())
        if tasks:
            _, late = await asyncio.wait(tasks, timeout=_CLOSE_S)
            for task in late:
                task.cancel()
            await asyncio.gather(*late, return_exceptions=True)

    async def _take(
        self, heard: Heard, entry: Mine, render: Render, listen: Listening | None
    ) -> str:
        if listen is not None:
            heard = _transcribed(heard, await listen())
        if entry.state.last or entry.state.question:
            step = self._policy.hear(entry.state, heard)
        else:
            step = self._policy.start(entry.state)
        if isinstance(step, Ask):
            step = await self._ask(step.state)
        said: Step = step

        def work(session: Session) -> Finished:
            return self._finish(session, entry.state, heard, said, render)

        response = await self._run(self._calls.finish, heard, entry, work)
        if response is not None:
            return response
        kept = await self._run(self._calls.look, heard.call, heard.turn)
        return kept.response if isinstance(kept, Done) else _over(heard, render)

    def _finish(
        self, session: Session, before: CallState, heard: Heard, step: Step, render: Render
    ) -> Finished:
        """The part of a turn that changes the database (blocks)."""
        ticket = None
        if isinstance(step, CallBack):
            ticket = self._callbacks.note(session, heard.call, before.conversation, step.number)
            step = self._policy.handover.noted(step.state, ticket)
        assert isinstance(step, Say)  # noqa: S101 - asking is over by now
        if step.settles:
            self._callbacks.settle(session, before.conversation)
        return Finished(
            state=step.state,
            event=heard.event,
            response=render(step.directive, heard.turn + 1),
            heard=_logged(before, heard),
            said=mask(" ".join(step.directive.say)),
            outcome=step.outcome,
            ticket=ticket,
        )

    async def _ask(self, state: CallState) -> Say:
        """The engine's answer if it is there in time; else the caller is told to wait."""
        task = self._task(state)
        await asyncio.wait({task}, timeout=self._deadline_s)
        if not task.done():
            if state.polls >= MOST_POLLS:
                return self._policy.unavailable(state)
            return self._policy.waiting(state)
        try:
            replies = _REPLIES.validate_json(task.result())
        except GatewayError as error:
            _log.warning("call not answered", error=type(error).__name__)
            return self._policy.unavailable(state)
        return self._policy.answered(state, replies)

    def _task(self, state: CallState) -> asyncio.Task[str]:
        """The work on a question, which goes on while the caller waits.

        A gateway that does not have it joins in: the message's id is the same, so it runs once.
        """
        key = (state.conversation, state.asked)
        task = self._asking.get(key)
        if task is None:
            incoming = Incoming(
                conversation_id=state.conversation,
                message_id=f"turn-{state.asked}",
                text=state.question,
                channel=CHANNEL,
                caller=None,
            )
            task = asyncio.create_task(self._turns.answer(incoming))
            self._asking[key] = task
            task.add_done_callback(lambda done: self._forget(key, done))
        return task

    def _forget(self, key: tuple[str, int], done: asyncio.Task[str]) -> None:
        del self._asking[key]
        if not done.cancelled():
            # Looked at, though the caller may have hung up: nobody else would.
            done.exception()

    async def _wait_for_other(self, heard: Heard, render: Render) -> str:
        """What the request that runs the same turn comes to."""
        tries = int((self._deadline_s + _MARGIN_S) / _LOOK_S)
        for _ in range(tries):
            await asyncio.sleep(_LOOK_S)
            entry = await self._run(self._calls.look, heard.call, heard.turn)
            if isinstance(entry, Done):
                return entry.response
            if isinstance(entry, Over):
                return _over(heard, render)
        return render(Directive((phrases.ONE_MOMENT,), Wait()), heard.turn)


def _transcribed(heard: Heard, found: Transcript | None) -> Heard:
    if found is None or not found.text:
        return replace(heard, event=Event.SILENCE, speech="")
    speech = clean(found.text)[:_LONGEST]
    return replace(heard, event=Event.SPEECH, speech=speech, confidence=found.confidence)


def _logged(before: CallState, heard: Heard) -> str:
    """What the log keeps of the caller's words: nothing that proves who someone is."""
    said = heard.speech or heard.digits
    if not said:
        return ""
    if before.keyed == "proof" or (heard.digits and len(heard.digits) > 1):
        return "[…]"
    return mask(said)


def _over(heard: Heard, render: Render) -> str:
    return render(Directive((), Hangup()), heard.turn + 1)
