"""One message as the engine passes it on."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from actions.state import State
from indicators.access import Asker
from indicators.question import Understanding
from kb.guess import NO_GUESS, Guess


@dataclass(frozen=True)
class Said:
    """Something that was said earlier in the dialogue."""

    by: Literal["citizen", "assistant"]
    text: str


@dataclass(frozen=True)
class Message:
    """One message as the engine passes it on.

    Attributes:
        text: cleaned, personal data by reference.
        understanding: the engine's reading of it.
        asker: who asks.
        conversation: the digest that names the conversation.
        state: what the dialogue remembers.
        earlier: what was said before, the latest last; some of it where it was long.
        guess: which public service the engine expects it to be about.
    """

    text: str
    understanding: Understanding
    asker: Asker
    conversation: str
    state: State
    earlier: tuple[Said, ...] = ()
    guess: Guess = NO_GUESS
