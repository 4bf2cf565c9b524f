"""Client of the engine replicas: each conversation always to the same one, few turns at once."""

from __future__ import annotations

import asyncio
import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

import httpx
import structlog
from pydantic import BaseModel, TypeAdapter, ValidationError

from answers.answer import Reply
from connectors.accounts.service import Caller
from connectors.errors import EngineUnavailable

MESSAGES_PATH = "/webhooks/assistant/messages"
CONVERSATIONS_PATH = "/webhooks/assistant/conversations"
READY_PATH = "/webhooks/assistant/ready"
READY_TIMEOUT_S = 2.0
# Below the engine's own idle limit (5 s), so that no request is sent on a connection that the
# engine is just closing.
_KEEPALIVE_S = 2.0

_REPLIES = TypeAdapter(tuple[Reply, ...])
_log = structlog.get_logger(__name__)


class _Answer(BaseModel):
    replies: tuple[Reply, ...]


@dataclass(frozen=True, slots=True)
class Question:
    """One message for the engine: identified by digests, cleaned and masked.

    `group`: others read along. `since`: what a brief is to begin with.
    """

    conversation: str
    message: str
    text: str
    channel: str
    caller: Caller | None
    group: bool = False
    since: datetime | None = None


@dataclass(frozen=True, slots=True)
class Readiness:
    """How many replicas answer, and how many of these have their model loaded."""

    replicas: int
    reachable: int
    ready: int


def make_client(replicas: int, concurrency: int) -> httpx.AsyncClient:
    """An HTTP client for the engines; the environment's proxies do not apply to them."""
    # Two more per replica, so that a readiness probe never waits behind full slots.
    limits = httpx.Limits(
        max_connections=replicas * (concurrency + 2), keepalive_expiry=_KEEPALIVE_S
    )
    return httpx.AsyncClient(limits=limits, trust_env=False)


class EngineClient:
    """Sends turns to the engines.

    Args:
        http: The client to use; it is closed by whoever made it.
        urls: Base URLs of the replicas.
        secret: The secret shared with them.
        timeout_s: Seconds a turn may take, the wait for a free slot included.
        concurrency: Turns one replica is given at once.
    """

    def __init__(
        self,
        http: httpx.AsyncClient,
        urls: Sequence[str],
        secret: str,
        timeout_s: float,
        concurrency: int,
    ) -> None:
        self._http = http
        self._headers = {"X-Engine-Secret": secret}
        self._timeout_s = timeout_s
        self._slots = {url: asyncio.Semaphore(concurrency) for url in urls}

    async def ask(self, question: Question) -> str:
        """The replies to a message, as the JSON array of the contract.

        Raises:
            EngineUnavailable: no answer that fits the contract came in time.
        """
        url = replica_of(question.conversation, tuple(self._slots))
        try:
            async with asyncio.timeout(self._timeout_s), self._slots[url]:
                response = await self._http.post(
                    url + MESSAGES_PATH,
                    json=_payload(question),
                    headers=self._headers,
                    timeout=self._timeout_s,
                )
        except (TimeoutError, httpx.TimeoutException) as error:
            raise EngineUnavailable("timeout") from error
        except httpx.HTTPError as error:
            _log.warning("engine unreachable", engine=url, error=type(error).__name__)
            raise EngineUnavailable("connection") from error
        if response.status_code != httpx.codes.OK:
            _log.warning("engine refused", engine=url, status=response.status_code)
            raise EngineUnavailable("status")
        return _checked(response.content)

    async def erase(self, conversation: str) -> None:
        """Has every replica forget a conversation: it may have moved between them.

        Raises:
            EngineUnavailable: some replica did not confirm; it may be asked again.
        """
        await asyncio.gather(*(self._erase(url, conversation) for url in self._slots))

    async def _erase(self, url: str, conversation: str) -> None:
        try:
            response = await self._http.delete(
                f"{url}{CONVERSATIONS_PATH}/{conversation}",
                headers=self._headers,
                timeout=self._timeout_s,
            )
        except httpx.HTTPError as error:
            _log.warning("engine unreachable", engine=url, error=type(error).__name__)
            raise EngineUnavailable("connection") from error
        if response.status_code != httpx.codes.NO_CONTENT:
            _log.warning("engine did not erase", engine=url, status=response.status_code)
            raise EngineUnavailable("status")

    async def readiness(self) -> Readiness:
        """Asks all replicas whether they are up and have their model."""
        states = await asyncio.gather(*map(self._probe, self._slots))
        reachable = [ready for ready in states if ready is not None]
        return Readiness(len(states), len(reachable), sum(reachable))

    async def _probe(self, url: str) -> bool | None:
        try:
            response = await self._http.get(
                url + READY_PATH, headers=self._headers, timeout=READY_TIMEOUT_S
            )
        except httpx.HTTPError:
            return None
        return response.status_code == httpx.codes.OK


def replica_of(conversation: str, urls: Sequence[str]) -> str:
    """The replica of a conversation, by rendezvous hashing.

    A replica that is added or removed moves its own share of the conversations alone.
    """
    return max(urls, key=lambda url: hashlib.sha256(f"{url}\n{conversation}".encode()).digest())


def _payload(question: Question) -> dict[str, object]:
    caller = question.caller
    account = (
        None if caller is None else {"id": caller.id, "role": caller.role, "scope": caller.scope}
    )
    metadata: dict[str, object] = {"account": account, "channel": question.channel}
    if question.group:
        metadata["group"] = True
    if question.since is not None:
        metadata["since"] = question.since.isoformat()
    return {
        "sender_id": question.conversation,
        "message_id": question.message,
        "text": question.text,
        "metadata": metadata,
    }


def _checked(content: bytes) -> str:
    """The engine's replies as canonical JSON.

    Checked here so that a fault of the engine is a 503 and never a broken or empty answer.
    """
    try:
        replies = _Answer.model_validate_json(content).replies
    except ValidationError as error:
        # The error's text would quote the answer: its places and kinds are enough.
        faults = [(fault["type"], fault["loc"]) for fault in error.errors()[:5]]
        _log.error("engine answered outside the contract", faults=str(faults))
        raise EngineUnavailable("invalid") from None
    if not replies:
        raise EngineUnavailable("empty")
    if sum(reply.evidence is not None for reply in replies) != 1:
        raise EngineUnavailable("evidence")
    return _REPLIES.dump_json(replies).decode()
