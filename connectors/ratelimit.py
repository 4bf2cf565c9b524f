"""Bounds on how many messages a conversation, a network address or an account may send."""

from __future__ import annotations

import ipaddress
import math
import time
from enum import StrEnum

from limits import RateLimitItem, parse
from limits.aio.strategies import SlidingWindowCounterRateLimiter
from limits.storage import storage_from_string

from connectors.errors import RateLimited
from core.settings import Settings

_ASYNC = "async+"
# One subscriber holds a whole /64 of IPv6: limits on single addresses would bound nobody.
_IPV6_PREFIX = 64
_NOTICES = "1/minute"


class Subject(StrEnum):
    """What is counted."""

    CONVERSATION = "conversation"
    ADDRESS = "address"
    ACCOUNT = "account"
    LINK = "link"
    """One-time codes tried in a chat."""
    NOTICE = "notice"
    """Being told that one is too fast."""


class RateLimiter:
    """Counts messages in the storage of the settings, shared by the gateways if that is.

    Sliding counters rather than exact windows: these keep every message of a window and are swept
    on the event loop, at a cost that grows with the conversations.
    """

    def __init__(self, settings: Settings) -> None:
        uri = settings.rate_storage
        storage = storage_from_string(uri if uri.startswith(_ASYNC) else _ASYNC + uri)
        self._limiter = SlidingWindowCounterRateLimiter(storage)
        self._items: dict[Subject, RateLimitItem] = {
            Subject.CONVERSATION: parse(settings.rate_conversation),
            Subject.ADDRESS: parse(settings.rate_address),
            Subject.ACCOUNT: parse(settings.rate_account),
            Subject.LINK: parse(settings.rate_link),
            Subject.NOTICE: parse(_NOTICES),
        }

    async def count(self, subject: Subject, identity: str) -> None:
        """Counts one message.

        Raises:
            RateLimited: it is one too many; says when the next is let through.
        """
        item = self._items[subject]
        if await self._limiter.hit(item, subject, identity):
            return
        window = await self._limiter.get_window_stats(item, subject, identity)
        raise RateLimited(retry_after=max(1, math.ceil(window.reset_time - time.time())))


def network_of(address: str) -> str:
    """What an address is counted as: itself, or its network where that is one subscriber's."""
    try:
        parsed = ipaddress.ip_address(address)
    except ValueError:
        return address
    if parsed.version == 4:
        return address
    return str(ipaddress.ip_network((parsed, _IPV6_PREFIX), strict=False))
