"""`POST /api/v1/messages`: the one call every channel, test and integration can use."""

from __future__ import annotations

import json
import secrets
from typing import Annotated, Literal

from fastapi import APIRouter, Depends, Response
from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from answers.answer import Reply
from connectors.api.files import with_addresses
from connectors.deps import CallerDep, GatewayDep, within_address_rate
from connectors.errors import RateLimited
from connectors.problems import responses
from connectors.ratelimit import Subject
from connectors.turns import Incoming
from connectors.validation import Readable

router = APIRouter(prefix="/api/v1", tags=["messages"])

ConversationId = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9_-]{22,128}$")]


class MessageRequest(BaseModel):
    """What a person said."""

    # A field that is not known is refused: a misspelt `message_id` would silently cost the sender
    # the protection from answering twice.
    model_config = ConfigDict(frozen=True, extra="forbid")

    conversation_id: ConversationId = Field(
        description="One dialogue; made by the client from at least 120 random bits."
    )
    message_id: Annotated[str, StringConstraints(min_length=1, max_length=128)] | None = Field(
        None,
        description="Idempotency key: repeated with the same text, the first answer comes again.",
    )
    text: Annotated[Readable, StringConstraints(min_length=1, max_length=2000)]
    channel: Literal["web", "api"] = "api"


class MessageAnswer(BaseModel):
    """What the assistant says to it; over all replies exactly one `evidence` is not null."""

    conversation_id: str
    message_id: str
    replies: Annotated[list[Reply], Field(min_length=1)]


@router.post(
    "/messages",
    summary="Ask the assistant",
    response_model=MessageAnswer,
    responses=responses(401, 409, 413, 422, 429, 500, 503),
    dependencies=[Depends(within_address_rate)],
)
async def post_message(body: MessageRequest, caller: CallerDep, gateway: GatewayDep) -> Response:
    """Answers one message, in the order in which the conversation's messages arrive."""
    incoming = Incoming(
        conversation_id=body.conversation_id,
        message_id=body.message_id or secrets.token_urlsafe(16),
        text=body.text,
        channel=body.channel,
        caller=caller,
    )
    try:
        if caller is not None:
            await gateway.limiter.count(Subject.ACCOUNT, str(caller.id))
        await gateway.limiter.count(Subject.CONVERSATION, incoming.key.conversation)
    except RateLimited:
        gateway.metrics.limited(body.channel)
        raise
    replies = await gateway.turns.answer(incoming)
    if incoming.channel == "api":
        # The page is served from here and shows pictures of its own address alone.
        replies = with_addresses(replies, gateway.settings.public_url)
    return Response(_envelope(incoming, replies), media_type="application/json")


def _envelope(incoming: Incoming, replies: str) -> str:
    """The answer's JSON around the stored replies, which go out as they are, byte for byte."""
    ids = json.dumps(
        {"conversation_id": incoming.conversation_id, "message_id": incoming.message_id}
    )
    return f'{ids[:-1]}, "replies": {replies}}}'
