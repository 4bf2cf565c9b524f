"""What an action gets from the tracker, and what it gives back."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from rasa_sdk import Tracker
from rasa_sdk.events import SlotSet

from answers.answer import Reply
from indicators.access import Asker
from indicators.question import Context, Understanding

CONTEXT_SLOT = "context"
_ENTITY = "indicator"


def asker_of(tracker: Tracker) -> Asker:
    """Who asks: only the gateway sets the message's metadata, behind the shared secret."""
    metadata = tracker.latest_message.get("metadata") or {}
    account, since = metadata.get("account"), metadata.get("since")
    return Asker(
        account=str(account["id"]) if account else None,
        scope=account["scope"] if account else None,
        channel=metadata.get("channel") or "api",
        in_group=bool(metadata.get("group")),
        since=datetime.fromisoformat(since) if since else None,
    )


def understanding_of(tracker: Tracker) -> Understanding:
    """The engine's reading of the latest message."""
    message = tracker.latest_message
    intent = message.get("intent") or {}
    text = message.get("text") or ""
    return Understanding(
        intent=intent.get("name") or "nlu_fallback",
        confidence=float(intent.get("confidence") or 0.0),
        spans=tuple(
            text[entity["start"] : entity["end"]]
            for entity in message.get("entities") or ()
            if entity.get("entity") == _ENTITY
        ),
    )


def context_of(tracker: Tracker) -> Context | None:
    """What the dialogue was about before this message."""
    stored = tracker.get_slot(CONTEXT_SLOT)
    return Context.model_validate_json(stored) if stored else None


def context_event(context: Context) -> Any:
    """Remember what the dialogue is about."""
    return SlotSet(CONTEXT_SLOT, context.model_dump_json())


def payload(reply: Reply) -> dict[str, Any]:
    """A reply as the engine passes it on to the gateway."""
    return reply.model_dump(mode="json")
