"""What is kept of an update until it is answered: only what the answer needs, masked.

Names, phone numbers and pictures that Telegram sends along are dropped at the door; the text is
masked, kept whole only encrypted, and a one-time code replaced by its digest before anything is
stored.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from enum import StrEnum

from pydantic import BaseModel, ConfigDict
from telegram import CallbackQuery, ChatMember, Message, Update
from telegram.constants import ChatType

from connectors.accounts.tokens import digest
from core.privacy import has_personal, mask
from vietnamese.normalise import clean

ALLOWED_UPDATES = ("message", "edited_message", "callback_query", "my_chat_member")
"""The kinds of update that Telegram is asked for."""

_CODE = re.compile(r"(/start(?:@\w+)?)\s+(\S+)\s*", re.IGNORECASE)


class ArrivalKind(StrEnum):
    """What came."""

    TEXT = "text"
    PRESS = "press"
    OTHER = "other"
    """Something that holds no text: a picture, a voice message, a place."""
    BLOCKED = "blocked"
    """The person stopped the bot."""


class Press(BaseModel):
    """A button that was pressed, and the keyboard it belongs to: rows of (title, data)."""

    model_config = ConfigDict(frozen=True)

    query: str
    data: str
    message: int | None
    keyboard: tuple[tuple[tuple[str, str], ...], ...] = ()


class Arrival(BaseModel):
    """An update as it is stored.

    Attributes:
        kind: what came.
        chat: where from.
        private: whether the person is alone with the bot.
        text: what was written, masked; a code behind /start is taken out.
        sealed: what was written, encrypted, where something in it had to be masked.
        code: the digest of that code.
        reply_to: the id of the one whose message is replied to.
        press: the button, where one was pressed.
    """

    model_config = ConfigDict(frozen=True)

    kind: ArrivalKind
    chat: int
    private: bool
    text: str = ""
    sealed: str | None = None
    code: str | None = None
    reply_to: int | None = None
    press: Press | None = None


def arrival_of(update: Update, seal: Callable[[str], bytes]) -> Arrival | None:
    """What is to be answered of an update; None where there is nothing to say.

    Args:
        update: as Telegram brings it.
        seal: encrypts what was written.
    """
    if update.callback_query is not None:
        return _pressed(update.callback_query)
    if update.my_chat_member is not None:
        change = update.my_chat_member
        if change.chat.type != ChatType.PRIVATE or change.new_chat_member.status not in _GONE:
            return None
        return Arrival(kind=ArrivalKind.BLOCKED, chat=change.chat.id, private=True)
    message = update.message or update.edited_message
    if message is None or message.from_user is None or message.from_user.is_bot:
        return None
    return _written(message, seal, edited=update.message is None)


_GONE = {ChatMember.BANNED, ChatMember.LEFT}


def _written(message: Message, seal: Callable[[str], bytes], *, edited: bool) -> Arrival | None:
    private = message.chat.type == ChatType.PRIVATE
    text = clean(message.text or "")
    if not text:
        # In a group nobody expects an answer to a picture; an edited one (a live location moves
        # every few seconds) was answered when it came; and "someone joined" is no message.
        silent = not private or edited or message.effective_attachment is None
        if silent and message.text is None:
            return None
        return Arrival(kind=ArrivalKind.OTHER, chat=message.chat.id, private=private)
    code = _CODE.fullmatch(text)
    replied = message.reply_to_message
    return Arrival(
        kind=ArrivalKind.TEXT,
        chat=message.chat.id,
        private=private,
        text=code[1] if code else mask(text),
        sealed=seal(text).decode() if code is None and has_personal(text) else None,
        code=digest(code[2]) if code else None,
        reply_to=replied.from_user.id if replied and replied.from_user else None,
    )


def _pressed(query: CallbackQuery) -> Arrival | None:
    message = query.message
    if message is None or query.data is None:
        return None
    markup = message.reply_markup if isinstance(message, Message) else None
    keyboard = tuple(
        tuple((button.text, str(button.callback_data)) for button in row)
        for row in (markup.inline_keyboard if markup else ())
    )
    press = Press(query=query.id, data=query.data, message=message.message_id, keyboard=keyboard)
    private = message.chat.type == ChatType.PRIVATE
    return Arrival(kind=ArrivalKind.PRESS, chat=message.chat.id, private=private, press=press)
