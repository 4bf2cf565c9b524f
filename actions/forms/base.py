"""What every form has."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from actions.message import Message
from actions.state import FormState
from answers.answer import Reply


@dataclass(frozen=True)
class Step:
    """What a form says, and how it stands afterwards (None: it is over)."""

    reply: Reply
    form: FormState | None = None


class Form(Protocol):
    """Asks for one thing after the other and then does something."""

    def begin(self, message: Message) -> Step | None:
        """The first step; None where the message asks for nothing of the kind."""

    def go_on(self, message: Message, state: FormState) -> Step | None:
        """The next step; None where the message is a question of another kind."""

    def again(self, state: FormState) -> str:
        """What was asked for, asked once more; empty where the form ends instead."""

    def stop(self, state: FormState) -> Step:
        """The end before the end: nothing is done."""
