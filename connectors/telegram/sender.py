"""What is said to Telegram: parts of answers, and the courtesies around them."""

from __future__ import annotations

import asyncio
import re
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from contextlib import asynccontextmanager
from html import escape, unescape

import structlog
from telegram import (
    Bot,
    BotCommand,
    BotCommandScopeChat,
    InlineKeyboardMarkup,
    InputFile,
    Message,
)
from telegram.constants import ChatAction, ParseMode
from telegram.error import BadRequest, ChatMigrated, TelegramError

from connectors.errors import FileGone
from connectors.telegram.arrival import Press
from connectors.telegram.buttons import Buttons, marked
from connectors.telegram.parts import Part
from connectors.threads import DatabaseThreads
from core.files import Fetched

ACTION_S = 4.5
"""Telegram shows "typing…" for five seconds."""

_TAG = re.compile(r"</?[a-z]+>")
_log = structlog.get_logger(__name__)


class Sender:
    """Sends to chats.

    Args:
        bot: The connection to Telegram.
        buttons: Makes the keyboards.
        threads: Where database work is done.
        fetch: Opens a kept file by its token (blocks).
    """

    def __init__(
        self,
        bot: Bot,
        buttons: Buttons,
        threads: DatabaseThreads,
        fetch: Callable[[str], Fetched | None],
    ) -> None:
        self._bot = bot
        self._buttons = buttons
        self._threads = threads
        self._fetch = fetch

    async def send(self, chat: int, part: Part) -> int:
        """Sends one part and tells the number of its message.

        A part whose markup or picture Telegram does not take is sent as plain text: the words
        matter most.

        Raises:
            telegram.error.TelegramError: it could not be sent.
        """
        keyboard = await self._threads.run(self._buttons.keyboard, chat, part.buttons)
        try:
            message = await self._send(chat, part, keyboard)
        except ChatMigrated as moved:
            message = await self._send(moved.new_chat_id, part, keyboard)
        except BadRequest as error:
            if is_chat_gone(error):
                raise
            _log.warning("part refused", error=str(error))
            message = await self._bot.send_message(chat, plain(part.html), reply_markup=keyboard)
        return message.message_id

    async def replace(self, chat: int, message: int, text: str) -> None:
        """Puts another text in a message's place and takes its buttons away.

        A message that is gone or too old stays as it is.
        """
        try:
            await self._bot.edit_message_text(text, chat, message)
        except BadRequest as error:
            _log.info("message not changed", error=str(error))

    async def _send(self, chat: int, part: Part, keyboard: InlineKeyboardMarkup | None) -> Message:
        token = part.photo or part.document
        file = await self._threads.run(self._fetch, token) if token else None
        if file is None:
            html = part.html or escape(FileGone.detail)
            return await self._bot.send_message(chat, html, ParseMode.HTML, reply_markup=keyboard)
        if part.photo:
            async with self.busy(chat, ChatAction.UPLOAD_PHOTO):
                return await self._bot.send_photo(
                    chat,
                    InputFile(file.content, file.name),
                    part.html or None,
                    parse_mode=ParseMode.HTML,
                    reply_markup=keyboard,
                )
        async with self.busy(chat, ChatAction.UPLOAD_DOCUMENT):
            return await self._bot.send_document(
                chat,
                InputFile(file.content, file.name),
                part.html or None,
                parse_mode=ParseMode.HTML,
                reply_markup=keyboard,
                disable_content_type_detection=True,
            )

    @asynccontextmanager
    async def busy(self, chat: int, action: ChatAction) -> AsyncIterator[None]:
        """Shows in the chat what the bot is doing, as long as it does it."""

        async def show() -> None:
            while True:
                await _if_possible(self._bot.send_chat_action(chat, action))
                await asyncio.sleep(ACTION_S)

        showing = asyncio.create_task(show())
        try:
            yield
        finally:
            showing.cancel()
            await asyncio.gather(showing, return_exceptions=True)

    async def acknowledge(self, press: Press, complaint: str | None = None) -> None:
        """Ends the waiting sign on a pressed button, with a complaint where it is of no use."""
        await _if_possible(
            self._bot.answer_callback_query(press.query, complaint, show_alert=bool(complaint))
        )

    async def mark(self, chat: int, press: Press) -> None:
        """Ticks the pressed button in its keyboard."""
        keyboard = marked(press)
        if keyboard is not None and press.message is not None:
            await _if_possible(
                self._bot.edit_message_reply_markup(chat, press.message, reply_markup=keyboard)
            )

    async def show_menu(self, chat: int, commands: Mapping[str, str]) -> None:
        """Lists commands with their words in the chat's menu; none: those of every chat."""
        scope = BotCommandScopeChat(chat)
        listed = [BotCommand(name, words) for name, words in commands.items()]
        await _if_possible(
            self._bot.set_my_commands(listed, scope)
            if listed
            else self._bot.delete_my_commands(scope)
        )

    async def clear(self, chat: int, press: Press) -> None:
        """Takes a keyboard away whose buttons are of no use any more."""
        if press.keyboard and press.message is not None:
            await _if_possible(self._bot.edit_message_reply_markup(chat, press.message))


async def _if_possible(call: Awaitable[object]) -> None:
    """A courtesy: the answer comes whether or not it is possible."""
    try:
        await call
    except TelegramError as error:
        _log.info("courtesy failed", error=type(error).__name__)


def is_chat_gone(error: BadRequest) -> bool:
    """Whether the chat is what Telegram does not know."""
    return "chat not found" in str(error).lower()


def plain(html: str) -> str:
    """The text of a part without markup."""
    return unescape(_TAG.sub("", html))
