"""What an action gets from the tracker, and what it gives back."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from rasa_sdk import Tracker
from rasa_sdk.events import SlotSet

from actions.message import Message
from actions.state import State
from answers.answer import Reply
from indicators.access import Asker
from indicators.question import Understanding

STATE_SLOT = "state"
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


def state_of(tracker: Tracker) -> State:
    """What the dialogue remembers."""
    stored = tracker.get_slot(STATE_SLOT)
    return State.model_validate_json(stored) if stored else State()


def state_event(state: State) -> Any:
    """Remember a state."""
    return SlotSet(STATE_SLOT, state.model_dump_json(exclude_defaults=True))


def message_of(tracker: Tracker) -> Message:
    """The latest message with all that is known of it."""
    return Message(
        text=tracker.latest_message.get("text") or "",
        understanding=understanding_of(tracker),
        asker=asker_of(tracker),
        conversation=tracker.sender_id,
        state=state_of(tracker),
    )


def payload(reply: Reply) -> dict[str, Any]:
    """A reply as the engine passes it on to the gateway."""
    return reply.model_dump(mode="json")
