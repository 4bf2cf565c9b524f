"""What a job of the queue may be, as it is stored."""

from __future__ import annotations

from datetime import datetime
from typing import Literal

from pydantic import BaseModel, ConfigDict, TypeAdapter

from connectors.telegram.arrival import Arrival


class Delivery(BaseModel):
    """A brief that is due in a chat.

    Attributes:
        account: whose brief.
        run: which run: all chats of the account are sent the same.
        since: what the brief begins with.
    """

    model_config = ConfigDict(frozen=True)

    kind: Literal["brief"] = "brief"
    chat: int
    account: int
    run: datetime
    since: datetime


class TicketTask(BaseModel):
    """A waiting ticket that an officer's chat is to be told of."""

    model_config = ConfigDict(frozen=True)

    kind: Literal["ticket"] = "ticket"
    chat: int
    ticket: str


class TakenTask(BaseModel):
    """A message about a ticket, to say from now on who took it."""

    model_config = ConfigDict(frozen=True)

    kind: Literal["taken"] = "taken"
    chat: int
    message: int
    ticket: str


class WordsTask(BaseModel):
    """What one side of a talk said, for the chat of the other; `message` is its number."""

    model_config = ConfigDict(frozen=True)

    kind: Literal["words"] = "words"
    chat: int
    message: int


class ContactTask(BaseModel):
    """The number to call, for the officer who took a callback; it is never stored in clear."""

    model_config = ConfigDict(frozen=True)

    kind: Literal["contact"] = "contact"
    chat: int
    account: int
    ticket: str


TalkTask = TicketTask | TakenTask | WordsTask | ContactTask
Task = Arrival | Delivery | TalkTask
TASK: TypeAdapter[Task] = TypeAdapter(Task)
