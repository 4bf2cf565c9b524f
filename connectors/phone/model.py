"""The turn model that all providers are translated into, and what a call remembers."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Literal

from pydantic import BaseModel, ConfigDict


class Event(StrEnum):
    """What a webhook of a provider tells."""

    START = "start"
    SPEECH = "speech"
    DIGITS = "digits"
    SILENCE = "silence"
    DIALLED = "dialled"
    """The officer who was dialled talked with the caller."""
    DIAL_FAILED = "dial_failed"


@dataclass(frozen=True, slots=True)
class Heard:
    """One turn of the caller. What identifies or quotes the person stays out of logs.

    Attributes:
        provider: its short name.
        call_id: the provider's.
        turn: number in the callback's address, 0 for the first.
        event: what happened.
        caller: number that calls, as the provider writes it.
        called: number that was called.
        speech: what was recognised.
        confidence: of the recogniser, 0 to 1; None where it gives none.
        digits: keys pressed, `*` and `#` among them.
    """

    provider: str
    call_id: str
    turn: int
    event: Event
    caller: str = field(default="", repr=False)
    called: str = ""
    speech: str = field(default="", repr=False)
    confidence: float | None = None
    digits: str = field(default="", repr=False)

    @property
    def call(self) -> str:
        """What names the call among those of all providers."""
        return f"{self.provider}:{self.call_id}"


@dataclass(frozen=True, slots=True)
class Listen:
    """The caller may speak, or press `digits` keys; 0: any number of them, then `#`."""

    digits: int = 1


@dataclass(frozen=True, slots=True)
class Wait:
    """The answer is not ready: come back at once with the next turn."""


@dataclass(frozen=True, slots=True)
class Transfer:
    """Connect the caller with `number`; `called` is the number the caller had dialled."""

    number: str
    called: str


@dataclass(frozen=True, slots=True)
class Hangup:
    """End the call."""


@dataclass(frozen=True, slots=True)
class Directive:
    """What is said to the caller, and what comes then."""

    say: tuple[str, ...]
    then: Listen | Wait | Transfer | Hangup


class Outcome(StrEnum):
    """How a call went."""

    TALKING = "talking"
    HUNG_UP = "hung_up"
    GOODBYE = "goodbye"
    TRANSFERRED = "transferred"
    CALLBACK = "callback"
    GAVE_UP = "gave_up"
    ABANDONED = "abandoned"
    """The provider never told of the call's end."""


class Mode(StrEnum):
    """What the next turn of the caller is taken for."""

    LISTENING = "listening"
    CONFIRMING = "confirming"
    """What was heard was read back."""
    WAITING = "waiting"
    """The engine works on a question."""
    MENU = "menu"
    TRANSFERRING = "transferring"
    CALLBACK = "callback"
    """A number to call back was offered."""
    NUMBER = "number"
    """A number to call back was asked for."""


Keyed = Literal["choice", "code", "proof", "phone"]
"""What keys are for: a choice, a dossier's code, the digits that prove it, a telephone number."""


class CallState(BaseModel):
    """What a call remembers from turn to turn; any gateway can go on with it.

    Attributes:
        conversation: secret id of the conversation with the engine.
        caller: number to call back, "" where it is not known.
        called: number the caller dialled.
        mode: what the next turn is taken for.
        misses: silences and utterances not understood, in a row.
        last: what was said last, for `*`.
        rest: sentences of the answer that were not said yet.
        closing: what is said behind the last of them.
        options: key → what it sends to the engine.
        titles: folded words of a choice → its key.
        keyed: what keys are for.
        question: what the engine was asked, or what waits for a confirmation.
        asked: turn in which it was asked: names the message, so that it runs once.
        polls: how often the caller was told to wait for it.
        number: to be called back, not confirmed yet.
        page: of the menu.
    """

    model_config = ConfigDict(frozen=True)

    conversation: str
    caller: str = ""
    called: str = ""
    mode: Mode = Mode.LISTENING
    misses: int = 0
    last: tuple[str, ...] = ()
    rest: tuple[str, ...] = ()
    closing: tuple[str, ...] = ()
    options: Mapping[str, str] = {}
    titles: Mapping[str, str] = {}
    keyed: Keyed = "choice"
    question: str = ""
    asked: int = 0
    polls: int = 0
    number: str = ""
    page: int = 0

    @property
    def listen(self) -> Listen:
        """How the caller is listened to."""
        lengths: Mapping[Keyed, int] = {"choice": 1, "proof": 4, "code": 0, "phone": 0}
        return Listen(lengths[self.keyed])


@dataclass(frozen=True, slots=True)
class Say:
    """Say something; the turn is over."""

    state: CallState
    directive: Directive
    outcome: Outcome | None = None
    """How the call went so far, where that changed."""
    settles: bool = False
    """An officer has talked with the caller: the ticket is called off."""


@dataclass(frozen=True, slots=True)
class Ask:
    """Ask the engine `state.question`."""

    state: CallState


@dataclass(frozen=True, slots=True)
class CallBack:
    """Open a ticket: officers are to call `number`."""

    state: CallState
    number: str = field(repr=False)


Step = Say | Ask | CallBack
