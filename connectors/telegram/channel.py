"""The Telegram channel of a running gateway: opened, connected, closed."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Coroutine
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass
from datetime import timedelta
from typing import Any, TypeVar

import structlog
from telegram import (
    Bot,
    BotCommand,
    BotCommandScopeAllGroupChats,
    BotCommandScopeAllPrivateChats,
    Update,
)
from telegram.error import InvalidToken, TelegramError
from telegram.request import HTTPXRequest

from connectors.gateway import Gateway
from connectors.officers import Officers
from connectors.telegram import texts
from connectors.telegram.arrival import ALLOWED_UPDATES, arrival_of
from connectors.telegram.buttons import Buttons
from connectors.telegram.commands import Commands
from connectors.telegram.desk import Desk
from connectors.telegram.dialogue import Dialogue
from connectors.telegram.queue import JobQueue
from connectors.telegram.sender import Sender
from connectors.telegram.talks import Talks
from connectors.telegram.worker import AT_ONCE, Worker
from core.settings import Settings

PATH = "/channels/telegram"
READ_TIMEOUT_S = 20.0
POLL_S = 25
CARRY_S = 1.0
AGAIN_S = 10.0
"""After this a connection that failed is tried again."""

_Result = TypeVar("_Result")
_log = structlog.get_logger(__name__)


@dataclass(frozen=True)
class Channel:
    """What the doors and the briefs use: updates and deliveries go into its queue."""

    settings: Settings
    gateway: Gateway
    bot: Bot
    queue: JobQueue
    buttons: Buttons
    worker: Worker
    talks: Talks

    async def accept(self, update: Update) -> None:
        """Stores an update before it is acknowledged; a repeated one changes nothing."""
        arrival = arrival_of(update, self.gateway.vault.seal)
        if arrival is None:
            return
        key, lane = f"update:{update.update_id}", f"chat:{arrival.chat}"
        if await self.gateway.threads.run(self.queue.put, key, lane, arrival.model_dump_json()):
            self.worker.wake()


@asynccontextmanager
async def open_channel(gateway: Gateway) -> AsyncIterator[Channel | None]:
    """The channel, at work until the end; None without a token."""
    settings = gateway.settings
    if not settings.telegram_token:
        yield None
        return
    bot = _bot(settings)
    queue = JobQueue(gateway.sessions, gateway.clock)
    buttons = Buttons(gateway.sessions, gateway.clock)
    sender = Sender(bot, buttons, gateway.threads, gateway.fetch_file)
    commands = Commands(timedelta(minutes=settings.link_lifetime_min))
    officers = Officers(gateway.sessions, gateway.vault, gateway.business_clock)
    desk = Desk(gateway.sessions, gateway.threads, queue, officers, sender, gateway.business_clock)
    talks = Talks(gateway.sessions, officers, queue)
    dialogue = Dialogue(gateway, queue, buttons, sender, commands, desk)
    worker = Worker(queue, gateway.threads, dialogue, sender, bot, gateway.clock)
    channel = Channel(settings, gateway, bot, queue, buttons, worker, talks)
    stop = asyncio.Event()
    working = asyncio.create_task(_work(channel, stop))
    try:
        yield channel
    finally:
        stop.set()
        worker.wake()
        await working
        await bot.shutdown()


def _bot(settings: Settings) -> Bot:
    def request(connections: int) -> HTTPXRequest:
        return HTTPXRequest(
            connection_pool_size=connections, read_timeout=READ_TIMEOUT_S, pool_timeout=5.0
        )

    return Bot(
        settings.telegram_token,
        base_url=f"{settings.telegram_api_url}/bot",
        base_file_url=f"{settings.telegram_api_url}/file/bot",
        # Each chat is written to while its chat action is shown.
        request=request(2 * AT_ONCE + 4),
        get_updates_request=request(1),
    )


async def _work(channel: Channel, stop: asyncio.Event) -> None:
    """Connects, however long that takes, then works and polls until told to stop."""
    while not stop.is_set():
        try:
            await _until(stop, _connect(channel))
            break
        except InvalidToken:
            # The library's own message quotes the token.
            _log.error("TELEGRAM_TOKEN was refused by Telegram")
        except TelegramError as error:
            _log.warning("Telegram not reached", error=type(error).__name__)
        await _pause(stop, AGAIN_S)
    if stop.is_set():
        return
    _log.info("Telegram connected", bot=channel.bot.username)
    jobs = [channel.worker.run(stop), _carry(channel, stop)]
    if channel.settings.telegram_polling:
        jobs.append(_poll(channel, stop))
    await asyncio.gather(*jobs)


async def _connect(channel: Channel) -> None:
    bot, settings = channel.bot, channel.settings
    await bot.initialize()
    for described, scope in (
        (texts.COMMANDS, BotCommandScopeAllPrivateChats()),
        (texts.GROUP_COMMANDS, BotCommandScopeAllGroupChats()),
    ):
        commands = [BotCommand(name, words) for name, words in described.items()]
        await bot.set_my_commands(commands, scope)
    if settings.telegram_polling:
        await bot.delete_webhook()
    elif settings.public_url:
        await bot.set_webhook(
            settings.public_url + PATH,
            allowed_updates=ALLOWED_UPDATES,
            secret_token=settings.telegram_secret,
        )


async def _carry(channel: Channel, stop: asyncio.Event) -> None:
    """Looks for what officers and citizens are to be told."""
    while not stop.is_set():
        try:
            if await channel.gateway.threads.run(channel.talks.carry):
                channel.worker.wake()
        except Exception:
            _log.exception("talks not carried")
        await _pause(stop, CARRY_S)


async def _poll(channel: Channel, stop: asyncio.Event) -> None:
    following: int | None = None
    while not stop.is_set():
        following = await _fetch(channel, stop, following)


async def _fetch(channel: Channel, stop: asyncio.Event, following: int | None) -> int | None:
    """Fetches updates and stores them; gives the number of the first that is still to come."""
    fetching = channel.bot.get_updates(following, timeout=POLL_S, allowed_updates=ALLOWED_UPDATES)
    try:
        for update in await _until(stop, fetching) or ():
            await channel.accept(update)
            following = update.update_id + 1
    except Exception as error:
        _log.warning("updates not fetched", error=type(error).__name__)
        await _pause(stop, AGAIN_S)
    return following


async def _until(stop: asyncio.Event, work: Coroutine[Any, Any, _Result]) -> _Result | None:
    """The result of `work`, or None when it was told to stop first."""
    working, stopping = asyncio.create_task(work), asyncio.create_task(stop.wait())
    try:
        await asyncio.wait({working, stopping}, return_when=asyncio.FIRST_COMPLETED)
        return working.result() if working.done() else None
    finally:
        working.cancel()
        stopping.cancel()
        await asyncio.gather(working, stopping, return_exceptions=True)


async def _pause(stop: asyncio.Event, seconds: float) -> None:
    with suppress(TimeoutError):
        await asyncio.wait_for(stop.wait(), seconds)
