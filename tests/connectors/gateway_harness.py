"""What the gateway's tests share."""

from __future__ import annotations

from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from typing import Any

import httpx
from fastapi import FastAPI
from playwright.sync_api import Page
from sqlalchemy import text

from connectors.ingest import IngestReport, Observation
from connectors.models import Turn
from connectors.telegram.models import Job, PressKey, TalkChat, TicketNotice
from core.accounts import Account, ApiKey, LinkCode, LinkedChat
from core.database import Base, make_engine
from core.files import KeptFile
from core.references import PersonalValue
from core.subscriptions import Subscription
from services.tables import Feedback, Petition, Ticket, TicketMessage

MESSAGES = "/api/v1/messages"
QUESTION_LABEL = "Câu hỏi của anh/chị"
NOW = datetime(2026, 1, 5, tzinfo=UTC)

_CHANNELS = (Turn, Account, LinkCode, LinkedChat, ApiKey, KeptFile, Subscription, Job, PressKey)
_CITIZENS = (PersonalValue, Petition, Ticket, TicketMessage, Feedback, TicketNotice, TalkChat)
MODELS = (*_CHANNELS, *_CITIZENS)
TABLES = [model.metadata.tables[model.__tablename__] for model in MODELS]

Client = httpx.AsyncClient


def create_tables(url: str) -> None:
    """Makes the gateway's tables, and a few units."""
    database = make_engine(url)
    Base.metadata.create_all(database, tables=TABLES)
    with database.begin() as connection:
        connection.execute(
            text(
                "CREATE TABLE units ("
                "code VARCHAR(80) PRIMARY KEY, short_name VARCHAR(80), parent VARCHAR(80))"
            )
        )
        connection.execute(
            text(
                "INSERT INTO units VALUES ('brvt', 'tỉnh', NULL), "
                "('vung-tau', 'TP Vũng Tàu', 'brvt'), ('phuong-5', 'Phường 5', 'vung-tau')"
            )
        )
    database.dispose()


@asynccontextmanager
async def opened(app: FastAPI) -> AsyncIterator[Client]:
    """A client of `app`, which runs as long."""
    transport = httpx.ASGITransport(app)
    async with (
        app.router.lifespan_context(app),
        Client(transport=transport, base_url="http://gateway") as client,
    ):
        yield client


def assert_problem(response: httpx.Response, status: int) -> dict[str, Any]:
    """Checks that `response` is problem details of that status; gives them."""
    assert response.status_code == status, response.text
    assert response.headers["content-type"] == "application/problem+json"
    body: dict[str, Any] = response.json()
    assert body["status"] == status
    assert body["title"] and body["detail"]
    return body


class FakeIngest:
    """Stores figures by their key, as the indicator database does."""

    def __init__(self) -> None:
        self.stored: dict[tuple[Any, ...], Observation] = {}
        self.failure: Exception | None = None

    def __call__(self, rows: Sequence[Observation]) -> IngestReport:
        if self.failure is not None:
            raise self.failure
        counts = {"inserted": 0, "updated": 0, "unchanged": 0}
        for row in rows:
            key = (row.indicator, row.unit, row.period_start, row.period_end)
            known = self.stored.get(key)
            outcome = "inserted" if known is None else "unchanged" if known == row else "updated"
            counts[outcome] += 1
            self.stored[key] = row
        return IngestReport(**counts)


def open_widget(page: Page) -> None:
    """Opens the widget, once it is there, if it is closed."""
    page.locator(".launcher:visible, .panel:visible").wait_for()
    launcher = page.get_by_role("button", name="Hỏi trợ lý")
    if launcher.is_visible():
        launcher.click()


def ask(page: Page, text: str) -> None:
    """Types a question into the widget and sends it."""
    open_widget(page)
    page.get_by_label(QUESTION_LABEL).fill(text)
    page.get_by_label(QUESTION_LABEL).press("Enter")
