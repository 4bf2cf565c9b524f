"""What the gateway's tests share."""

from __future__ import annotations

from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from typing import Any

import httpx
from fastapi import FastAPI

from connectors.ingest import IngestReport, Observation

MESSAGES = "/api/v1/messages"
NOW = datetime(2026, 1, 5, tzinfo=UTC)

Client = httpx.AsyncClient


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
