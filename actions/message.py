"""One message as the engine passes it on."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from actions.state import State
from indicators.access import Asker
from indicators.question import Understanding


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
    """

    text: str
    understanding: Understanding
    asker: Asker
    conversation: str
    state: State
    earlier: tuple[Said, ...] = ()
