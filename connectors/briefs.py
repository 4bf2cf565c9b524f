"""The morning brief: when it is due, it is put into the queue of each chat that gets it."""

from __future__ import annotations

import asyncio
from contextlib import suppress

import structlog

from connectors.accounts.chats import open_chats
from connectors.telegram.channel import Channel
from connectors.telegram.commands import CHANNEL
from connectors.telegram.tasks import Delivery
from core.database import transaction
from core.subscriptions import Subscription, claim, due

INTERVAL_S = 30.0

_log = structlog.get_logger(__name__)


async def brief_until(
    stop: asyncio.Event, channel: Channel, interval_s: float = INTERVAL_S
) -> None:
    """Looks every `interval_s` seconds for briefs that are due, until `stop` is set.

    Only the handing over happens here; the channel's queue asks for the contents, sends them, and
    tries again what failed.
    """
    while not stop.is_set():
        try:
            queued = await channel.gateway.threads.run(queue_due, channel)
            if queued:
                channel.worker.wake()
        except Exception:
            _log.exception("briefs not queued")
        with suppress(TimeoutError):
            await asyncio.wait_for(stop.wait(), interval_s)


def queue_due(channel: Channel) -> int:
    """Queues every brief that is due and tells how many messages that makes (blocks).

    A run is claimed and queued in one transaction: of several gateways one does it, and a gateway
    that dies has done all of it or nothing.
    """
    gateway = channel.gateway
    with gateway.sessions() as session:
        waiting = due(session, gateway.business_clock())
    return sum(_queue(channel, one) for one in waiting)


def _queue(channel: Channel, one: Subscription) -> int:
    gateway = channel.gateway
    now = gateway.business_clock()
    run, since = one.next_at, one.sent_at
    with transaction(gateway.sessions) as session:
        if not claim(session, one, now):
            return 0
        chats = open_chats(session, CHANNEL, one.account_id)
        for chat in chats:
            task = Delivery(chat=int(chat), account=one.account_id, run=run, since=since)
            key = f"brief:{one.account_id}:{run.isoformat()}:{chat}"
            # A lane of its own: a brief that has to wait holds up no answer.
            channel.queue.put_in(session, key, f"brief:{chat}", task.model_dump_json())
    if not chats:
        _log.warning("no chat for the brief", account=one.account_id)
    return len(chats)
