"""`POST /api/v1/feedback`: what a person thought of an answer."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Depends
from pydantic import BaseModel, ConfigDict, StringConstraints

from connectors.api.messages import ConversationId
from connectors.deps import CallerDep, GatewayDep, within_address_rate
from connectors.errors import NothingToRate
from connectors.feedback import Rating, rate
from connectors.inbox import MessageKey
from connectors.problems import responses
from connectors.ratelimit import Subject

router = APIRouter(prefix="/api/v1", tags=["feedback"])


class FeedbackRequest(BaseModel):
    """What a person thought of the answer to a message."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    conversation_id: ConversationId
    message_id: Annotated[str, StringConstraints(min_length=1, max_length=128)]
    rating: Rating
    comment: Annotated[str, StringConstraints(max_length=2000)] | None = None


class FeedbackAnswer(BaseModel):
    """The rating that is kept now."""

    rating: Rating


@router.post(
    "/feedback",
    summary="Rate an answer",
    responses=responses(401, 404, 413, 422, 429, 500),
    dependencies=[Depends(within_address_rate)],
)
async def post_feedback(
    body: FeedbackRequest, caller: CallerDep, gateway: GatewayDep
) -> FeedbackAnswer:
    """Keeps the rating; of several for one answer the last counts."""
    account = caller.id if caller else None
    key = MessageKey.of(account, body.conversation_id, body.message_id, "")
    await gateway.limiter.count(Subject.CONVERSATION, key.conversation)
    now = gateway.business_clock()
    kept = await gateway.threads.run(rate, gateway.sessions, key, body.rating, body.comment, now)
    if not kept:
        raise NothingToRate
    return FeedbackAnswer(rating=body.rating)
