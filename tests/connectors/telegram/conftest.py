"""A gateway with its Telegram channel, between a Bot API server and an engine of the tests."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta
from typing import Any

import httpx
import pytest
from bot_api import TOKEN, BotApi, make_api
from engine_standin import served
from gateway_harness import opened
from sqlalchemy import func, select
from updates import CHAT, HEADERS, PATH, SECRET, said

from connectors.accounts.service import Granted, grant
from connectors.app import create_app
from connectors.telegram.models import Job
from core.clock import Clock, system_clock
from core.database import Sessions, transaction
from core.settings import Settings


class Telegram:
    """A running gateway as Telegram sees it."""

    def __init__(self, client: httpx.AsyncClient, api: BotApi, sessions: Sessions) -> None:
        self.client = client
        self.api = api
        self._sessions = sessions

    async def bring(self, update: dict[str, Any]) -> httpx.Response:
        """Brings an update to the webhook."""
        return await self.client.post(PATH, json=update, headers=HEADERS)

    async def say(self, text: str, chat: int = CHAT) -> list[str]:
        """What is sent in answer to a text."""
        return await self.answered(said(text, chat))

    async def answered(self, update: dict[str, Any]) -> list[str]:
        """What is sent in answer to an update."""
        before = len(self.api.sent)
        response = await self.bring(update)
        assert response.status_code == 200, response.text
        await self.settled()
        return self.api.texts[before:]

    async def settled(self) -> None:
        """Waits until nothing is left to do."""
        async with asyncio.timeout(4):
            while await asyncio.to_thread(self.undone):
                await asyncio.sleep(0.01)

    def undone(self) -> int:
        with self._sessions() as session:
            waiting = select(func.count()).where(Job.done_at.is_(None))
            return session.scalar(waiting) or 0

    async def until(self, happened: Callable[[], object]) -> None:
        """Waits until something has happened."""
        async with asyncio.timeout(4):
            while not happened():
                await asyncio.sleep(0.01)


@pytest.fixture(scope="session")
def api_server() -> Iterator[BotApi]:
    api = BotApi()
    with served(make_api(api)) as url:
        api.url = url
        yield api


@pytest.fixture
def api(api_server: BotApi) -> BotApi:
    """The Bot API server, as if just started."""
    vars(api_server).update(vars(BotApi(url=api_server.url)))
    return api_server


@pytest.fixture
def settings(settings: Settings, api: BotApi) -> Settings:
    more = {
        "telegram_token": TOKEN,
        "telegram_secret": SECRET,
        "telegram_api_url": api.url,
        "public_url": "https://troly.example.vn",
    }
    return settings.model_copy(update=more)


class MovedClock:
    """The present, moved by a test."""

    def __init__(self) -> None:
        self.ahead = timedelta(0)

    def __call__(self) -> datetime:
        return system_clock() + self.ahead


@pytest.fixture
def clock() -> MovedClock:
    return MovedClock()


@pytest.fixture
def start(settings: Settings, api: BotApi, sessions: Sessions, clock: Clock) -> Callable[..., Any]:
    """Starts a gateway on the test's database; a second one is a restart."""

    @asynccontextmanager
    async def start(**changes: Any) -> AsyncIterator[Telegram]:
        app = create_app(settings.model_copy(update=changes), clock=clock)
        async with opened(app) as client:
            yield Telegram(client, api, sessions)

    return start


@pytest.fixture
async def telegram(start: Callable[..., Any]) -> AsyncIterator[Telegram]:
    async with start() as telegram:
        yield telegram


@pytest.fixture
def granted(sessions: Sessions) -> Granted:
    """A leader's account with a fresh code."""
    with transaction(sessions) as session:
        return grant(
            session,
            name="Nguyễn Văn An",
            role="leader",
            scope="vung-tau",
            now=datetime.now(UTC),
        )


@pytest.fixture
async def linked(telegram: Telegram, granted: Granted) -> Granted:
    """The account, tied to the chat."""
    await telegram.say(f"/start {granted.link}")
    return granted
