"""Database work in threads, as much at once as the database takes."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar, TypeVarTuple, Unpack

from anyio import CapacityLimiter
from anyio.to_thread import run_sync
from sqlalchemy import Engine

# What SQLAlchemy's pool gives out: 5 connections and 10 beyond.
_POOLED = 15

_Result = TypeVar("_Result")
_Arguments = TypeVarTuple("_Arguments")


class DatabaseThreads:
    """Runs blocking database work away from the event loop, in order of arrival.

    SQLite has one writer, and lets those who wait for it try again at random: under load some
    starve for seconds. One thread serves them fairly, and faster. Elsewhere a thread for each
    pooled connection, so that nobody waits for a connection while holding a thread.
    """

    def __init__(self, database: Engine) -> None:
        self._limiter = CapacityLimiter(1 if database.dialect.name == "sqlite" else _POOLED)

    async def run(
        self, work: Callable[[Unpack[_Arguments]], _Result], *arguments: Unpack[_Arguments]
    ) -> _Result:
        """The result of `work`."""
        return await run_sync(work, *arguments, limiter=self._limiter)
