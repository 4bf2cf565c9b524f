"""Old turns are deleted while the gateway runs."""

from __future__ import annotations

import asyncio
from contextlib import suppress
from datetime import timedelta

import structlog

from connectors.inbox import Inbox
from connectors.threads import DatabaseThreads

INTERVAL_S = 600.0

_log = structlog.get_logger(__name__)


async def purge_until(
    stop: asyncio.Event,
    inbox: Inbox,
    threads: DatabaseThreads,
    retention: timedelta,
    interval_s: float = INTERVAL_S,
) -> None:
    """Purges at once and then every `interval_s` seconds, until `stop` is set.

    A failure is logged and tried again: it must never end the job, or retention would silently
    stop. The job is told to stop rather than cancelled, since a cancelled one would leave its
    thread at work on a database that is being closed.
    """
    while not stop.is_set():
        try:
            purged = await threads.run(inbox.purge, retention)
        except Exception:
            _log.exception("purge failed")
        else:
            _log.info("purged turns", count=purged)
        with suppress(TimeoutError):
            await asyncio.wait_for(stop.wait(), interval_s)
