"""`/api/v1/conversations/{id}`: what arrives unasked, and erasing."""

from __future__ import annotations

from collections.abc import AsyncIterator
from typing import Annotated

from fastapi import APIRouter, Depends, Header, Path, Query, Request
from fastapi.sse import EventSourceResponse, ServerSentEvent

from connectors.accounts.service import Caller
from connectors.api.messages import ConversationId
from connectors.deps import CallerDep, GatewayDep, address_of, within_address_rate
from connectors.inbox import MessageKey
from connectors.problems import responses
from connectors.ratelimit import Subject
from services.tables import TicketMessage

router = APIRouter(prefix="/api/v1/conversations", tags=["conversations"])

# Milliseconds after which a client comes back to a stream that ended.
_RETRY_MS = 2000

_Conversation = Annotated[ConversationId, Path(alias="id")]
_EventId = Annotated[int | None, Header(alias="Last-Event-ID", ge=0)]
_EventIdInQuery = Annotated[
    int | None,
    Query(ge=0, description="As `Last-Event-ID`, for browsers whose page was loaded anew."),
]


async def _admitted(request: Request, gateway: GatewayDep) -> AsyncIterator[None]:
    with gateway.streams.admitted(address_of(request)):
        yield


@router.get(
    "/{id}/events",
    summary="What arrives unasked: an officer's messages, hand-off state",
    response_class=EventSourceResponse,
    responses=responses(401, 422, 429, 500),
    dependencies=[Depends(within_address_rate), Depends(_admitted)],
)
async def get_events(
    conversation_id: _Conversation,
    caller: CallerDep,
    gateway: GatewayDep,
    last_event: _EventId = None,
    last_event_id: _EventIdInQuery = None,
) -> AsyncIterator[ServerSentEvent]:
    """Server-sent events, each `{id, from: officer|assistant, text}`.

    What the assistant says there tells a change and also has `status` (claimed, closed) and
    `ticket`. The stream ends after some minutes; the client resumes it with the id it heard last.
    """
    # Sent at once, so that whatever lies between lets the answer begin.
    yield ServerSentEvent(retry=_RETRY_MS)
    after = last_event if last_event is not None else last_event_id
    conversation = _digest(caller, conversation_id)
    async for message in gateway.streams.follow(conversation, after):
        yield _event(message)


@router.delete(
    "/{id}",
    summary="Erase a conversation",
    status_code=204,
    responses=responses(401, 422, 429, 500, 503),
    dependencies=[Depends(within_address_rate)],
)
async def delete_conversation(
    conversation_id: _Conversation, caller: CallerDep, gateway: GatewayDep
) -> None:
    """Erases all that is kept of it, once the messages under way are answered; may be repeated."""
    conversation = _digest(caller, conversation_id)
    await gateway.limiter.count(Subject.CONVERSATION, conversation)
    await gateway.turns.erase(conversation)


def _digest(caller: Caller | None, conversation_id: str) -> str:
    return MessageKey.of(caller.id if caller else None, conversation_id, "", "").conversation


def _event(message: TicketMessage) -> ServerSentEvent:
    told: dict[str, object] = {"id": message.id, "from": message.sender, "text": message.text}
    if message.status is not None:
        told |= {"status": message.status, "ticket": message.ticket}
    return ServerSentEvent(data=told, id=str(message.id))
