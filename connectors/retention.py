"""What is old is deleted while the gateway runs: turns, files, what Telegram left behind."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Mapping
from contextlib import suppress

import structlog

from connectors.threads import DatabaseThreads

INTERVAL_S = 600.0

Purges = Mapping[str, Callable[[], int]]
"""By name, what deletes the old rows of one table and tells how many."""

_log = structlog.get_logger(__name__)


async def purge_until(
    stop: asyncio.Event,
    threads: DatabaseThreads,
    purges: Purges,
    interval_s: float = INTERVAL_S,
) -> None:
    """Purges at once and then every `interval_s` seconds, until `stop` is set.

    A failure is logged and tried again: it must never end the job or keep the others from their
    work, or retention would silently stop. The job is told to stop rather than cancelled, since a
    cancelled one would leave its thread at work on a database that is being closed.
    """
    while not stop.is_set():
        for name, purge in purges.items():
            await _purge(threads, name, purge)
        with suppress(TimeoutError):
            await asyncio.wait_for(stop.wait(), interval_s)


async def _purge(threads: DatabaseThreads, name: str, purge: Callable[[], int]) -> None:
    try:
        purged = await threads.run(purge)
    except Exception:
        _log.exception("purge failed", what=name)
    else:
        _log.info("purged", what=name, count=purged)
