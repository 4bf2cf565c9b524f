"""The door of the engine: one message in, its replies out, and no error hidden."""

from __future__ import annotations

import hmac
import logging
from collections.abc import Awaitable, Callable
from typing import Any

from rasa.core.channels.channel import CollectingOutputChannel, InputChannel, UserMessage
from rasa.shared.exceptions import RasaException
from sanic import Blueprint
from sanic.request import Request
from sanic.response import HTTPResponse, empty, json

from bot.message import InvalidMessage, parse_message

logger = logging.getLogger(__name__)

SECRET_HEADER = "X-Engine-Secret"  # noqa: S105 - the name of a header
MAX_BODY_BYTES = 64 * 1024

Handler = Callable[[UserMessage], Awaitable[Any]]


class AssistantInput(InputChannel):
    """The only input channel. It trusts whoever knows the secret: the gateway.

    Unlike Rasa's REST channel it answers errors as errors and never runs a typed `/intent`.
    """

    def __init__(self, secret: str) -> None:
        """Keeps the secret that callers have to show.

        Raises:
            RasaException: the secret is empty; the engine must not start open to all.
        """
        if not secret:
            raise RasaException("The engine needs a secret: set ENGINE_SECRET.")
        self._secret = secret.encode()

    @classmethod
    def name(cls) -> str:
        """Name of the channel, and of its folder under /webhooks."""
        return "assistant"

    @classmethod
    def from_credentials(cls, credentials: dict[str, Any] | None) -> AssistantInput:
        """The channel as configured in credentials.yml."""
        return cls((credentials or {}).get("secret") or "")

    def blueprint(self, on_new_message: Handler) -> Blueprint:
        """The routes `POST /messages`, `DELETE /conversations/…` and `GET /ready`."""
        routes = Blueprint("assistant")

        @routes.on_request
        async def authenticate(request: Request) -> HTTPResponse | None:
            # Sanic decodes what is not UTF-8 this way.
            shown = request.headers.get(SECRET_HEADER, "").encode(errors="surrogateescape")
            return None if hmac.compare_digest(shown, self._secret) else _error(401, "Unauthorized")

        @routes.get("/ready", error_format="json")
        async def ready(request: Request) -> HTTPResponse:
            agent = getattr(request.app.ctx, "agent", None)
            if agent is None or not agent.is_ready():
                return json({"ready": False}, status=503)
            return json({"ready": True, "model": agent.model_id})

        @routes.delete("/conversations/<sender>", error_format="json")
        async def erase(request: Request, sender: str) -> HTTPResponse:
            agent = getattr(request.app.ctx, "agent", None)
            if agent is None or not agent.is_ready():
                return _error(503, "NotReady")
            try:
                agent.tracker_store.erase(sender)
            except Exception as problem:
                # The error's text may quote what is to be erased.
                logger.error("A conversation was not erased: %s.", type(problem).__name__)
                return _error(500, type(problem).__name__)
            return empty()

        @routes.post("/messages", error_format="json")
        async def messages(request: Request) -> HTTPResponse:
            if len(request.body) > MAX_BODY_BYTES:
                return _error(413, "PayloadTooLarge")
            try:
                message = parse_message(request.body, self.name())
            except InvalidMessage as problem:
                return _error(422, "InvalidMessage", str(problem))
            return await _answer(message, on_new_message)

        return routes


async def _answer(message: UserMessage, on_new_message: Handler) -> HTTPResponse:
    try:
        await on_new_message(message)
    except Exception as problem:
        logger.exception("Message %s failed.", message.message_id)
        return _error(500, type(problem).__name__)
    output: CollectingOutputChannel = message.output_channel
    replies = [sent["custom"] for sent in output.messages if "custom" in sent]
    if not replies:
        # Rasa only logs that an action failed or that its server is down, and goes on.
        logger.error("Message %s got no reply.", message.message_id)
        return _error(502, "NoReply")
    return json({"replies": replies})


def _error(status: int, name: str, detail: str | None = None) -> HTTPResponse:
    return json({"error": name, **({"detail": detail} if detail else {})}, status=status)
